package dev.telem.report;

/** Text from elsewhere made safe to show: what could steer a terminal is spelt out. */
public final class Shown {
  private Shown() {}

  /**
   * The text with control, format (among them all that turn the writing direction) and line
   * separating characters as {@code \x1b} or {@code \}{@code u202e}.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  /** The same, cut to so many characters where it is longer; {@code …} stands for the rest. */
  static String of(String text, int width) {
    return cut(of(text), width);
  }

  static String cut(String text, int width) {
    if (text.codePointCount(0, text.length()) <= width) {
      return text;
    }
    return start(text, Math.max(width - 1, 0)) + "…";
  }

  /** The first so many characters, as they are. */
  static String start(String text, int width) {
    return text.codePointCount(0, text.length()) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width));
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(width - text.codePointCount(0, text.length()), 0));
  }

  private static void append(StringBuilder shown, int point) {
    if (!steers(point)) {
      shown.appendCodePoint(point);
    } else if (point == '\n') {
      shown.append("\\n");
    } else if (point == '\r') {
      shown.append("\\r");
    } else if (point == '\t') {
      shown.append("\\t");
    } else if (point < 0x100) {
      shown.append("\\x%02x".formatted(point));
    } else if (point < 0x10000) {
      shown.append("\\u%04x".formatted(point));
    } else {
      shown.append("\\u{%x}".formatted(point));
    }
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
