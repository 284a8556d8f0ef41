package dev.telem.privacy;

/**
 * Tells paths from other text with a separator in it, where nothing at its beginning says path
 * (spec privacy.md: "or holds a separator and is no URL"). Looks at a bounded part of it.
 */
final class SlashedText {
  /** A path without any separator in so many characters is none. */
  private static final int FARTHEST_SEPARATOR = 1024;

  private static final int LONGEST_PORT = 5;
  private static final int LONGEST_DENOMINATOR = 4;
  private static final int MOST_FLAGS = 3;

  private SlashedText() {}

  /** Whether the word is a path from the index on. */
  static boolean isPath(String word, int from) {
    int end = Math.min(word.length(), from + FARTHEST_SEPARATOR);
    // Data, an expression, a date's format.
    boolean data = from == word.length() || "{[<(+".indexOf(word.charAt(from)) >= 0;
    if (data && !startsWithPattern(word, from, end)) {
      return false;
    }
    int at = -1;
    int colon = -1;
    for (int i = from; i < end; i++) {
      char c = word.charAt(i);
      if (c == '/') {
        return !isAddress(word, from, at, colon, i) && !isNotation(word, from, i, end);
      }
      if (c == '\\') {
        return isFolder(word, from, i, end) && !holdsQuote(word, i, end);
      }
      // Prose, code and data: what has blanks or quotes before its first separator is seldom a
      // path.
      if (c <= ' ' || isQuote(c) || isCall(word, from, i)) {
        return false;
      }
      at = c == '@' ? i : at;
      colon = c == ':' ? i : colon;
    }
    return false;
  }

  /** {@code {src,test}/x} and {@code [id]/x} are paths. */
  private static boolean startsWithPattern(String word, int from, int end) {
    int i = from + 1;
    while (i < end
        && (Ascii.isLetterOrDigit(word.charAt(i)) || ",._-*".indexOf(word.charAt(i)) >= 0)) {
      i++;
    }
    return word.startsWith("}/", i) || word.startsWith("]/", i);
  }

  /** {@code $(pwd)/x} and {@code :(top)a/b} are paths. */
  private static boolean isCall(String word, int from, int i) {
    return word.charAt(i) == '(' && i > from && "$:@!".indexOf(word.charAt(i - 1)) < 0;
  }

  /**
   * URLs, also those without a scheme that give themselves away: {@code git@host:a/b.git}, {@code
   * user:password@host/x}, {@code host:8080/x}, {@code :8080/x}, {@code arn:…}, {@code jdbc:…}.
   */
  private static boolean isAddress(String word, int from, int at, int colon, int slash) {
    if (word.startsWith("arn:", from)
        || word.startsWith("jdbc:", from)
        || word.startsWith("www.", from)) {
      return true;
    }
    if (colon == slash - 1 && colon > from) {
      return word.startsWith("//", slash);
    }
    if (colon >= from && isNumber(word, colon + 1, slash, LONGEST_PORT)) {
      return true;
    }
    boolean user = at > from && colon > from;
    return user && (colon < at || word.startsWith("git@", from) || word.endsWith(".git"));
  }

  /**
   * What looks like a path and is none: {@code s/a/b/}, {@code 10.0.0.0/8}, {@code text/html} …
   * Something stands before the slash: what begins with one is a path.
   */
  private static boolean isNotation(String word, int from, int slash, int end) {
    return holdsQuote(word, slash, end)
        || isSubstitution(word, from, end)
        || isRatio(word, from, slash)
        || isSchedule(word, from, slash)
        || isMediaType(word, from, slash, end)
        // Base64.
        || word.charAt(word.length() - 1) == '=';
  }

  /** {@code s/a/b/}, {@code s|a|b|g}, {@code y/a/b/}: what sed and perl take. */
  private static boolean isSubstitution(String word, int from, int end) {
    char sign = word.charAt(from + 1);
    if ((word.charAt(from) != 's' && word.charAt(from) != 'y') || "/|#,!".indexOf(sign) < 0) {
      return false;
    }
    int signs = 0;
    int i = from + 1;
    for (; i < end && signs < 3; i++) {
      char c = word.charAt(i);
      signs += c == sign ? 1 : 0;
      i += c == '\\' ? 1 : 0;
    }
    int flags = i;
    while (i < end && "gipIeEmMx0123456789".indexOf(word.charAt(i)) >= 0) {
      i++;
    }
    return signs == 3 && i == word.length() && i - flags <= MOST_FLAGS;
  }

  /**
   * {@code 16/9}, {@code 1/3}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}; but not {@code 1/2/3}.
   */
  private static boolean isRatio(String word, int from, int slash) {
    int colons = 0;
    boolean letters = false;
    for (int i = from; i < slash; i++) {
      char c = word.charAt(i);
      colons += c == ':' ? 1 : 0;
      boolean hex = Ascii.isLetter(c) && Ascii.place(c) <= 5;
      letters |= hex;
      if (!Ascii.isDigit(c) && c != '.' && c != ':' && !hex) {
        return false;
      }
    }
    return (!letters || colons > 1)
        && isNumber(word, slash + 1, word.length(), LONGEST_DENOMINATOR);
  }

  /** {@code *}{@code /5}, alone or as the first field of a line for cron. */
  private static boolean isSchedule(String word, int from, int slash) {
    return slash == from + 1
        && word.charAt(from) == '*'
        && slash + 1 < word.length()
        && Ascii.isDigit(word.charAt(slash + 1));
  }

  private static boolean isMediaType(String word, int from, int slash, int end) {
    if (!isRegisteredTree(word.substring(from, slash)) || slash + 1 == end) {
      return false;
    }
    for (int i = slash + 1; i < end && word.charAt(i) != ';'; i++) {
      char c = word.charAt(i);
      boolean vendor = c == '.' && word.startsWith("vnd.", slash + 1);
      if (!Ascii.isLower(c) && !Ascii.isDigit(c) && c != '+' && c != '-' && !vendor) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRegisteredTree(String type) {
    return switch (type) {
      case "application", "audio", "image", "multipart", "text", "video" -> true;
      default -> false;
    };
  }

  /** {@code src\main} is a path; {@code \d+}, {@code foo\.bar}, {@code a\|b} are expressions. */
  private static boolean isFolder(String word, int from, int first, int end) {
    if (first == from) {
      return false;
    }
    for (int i = from; i < end; i++) {
      char c = word.charAt(i);
      if ("^$+[]{}|".indexOf(c) >= 0) {
        return false;
      }
      char next = i + 1 < word.length() ? word.charAt(i + 1) : 'x';
      boolean part = Character.isLetterOrDigit(next) || "_%*~@-".indexOf(next) >= 0 || next == '\\';
      if (c == '\\' && !part && !word.startsWith("..", i + 1)) {
        return false;
      }
    }
    // "%s\n", "done\n"
    return first != word.length() - 2 || "nrt0".indexOf(word.charAt(first + 1)) < 0;
  }

  private static boolean isNumber(String word, int from, int to, int most) {
    for (int i = from; i < to; i++) {
      if (!Ascii.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return from < to && to - from <= most;
  }

  private static boolean holdsQuote(String word, int from, int end) {
    for (int i = from; i < end; i++) {
      if (isQuote(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`' || c == ';' || c == '\n';
  }
}
