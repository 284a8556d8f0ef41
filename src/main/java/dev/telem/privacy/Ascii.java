package dev.telem.privacy;

/**
 * Kinds of characters, ASCII alone: a letter of another script is none, it may be there only to
 * look like one.
 */
final class Ascii {
  private Ascii() {}

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return isLower(c) || isUpper(c);
  }

  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }

  /** The letter's place in the alphabet from 0, whatever its case. */
  static int place(char letter) {
    return (letter | 0x20) - 'a';
  }

  /**
   * Whether the character is a dash of any kind: pasted text often has another than the one on the
   * keyboard.
   */
  static boolean isDash(char c) {
    return c == '-'
        || (c >= '\u2010' && c <= '\u2015')
        || c == '\u2212'
        || c == '\ufe58'
        || c == '\ufe63'
        || c == '\uff0d';
  }
}
