package dev.telem.config;

import dev.telem.config.JsonValue.JsonArray;
import dev.telem.config.JsonValue.JsonBoolean;
import dev.telem.config.JsonValue.JsonNull;
import dev.telem.config.JsonValue.JsonNumber;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON in UTF-8, with {@code //} and {@code /* *}{@code /} comments and trailing commas. It
 * is our own because a Jackson parser costs 14 to 38 ms at every start (spec startup.md, "Traps").
 * It walks a {@code char[]}, since {@code charAt} is slow where nothing is compiled.
 */
final class JsonReader {
  /** The largest text that is read, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  static final int MAX_DEPTH = 64;

  private final char[] text;
  private int at;
  private int line = 1;
  private int lineStart;

  private JsonReader(String text) {
    this.text = text.toCharArray();
  }

  /** The object that a whole configuration is. */
  static JsonObject readObject(String text) throws MalformedJson {
    JsonValue value = read(text);
    if (value instanceof JsonObject object) {
      return object;
    }
    Place place = value.place();
    throw new MalformedJson(
        place.line(), place.column(), "expected an object in { }, but found " + value.kind());
  }

  static JsonValue read(String text) throws MalformedJson {
    JsonReader reader = new JsonReader(text);
    if (reader.text.length > 0 && reader.text[0] == '\uFEFF') {
      reader.at = 1;
      reader.lineStart = 1;
    }
    return reader.document();
  }

  /**
   * The text of these bytes, at most a MiB; malformed UTF-8 is an error where a decoder would put
   * U+FFFD.
   */
  static String decode(byte[] bytes) throws MalformedJson {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedJson(1, 1, "expected at most " + MAX_BYTES + " bytes");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      int wrong = Arrays.mismatch(bytes, text.getBytes(StandardCharsets.UTF_8));
      if (wrong >= 0) {
        String before = new String(bytes, 0, wrong, StandardCharsets.UTF_8);
        int newline = before.lastIndexOf('\n');
        int lines = 1;
        for (int i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) {
          lines++;
        }
        throw new MalformedJson(
            lines, before.length() - newline, "expected text in UTF-8, but these bytes are none");
      }
    }
    return text;
  }

  private JsonValue document() throws MalformedJson {
    JsonValue value = value(0);
    skip();
    if (at < text.length) {
      throw error("expected the end of the text, but found " + found());
    }
    return value;
  }

  private JsonValue value(int depth) throws MalformedJson {
    skip();
    char c = peek();
    if (c == '"') {
      return string();
    }
    if (c == '{' || c == '[') {
      if (depth == MAX_DEPTH) {
        throw error("expected at most " + MAX_DEPTH + " objects and lists inside each other");
      }
      return c == '{' ? object(depth + 1) : array(depth + 1);
    }
    if (c == '-' || isDigit(c)) {
      return number();
    }
    return word();
  }

  private JsonObject object(int depth) throws MalformedJson {
    int start = at;
    int column = column();
    int startLine = line;
    Map<String, Member> members = new LinkedHashMap<>();
    at++;
    skip();
    while (peek() != '}') {
      if (peek() != '"') {
        throw error("expected a name in double quotes or '}', but found " + found());
      }
      JsonString name = string();
      skip();
      if (peek() != ':') {
        throw error("expected ':' after the name, but found " + found());
      }
      at++;
      JsonValue value = value(depth);
      if (members.putIfAbsent(name.text(), new Member(name.place(), value)) != null) {
        throw new MalformedJson(
            name.place().line(),
            name.place().column(),
            "expected every name once, but " + JsonText.quoted(name.text()) + " is here again");
      }
      endOfElement('}');
    }
    at++;
    return new JsonObject(members, new Place(startLine, column, start, at));
  }

  private JsonArray array(int depth) throws MalformedJson {
    int start = at;
    int column = column();
    int startLine = line;
    List<JsonValue> elements = new ArrayList<>();
    at++;
    skip();
    while (peek() != ']') {
      elements.add(value(depth));
      endOfElement(']');
    }
    at++;
    return new JsonArray(elements, new Place(startLine, column, start, at));
  }

  /** Steps over a comma, or stays before the closing bracket. */
  private void endOfElement(char closing) throws MalformedJson {
    skip();
    if (peek() == ',') {
      at++;
      skip();
    } else if (peek() != closing) {
      throw error("expected ',' or '" + closing + "', but found " + found());
    }
  }

  private JsonString string() throws MalformedJson {
    int start = at++;
    int plain = at;
    StringBuilder unescaped = null;
    while (true) {
      char c = peek();
      if (c < ' ') {
        throw error("expected '\"' at the end of the string, but found " + found());
      }
      if (c == '"') {
        break;
      }
      at++;
      if (c == '\\') {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(text, plain, at - 1 - plain).append(escape());
        plain = at;
      }
    }
    String last = new String(text, plain, at - plain);
    String value = unescaped == null ? last : unescaped.append(last).toString();
    at++;
    Place place = new Place(line, start - lineStart + 1, start, at);
    if (unescaped != null && hasHalfPair(value)) {
      throw new MalformedJson(
          place.line(),
          place.column(),
          "expected whole characters, but a \\u escape is half of one");
    }
    return new JsonString(value, place);
  }

  private char escape() throws MalformedJson {
    char c = peek();
    switch (c) {
      case '"', '\\', '/' -> {}
      case 'b' -> c = '\b';
      case 'f' -> c = '\f';
      case 'n' -> c = '\n';
      case 'r' -> c = '\r';
      case 't' -> c = '\t';
      case 'u' -> {
        c = 0;
        for (int i = 0; i < 4; i++) {
          at++;
          int digit = hexDigit(peek());
          if (digit < 0) {
            throw error("expected four hexadecimal digits after \\u, but found " + found());
          }
          c = (char) (c << 4 | digit);
        }
      }
      default -> throw error("expected one of \" \\ / b f n r t u after \\, but found " + found());
    }
    at++;
    return c;
  }

  private JsonNumber number() throws MalformedJson {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    if (isWordPart(peek())) {
      throw error("expected the end of the number, but found " + found());
    }
    return new JsonNumber(new String(text, start, at - start), placeFrom(start));
  }

  private void digits() throws MalformedJson {
    if (!isDigit(peek())) {
      throw error("expected a digit, but found " + found());
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  private JsonValue word() throws MalformedJson {
    int start = at;
    while (isWordPart(peek())) {
      at++;
    }
    Place place = placeFrom(start);
    JsonValue value = literal(new String(text, start, at - start), place);
    if (value == null) {
      at = start;
      throw error("expected a value, but found " + found());
    }
    return value;
  }

  private static @Nullable JsonValue literal(String word, Place place) {
    return switch (word) {
      case "true" -> new JsonBoolean(true, place);
      case "false" -> new JsonBoolean(false, place);
      case "null" -> new JsonNull(place);
      default -> null;
    };
  }

  /** Steps over blanks and comments. */
  private void skip() throws MalformedJson {
    while (at < text.length) {
      char c = text[at];
      if (c == '/') {
        comment();
      } else if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void comment() throws MalformedJson {
    int startLine = line;
    int column = column();
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
    for (at += 2; at + 1 < text.length; at++) {
      if (text[at] == '*' && text[at + 1] == '/') {
        at += 2;
        return;
      }
      if (text[at] == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
    throw new MalformedJson(startLine, column, "expected */ at the end of this comment");
  }

  /** The next character; 0, which no valid text holds outside comments, at the end. */
  private char peek() {
    return at < text.length ? text[at] : 0;
  }

  private int column() {
    return at - lineStart + 1;
  }

  private Place placeFrom(int start) {
    return new Place(line, start - lineStart + 1, start, at);
  }

  private MalformedJson error(String sentence) {
    return new MalformedJson(line, column(), sentence);
  }

  private String found() {
    if (at == text.length) {
      return "the end of the text";
    }
    char c = text[at];
    return c == '\n' || c == '\r' ? "the end of the line" : JsonText.quoted(String.valueOf(c));
  }

  private static boolean hasHalfPair(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static int hexDigit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
