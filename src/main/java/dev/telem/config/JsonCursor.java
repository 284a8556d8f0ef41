package dev.telem.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in a JSON text, which moves forward over blanks and comments and knows its line. It walks
 * a {@code char[]}, since {@code charAt} is slow where nothing is compiled.
 */
final class JsonCursor {
  /** The largest text that is read, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private final char[] text;
  private int at;
  private int line;
  private int lineStart;

  JsonCursor(String text) {
    this.text = text.toCharArray();
    this.line = 1;
    if (peek() == '\uFEFF') {
      at = 1;
      lineStart = 1;
    }
  }

  /** A cursor in a piece of a larger text, which begins at this line and column of it. */
  JsonCursor(String piece, Place place) {
    this.text = piece.toCharArray();
    this.line = place.line();
    this.lineStart = 1 - place.column();
  }

  /** The text of at most a MiB; malformed UTF-8 is an error where a decoder would put U+FFFD. */
  static String decode(byte[] bytes) throws MalformedJson {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedJson(new Place(1, 1, 0, 0), "expected at most " + MAX_BYTES + " bytes");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      int wrong = Arrays.mismatch(bytes, text.getBytes(StandardCharsets.UTF_8));
      if (wrong >= 0) {
        String before = new String(bytes, 0, wrong, StandardCharsets.UTF_8);
        int lines = 1;
        for (int i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) {
          lines++;
        }
        int column = before.length() - before.lastIndexOf('\n');
        throw new MalformedJson(
            new Place(lines, column, 0, 0), "expected text in UTF-8, but these bytes are none");
      }
    }
    return text;
  }

  /** The next character; 0, which no valid text holds outside comments, at the end. */
  char peek() {
    return at < text.length ? text[at] : 0;
  }

  boolean isAtEnd() {
    return at == text.length;
  }

  /** Steps over one character that is no line break. */
  void step() {
    at++;
  }

  int index() {
    return at;
  }

  /** The text from {@code start} to here. */
  String since(int start) {
    return new String(text, start, at - start);
  }

  /** The place of what began at {@code start}, in this line, and ends here. */
  Place placeSince(int start) {
    return new Place(line, start - lineStart + 1, start, at);
  }

  /** Steps over blanks and comments. */
  void skip() throws MalformedJson {
    while (at < text.length) {
      char c = text[at];
      if (c == '/') {
        comment();
      } else if (c == '\n') {
        newLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void comment() throws MalformedJson {
    Place start = placeSince(at);
    char second = at + 1 < text.length ? text[at + 1] : 0;
    if (second == '/') {
      while (at < text.length && text[at] != '\n' && text[at] != '\r') {
        at++;
      }
      return;
    }
    if (second != '*') {
      throw error("expected // or /* for a comment, but found \"/\"");
    }
    at += 2;
    while (at + 1 < text.length) {
      if (text[at] == '*' && text[at + 1] == '/') {
        at += 2;
        return;
      }
      if (text[at] == '\n') {
        newLine();
      } else {
        at++;
      }
    }
    throw new MalformedJson(start, "expected */ at the end of this comment");
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  /** The mistake that {@code expected} is not here. */
  MalformedJson expected(String expected) {
    return error("expected " + expected + ", but found " + found());
  }

  MalformedJson error(String sentence) {
    return new MalformedJson(placeSince(at), sentence);
  }

  private String found() {
    if (isAtEnd()) {
      return "the end of the text";
    }
    char c = text[at];
    return c == '\n' || c == '\r' ? "the end of the line" : JsonText.quoted(String.valueOf(c));
  }
}
