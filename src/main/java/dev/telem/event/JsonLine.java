package dev.telem.event;

/**
 * Writes one line of JSON. A generator of our own because it is on the start-up path: Jackson's
 * costs 7 % of a whole run (spec startup.md), and all that an event needs is below.
 */
final class JsonLine {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(1024);

  void open() {
    element();
    out.append('{');
  }

  void open(String name) {
    name(name);
    out.append('{');
  }

  void openElement() {
    open();
  }

  void close() {
    out.append('}');
  }

  void openList(String name) {
    name(name);
    out.append('[');
  }

  void closeList() {
    out.append(']');
  }

  void text(String name, String value) {
    name(name);
    quoted(value);
  }

  void number(String name, long value) {
    name(name);
    out.append(value);
  }

  /** A finite number; whole ones without a fraction, which the largest still are. */
  void number(String name, double value) {
    long whole = (long) value;
    if (whole == value) {
      number(name, whole);
    } else {
      name(name);
      out.append(value);
    }
  }

  void flag(String name, boolean value) {
    name(name);
    out.append(value);
  }

  void element(String value) {
    element();
    quoted(value);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void name(String name) {
    element();
    quoted(name);
    out.append(':');
  }

  private void element() {
    int length = out.length();
    if (length > 0) {
      char last = out.charAt(length - 1);
      if (last != '{' && last != '[') {
        out.append(',');
      }
    }
  }

  /** RFC 8259, section 7; lone surrogates, which UTF-8 cannot carry, are escaped too. */
  private void quoted(String value) {
    out.append('"');
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || (Character.isSurrogate(c) && !paired(value, i))) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 15));
        }
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean paired(String value, int index) {
    char c = value.charAt(index);
    return Character.isHighSurrogate(c)
        ? index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1))
        : index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
  }
}
