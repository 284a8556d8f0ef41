package dev.telem.channel;

import java.nio.charset.StandardCharsets;

/**
 * A place in a line of JSON (RFC 8259), which moves forward over what is expected there. A reader
 * of our own because Jackson's costs 38 ms where nothing is compiled (spec startup.md, "Traps"),
 * and that of the configuration keeps places and takes comments.
 */
final class LineCursor {
  /** Above this a number is not the same in every receiver. */
  static final double LARGEST = 9_007_199_254_740_991.0;

  /** So many digits fit whatever they are, and are exact as a double. */
  static final int MOST_PLAIN_DIGITS = 15;

  /** Each of them exact, so that a number divided by one is rounded once, as it should be. */
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final int LONGEST_NUMBER = 40;

  private final int[] spans = new int[2 * MetricForm.MOST_NUMBERS];

  private byte[] bytes = {};
  private int at;
  private int end;
  private int numbers;
  private boolean plain;

  /** Moves to another line. */
  void moveTo(byte[] line, int from, int to) {
    bytes = line;
    at = from;
    end = to;
    numbers = 0;
    plain = true;
  }

  /** Whether all numbers of the line so far were of a few digits, without an exponent. */
  boolean numbersArePlain() {
    return plain;
  }

  /** How many plain numbers there were. */
  int numbers() {
    return numbers;
  }

  /** Where each of them begins and ends. */
  int[] spans() {
    return spans;
  }

  /** The next byte that is no blank; 0 at the end. */
  byte peek() {
    while (at < end) {
      byte b = bytes[at];
      if (b != ' ' && b != '\t' && b != '\r') {
        return b;
      }
      at++;
    }
    return 0;
  }

  void expect(char c) throws Refused {
    if (peek() != c) {
      throw new Refused(Reason.NOT_JSON);
    }
    at++;
  }

  /** Steps over a comma, or over the closing bracket. Tells whether it was a comma. */
  boolean hasNext(char closing) throws Refused {
    byte b = peek();
    if (b != ',' && b != closing) {
      throw new Refused(Reason.NOT_JSON);
    }
    at++;
    return b == ',';
  }

  /** Steps over an opening bracket, and over the closing one where nothing is in between. */
  boolean opens(char opening, char closing) throws Refused {
    expect(opening);
    if (peek() != closing) {
      return true;
    }
    at++;
    return false;
  }

  void expectEnd() throws Refused {
    if (peek() != 0 || at < end) {
      throw new Refused(Reason.NOT_JSON);
    }
  }

  /** A name and its colon. */
  String name() throws Refused {
    String name = string();
    expect(':');
    return name;
  }

  String string() throws Refused {
    expect('"');
    int start = at;
    byte[] line = bytes;
    int i = at;
    while (i < end) {
      byte b = line[i];
      if (b == '"') {
        at = i + 1;
        return new String(line, start, i - start, StandardCharsets.UTF_8);
      }
      if (b == '\\') {
        return escapedString(start, i);
      }
      if (b >= 0 && b < ' ') {
        break;
      }
      i++;
    }
    throw new Refused(Reason.NOT_JSON);
  }

  private String escapedString(int start, int firstEscape) throws Refused {
    StringBuilder text = new StringBuilder();
    int plain = start;
    int i = firstEscape;
    while (i < end && bytes[i] != '"') {
      byte b = bytes[i];
      if (b == '\\') {
        text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
        at = i + 1;
        text.append(escape());
        i = at;
        plain = at;
      } else if (b >= 0 && b < ' ') {
        throw new Refused(Reason.NOT_JSON);
      } else {
        i++;
      }
    }
    if (i >= end) {
      throw new Refused(Reason.NOT_JSON);
    }
    text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
    at = i + 1;
    return text.toString();
  }

  private char escape() throws Refused {
    if (at >= end) {
      throw new Refused(Reason.NOT_JSON);
    }
    byte b = bytes[at++];
    return switch (b) {
      case '"', '\\', '/' -> (char) b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new Refused(Reason.NOT_JSON);
    };
  }

  private char unicode() throws Refused {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < end && bytes[at] > 0 ? Character.digit(bytes[at], 16) : -1;
      if (digit < 0) {
        throw new Refused(Reason.NOT_JSON);
      }
      code = code << 4 | digit;
      at++;
    }
    return (char) code;
  }

  /** A number, finite and not larger than {@link #LARGEST}. */
  double number() throws Refused {
    byte sign = peek();
    if (sign != '-' && (sign < '0' || sign > '9')) {
      throw new Refused(sign == 0 ? Reason.NOT_JSON : Reason.NUMBER);
    }
    int start = at;
    int i = sign == '-' ? at + 1 : at;
    int first = i;
    long digits = 0;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      digits = digits * 10 + (bytes[i] - '0');
      i++;
    }
    int whole = i - first;
    int fraction = 0;
    if (whole > 0 && i < end && bytes[i] == '.') {
      int point = i++;
      while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
        digits = digits * 10 + (bytes[i] - '0');
        i++;
      }
      fraction = i - point - 1;
    }
    boolean simple =
        whole > 0
            && whole + fraction <= MOST_PLAIN_DIGITS
            && (i == first + whole || fraction > 0)
            && !continuesNumber(i);
    if (!simple || (bytes[first] == '0' && whole > 1) || numbers == MetricForm.MOST_NUMBERS) {
      plain = false;
      return longNumber(start, first);
    }
    at = i;
    spans[2 * numbers] = start;
    spans[2 * numbers + 1] = i;
    numbers++;
    double number = shifted(digits, fraction);
    return sign == '-' ? -number : number;
  }

  /** The number whose last so many digits are behind the point. */
  static double shifted(long digits, int behindThePoint) {
    return behindThePoint == 0 ? digits : digits / POWERS[behindThePoint];
  }

  private boolean continuesNumber(int i) {
    byte b = i < end ? bytes[i] : 0;
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '.';
  }

  /** With an exponent or many digits. */
  private double longNumber(int start, int first) throws Refused {
    int i = first;
    while (continuesNumber(i) || (i < end && (bytes[i] == '-' || bytes[i] == '+'))) {
      i++;
    }
    if (!isNumber(first, i)) {
      throw new Refused(Reason.NOT_JSON);
    }
    if (i - start > LONGEST_NUMBER) {
      throw new Refused(Reason.NUMBER);
    }
    double number =
        Double.parseDouble(new String(bytes, start, i - start, StandardCharsets.ISO_8859_1));
    if (number > LARGEST || number < -LARGEST) {
      throw new Refused(Reason.NUMBER);
    }
    at = i;
    return number;
  }

  /** RFC 8259, section 6, without the sign. */
  private boolean isNumber(int from, int to) {
    int i = digits(from, to);
    if (i == from || (bytes[from] == '0' && i > from + 1)) {
      return false;
    }
    if (i < to && bytes[i] == '.') {
      int fraction = i + 1;
      i = digits(fraction, to);
      if (i == fraction) {
        return false;
      }
    }
    if (i < to && (bytes[i] == 'e' || bytes[i] == 'E')) {
      int exponent = i + 1;
      if (exponent < to && (bytes[exponent] == '-' || bytes[exponent] == '+')) {
        exponent++;
      }
      i = digits(exponent, to);
      if (i == exponent) {
        return false;
      }
    }
    return i == to;
  }

  private int digits(int from, int to) {
    int i = from;
    while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }
}
