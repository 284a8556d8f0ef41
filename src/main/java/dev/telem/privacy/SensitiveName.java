package dev.telem.privacy;

import java.util.Locale;

/**
 * Whether a name says that its value is a secret (spec privacy.md: "token, password … as a word of
 * the name"). Words are found between hyphens and other signs and in {@code camelCase}; some are
 * told in run-together names too, {@code dbpassword}.
 */
final class SensitiveName {
  private static final int LONGEST = 128;
  private static final int SHORTEST_RUN_TOGETHER = 5;

  private SensitiveName() {}

  /**
   * Whether the word is a sensitive option to which no value is glued, so that the next word may be
   * the value.
   */
  static boolean awaitsValue(String word) {
    if (word.isEmpty() || !Ascii.isDash(word.charAt(0))) {
      return false;
    }
    if (isFlag(word)) {
      return false;
    }
    int end = Math.min(word.length(), LONGEST);
    for (int i = 1; i < end; i++) {
      char c = word.charAt(i);
      if (c == '=' || c == ':') {
        return false;
      }
    }
    return in(word, 1, end);
  }

  /** {@code --no-headers}, {@code --password-stdin}, {@code --ask-pass}: nothing follows them. */
  private static boolean isFlag(String word) {
    return word.startsWith("--no-")
        || word.startsWith("--ask-")
        || word.startsWith("--list-")
        || word.endsWith("-stdin");
  }

  /** Whether the part of the text is a sensitive name. Looks at its first 128 characters. */
  static boolean in(String text, int from, int to) {
    int end = Math.min(to, from + LONGEST);
    int chunk = from;
    int word = from;
    boolean connection = false;
    for (int i = from; i <= end; i++) {
      boolean gap = i == end || !Ascii.isLetterOrDigit(text.charAt(i));
      if (gap || (i > from && startsWord(text, i, end))) {
        String lower = text.substring(word, i).toLowerCase(Locale.ROOT);
        if (endsSensitive(text, chunk, i)
            || isSensitive(lower)
            || (connection && (lower.equals("string") || lower.equals("str")))) {
          return true;
        }
        connection =
            lower.isEmpty() ? connection : lower.equals("connection") || lower.equals("conn");
        word = gap ? i + 1 : i;
      }
      if (gap) {
        chunk = i + 1;
      } else if (holdsSensitive(text, i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a new word starts in the middle of a chunk: {@code api|Key}, {@code API|Key}, {@code
   * oauth|2}.
   */
  private static boolean startsWord(String text, int i, int end) {
    char before = text.charAt(i - 1);
    char c = text.charAt(i);
    if (Ascii.isDigit(before) != Ascii.isDigit(c)) {
      return true;
    }
    boolean hump = i + 1 < end && Ascii.isLower(text.charAt(i + 1));
    return Ascii.isUpper(c) && (Ascii.isLower(before) || (Ascii.isUpper(before) && hump));
  }

  private static boolean isSensitive(String word) {
    return switch (word) {
      case "pw", "psw", "pswd", "pword", "passcode", "mnemonic", "hmac", "ssn" -> true;
      case "pass", "pin", "pat", "otp", "totp", "mfa", "dsn", "jwt", "sig" -> true;
      case "key", "keys", "auth", "authn", "authz", "cred", "creds" -> true;
      case "header", "headers", "session", "signature" -> true;
      default -> false;
    };
  }

  /** What is sensitive wherever in a name it stands. */
  private static boolean holdsSensitive(String text, int at) {
    return switch (text.charAt(at)) {
      case 'p', 'P' ->
          starts(text, at, "passw")
              || starts(text, at, "passp")
              || starts(text, at, "passc")
              || starts(text, at, "passk")
              || starts(text, at, "pwd");
      case 't', 'T' -> starts(text, at, "token") && !starts(text, at, "tokeni");
      case 's', 'S' -> starts(text, at, "secret");
      case 'c', 'C' ->
          starts(text, at, "credential")
              || starts(text, at, "cookie")
              || starts(text, at, "connstr")
              || starts(text, at, "connectionstr");
      case 'b', 'B' -> starts(text, at, "bearer");
      case 'a', 'A' ->
          starts(text, at, "apikey")
              || starts(text, at, "authoriz")
              || starts(text, at, "authentic");
      default -> false;
    };
  }

  /**
   * What is sensitive at the end of a run-together name: {@code sshkey}, {@code basicauth}, {@code
   * storepass}.
   */
  private static boolean endsSensitive(String text, int from, int to) {
    if (to - from < SHORTEST_RUN_TOGETHER) {
      return false;
    }
    boolean pass =
        ends(text, to, "pass") && !ends(text, to, "bypass") && !ends(text, to, "compass");
    return pass || ends(text, to, "key") || ends(text, to, "keys") || ends(text, to, "auth");
  }

  private static boolean starts(String text, int at, String part) {
    return text.regionMatches(true, at, part, 0, part.length());
  }

  private static boolean ends(String text, int to, String part) {
    return text.regionMatches(true, to - part.length(), part, 0, part.length());
  }
}
