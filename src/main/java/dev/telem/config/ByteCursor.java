package dev.telem.config;

import java.nio.charset.StandardCharsets;

/**
 * A place in the bytes of a JSON text, which moves forward over blanks, comments and whole values
 * and knows its line. What it steps over it does not check: it is for those who read everything
 * again when they are in doubt.
 */
final class ByteCursor {
  private final byte[] bytes;
  private int at;
  private int line = 1;
  private int lineStart;

  ByteCursor(byte[] bytes) {
    this.bytes = bytes;
    // The mark of UTF-8 that some editors leave.
    if (bytes.length > 2
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf) {
      at = 3;
      lineStart = 3;
    }
  }

  /** Another cursor at the same place. */
  ByteCursor(ByteCursor other) {
    this.bytes = other.bytes;
    moveTo(other);
  }

  void moveTo(ByteCursor other) {
    at = other.at;
    line = other.line;
    lineStart = other.lineStart;
  }

  /** The next byte; 0, which no valid text holds outside comments, at the end. */
  byte peek() {
    return at < bytes.length ? bytes[at] : 0;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  void expect(char c) throws MalformedJson {
    if (peek() != c) {
      throw malformed();
    }
    at++;
  }

  int index() {
    return at;
  }

  /** Where we are, in the UTF-16 units of {@link Place}. */
  Place place() {
    return new Place(line, text(lineStart, at).length() + 1, at, at);
  }

  /** The bytes from {@code start} to here. */
  byte[] since(int start) {
    byte[] piece = new byte[at - start];
    System.arraycopy(bytes, start, piece, 0, piece.length);
    return piece;
  }

  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Most of a large profile is only stepped over, so this counts every byte. */
  void stepOverValue() throws MalformedJson {
    if ("{[\"".indexOf(peek()) < 0) {
      stepOverWord();
      return;
    }
    byte[] all = bytes;
    int end = all.length;
    int depth = 0;
    int i = at;
    do {
      switch (all[i]) {
        case '"' -> {
          at = i;
          stepOverString();
          i = at - 1;
        }
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '\n' -> newLine(i);
        case '/' -> {
          at = i;
          comment();
          i = at - 1;
        }
        default -> {}
      }
      i++;
    } while (depth > 0 && i < end);
    at = i;
    if (depth != 0) {
      throw malformed();
    }
  }

  void stepOverString() throws MalformedJson {
    byte[] all = bytes;
    int end = all.length;
    int i = at + 1;
    while (i < end && all[i] != '"') {
      if (all[i] < ' ' && all[i] >= 0) {
        throw malformed();
      }
      i += all[i] == '\\' ? 2 : 1;
    }
    if (i >= end) {
      throw malformed();
    }
    at = i + 1;
  }

  /** Over a number, {@code true}, {@code false} or {@code null}. */
  private void stepOverWord() throws MalformedJson {
    int start = at;
    while (at < bytes.length && bytes[at] > ' ' && ",}]/".indexOf(bytes[at]) < 0) {
      at++;
    }
    if (at == start) {
      throw malformed();
    }
  }

  void blanks() throws MalformedJson {
    byte[] all = bytes;
    int i = at;
    while (i < all.length) {
      byte b = all[i];
      if (b == '\n') {
        newLine(i);
      } else if (b == '/') {
        at = i;
        comment();
        i = at - 1;
      } else if (b != ' ' && b != '\t' && b != '\r') {
        break;
      }
      i++;
    }
    at = i;
  }

  private void comment() throws MalformedJson {
    byte second = at + 1 < bytes.length ? bytes[at + 1] : 0;
    if (second == '/') {
      byte[] all = bytes;
      int i = at;
      while (i < all.length && all[i] != '\n') {
        i++;
      }
      at = i;
      return;
    }
    if (second != '*') {
      throw malformed();
    }
    at += 2;
    while (at + 1 < bytes.length && !(bytes[at] == '*' && bytes[at + 1] == '/')) {
      if (bytes[at] == '\n') {
        newLine(at);
      }
      at++;
    }
    at += 2;
  }

  private void newLine(int index) {
    line++;
    lineStart = index + 1;
  }

  static MalformedJson malformed() {
    return new MalformedJson(new Place(0, 0, 0, 0), "told by who reads all of it");
  }
}
