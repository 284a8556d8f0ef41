package dev.telem.config;

/** The shapes that written values must have, checked by hand since patterns are slow at start. */
final class Shape {
  /** The longest word that may leave, in characters. */
  static final int MAX_WORD = 40;

  private static final int MAX_NAME = 60;
  private static final int MAX_METRIC = 200;
  private static final int MAX_LABEL = 100;
  private static final int MAX_DIGITS = 18;
  private static final int UUID_LENGTH = 36;

  private Shape() {}

  /** Enough of a value to recognize it. */
  static String shortened(String value) {
    return value.length() <= MAX_WORD ? value : value.substring(0, MAX_WORD - 1) + "…";
  }

  /** A whole number of up to 18 digits; -1 where this is none. */
  static long wholeNumber(String digits) {
    if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * The milliseconds of {@code 500ms}, {@code 2s} or {@code 2} (seconds); -1 where it is neither.
   */
  static long milliseconds(String text) {
    if (text.endsWith("ms")) {
      return wholeNumber(text.substring(0, text.length() - 2));
    }
    String digits = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    return digits.length() > MAX_DIGITS - 3 ? -1 : Math.max(-1, wholeNumber(digits) * 1000);
  }

  /**
   * Whether this is a short name of letters, digits and {@code . _ + -} that may leave as it is.
   */
  static boolean isWord(String text) {
    if (text.isEmpty() || text.length() > MAX_WORD || !isAlphanumeric(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && "._+-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a command of a tool can be called so: {@code deploy}, {@code make:model}. */
  static boolean isCommandName(String text) {
    return text.length() <= MAX_NAME && isName(text, 0);
  }

  /**
   * Whether an option can be called so: one or two dashes, then a single sign ({@code -?}) or a
   * name such as {@code --no-verify}, {@code -Xlint}, {@code -Xlint:all}.
   */
  static boolean isOptionName(String text) {
    if (text.length() < 2 || text.length() > MAX_NAME || text.charAt(0) != '-') {
      return false;
    }
    if (text.length() == 2) {
      return text.charAt(1) > ' '
          && text.charAt(1) < 0x7f
          && "-=\"'\\/".indexOf(text.charAt(1)) < 0;
    }
    return isName(text, text.charAt(1) == '-' ? 2 : 1);
  }

  /**
   * Whether this names a metric: collection and topic with a slash between them, and perhaps a key
   * behind another; each may hold slashes and an {@code @} itself.
   */
  static boolean isMetric(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1 || text.length() > MAX_METRIC) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && "._+-/@".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether an installation can be called so: what {@code SafeText.label} lets through. */
  static boolean isLabel(String text) {
    if (text.isEmpty() || text.length() > MAX_LABEL) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && " ._-+:/@,()#".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String text, int from) {
    if (from == text.length() || !isAlphanumeric(text.charAt(from))) {
      return false;
    }
    for (int i = from + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && "._+:-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether this is 8-4-4-4-12 hexadecimal digits. */
  static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : c >= 128 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether every character can be shown. */
  static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether this is one of the letters and digits of ASCII. */
  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
