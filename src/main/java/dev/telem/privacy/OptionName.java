package dev.telem.privacy;

import java.util.Locale;

/**
 * Whether the name of an option may leave (spec privacy.md: "letters and digits in hyphen-separated
 * words, at most 40 characters, at most 6 words, and not number-like or random-looking").
 */
final class OptionName {
  private static final int LONGEST = 40;
  private static final int MOST_WORDS = 6;

  /** More digits make a number: a date, a card, a telephone. */
  private static final int MOST_DIGITS = 4;

  private static final int MOST_DIGITS_OF_WORD = 3;
  private static final int MOST_WORDS_WITH_DIGITS = 2;

  private OptionName() {}

  /** Whether the part of the text, an option without its dashes, is such a name. */
  static boolean fits(String text, int from, int to) {
    if (from == to
        || to - from > LONGEST
        || startsLikeNumber(text, from, to)
        || startsLikeToken(text, from, to)) {
      return false;
    }
    Plausibility name = Plausibility.ofOption();
    int words = 0;
    int wordsWithDigits = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.charAt(i) == '-') {
        int before = name.digits();
        if (++words > MOST_WORDS || !name.accepts(text, start, i)) {
          return false;
        }
        int digits = name.digits() - before;
        if (endsLikePassword(text, start, i)) {
          return false;
        }
        wordsWithDigits += digits > 0 ? 1 : 0;
        if (digits > MOST_DIGITS_OF_WORD && !namesStandard(text, from)) {
          return false;
        }
        start = i + 1;
      }
    }
    return name.digits() <= MOST_DIGITS
        && wordsWithDigits <= MOST_WORDS_WITH_DIGITS
        && name.holds();
  }

  /**
   * {@code --princess552}; but {@code --sha256}, {@code --x86} are names: two or more digits follow
   * a short list of words only.
   */
  private static boolean endsLikePassword(String text, int from, int to) {
    int digits = to;
    while (digits > from && Ascii.isDigit(text.charAt(digits - 1))) {
      digits--;
    }
    return digits > from && to - digits > 1 && !isNumbered(text.substring(from, digits));
  }

  private static boolean isNumbered(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "sha", "shake", "keccak", "crc", "rs", "es", "ps", "hs", "ed", "rsa", "ec", "dh" -> true;
      case "aes", "des", "gost", "camellia", "blake", "chacha", "salsa", "curve", "secp" -> true;
      case "base", "utf", "ucs", "iso", "rfc", "ascii", "latin", "cp", "koi", "x", "i", "h" -> true;
      case "int", "uint", "float", "bit", "win", "linux", "macos", "arm", "amd", "s", "m" -> true;
      case "c", "cxx", "gnu", "std", "f", "py", "python", "java", "jdk", "jre", "php" -> true;
      case "go", "ruby", "node", "pg", "mysql", "tls", "ssl", "tlsv", "http", "ipv", "v" -> true;
      default -> false;
    };
  }

  /**
   * {@code --5}, {@code --10ms}, {@code --2024-01-01}; but {@code --3way} and {@code --32bit} are
   * names.
   */
  private static boolean startsLikeNumber(String text, int from, int to) {
    int digits = from;
    while (digits < to && Ascii.isDigit(text.charAt(digits))) {
      digits++;
    }
    int letters = digits;
    while (letters < to && Ascii.isLetter(text.charAt(letters))) {
      letters++;
    }
    return digits > from && (digits - from > 2 || letters - digits < 3);
  }

  /**
   * The beginnings that well-known services give to their access tokens: {@code --ghp-…}, {@code
   * --sk-…}.
   */
  private static boolean startsLikeToken(String text, int from, int to) {
    int hyphen = text.indexOf('-', from, to);
    if (hyphen < 0) {
      return false;
    }
    return switch (text.substring(from, hyphen)) {
      case "sk",
          "pk",
          "rk",
          "ghp",
          "gho",
          "ghu",
          "ghs",
          "ghr",
          "glpat",
          "xoxa",
          "xoxb",
          "xoxp",
          "xoxs",
          "shpat" ->
          true;
      default -> false;
    };
  }

  /** {@code --rfc-3339} and {@code --iso-8601}: the only longer numbers that are part of a name. */
  private static boolean namesStandard(String text, int from) {
    boolean prefix = text.startsWith("rfc", from) || text.startsWith("iso", from);
    return prefix && !Ascii.isLetter(text.charAt(from + 3));
  }
}
