package dev.telem.config;

import dev.telem.config.JsonValue.JsonArray;
import dev.telem.config.JsonValue.JsonBoolean;
import dev.telem.config.JsonValue.JsonNull;
import dev.telem.config.JsonValue.JsonNumber;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON with {@code //} and {@code /* *}{@code /} comments and trailing commas. It is our own
 * because a Jackson parser costs 14 to 38 ms at every start (spec startup.md, "Traps").
 */
final class JsonReader {
  static final int MAX_DEPTH = 64;

  private final JsonCursor in;

  private JsonReader(JsonCursor in) {
    this.in = in;
  }

  static JsonValue read(String text) throws MalformedJson {
    return read(new JsonCursor(text));
  }

  /** The value that is a piece of a larger text, at this place of it. */
  static JsonValue read(String piece, Place place) throws MalformedJson {
    return read(new JsonCursor(piece, place));
  }

  private static JsonValue read(JsonCursor in) throws MalformedJson {
    JsonValue value = new JsonReader(in).value(0);
    in.skip();
    if (!in.isAtEnd()) {
      throw in.expected("the end of the text");
    }
    return value;
  }

  /** The object that a whole configuration is. */
  static JsonObject readObject(String text) throws MalformedJson {
    JsonValue value = read(text);
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new MalformedJson(value.place(), "expected an object in { }, but found " + value.kind());
  }

  private JsonValue value(int depth) throws MalformedJson {
    in.skip();
    char c = in.peek();
    if (c == '"') {
      return string();
    }
    if (c == '{' || c == '[') {
      if (depth == MAX_DEPTH) {
        throw in.error("expected at most " + MAX_DEPTH + " objects and lists inside each other");
      }
      return c == '{' ? object(depth + 1) : array(depth + 1);
    }
    return c == '-' || isDigit(c) ? number() : word();
  }

  private JsonObject object(int depth) throws MalformedJson {
    Place start = in.placeSince(in.index());
    Map<String, Member> members = new LinkedHashMap<>();
    in.step();
    in.skip();
    while (in.peek() != '}') {
      if (in.peek() != '"') {
        throw in.expected("a name in double quotes or '}'");
      }
      JsonString name = string();
      in.skip();
      if (in.peek() != ':') {
        throw in.expected("':' after the name");
      }
      in.step();
      JsonValue value = value(depth);
      if (members.putIfAbsent(name.text(), new Member(name.place(), value)) != null) {
        throw new MalformedJson(
            name.place(),
            "expected every name once, but " + JsonText.quoted(name.text()) + " is here again");
      }
      endOfElement('}');
    }
    in.step();
    return new JsonObject(members, start.until(in.index()));
  }

  private JsonArray array(int depth) throws MalformedJson {
    Place start = in.placeSince(in.index());
    List<JsonValue> elements = new ArrayList<>();
    in.step();
    in.skip();
    while (in.peek() != ']') {
      elements.add(value(depth));
      endOfElement(']');
    }
    in.step();
    return new JsonArray(elements, start.until(in.index()));
  }

  /** Steps over a comma, or stays before the closing bracket. */
  private void endOfElement(char closing) throws MalformedJson {
    in.skip();
    if (in.peek() == ',') {
      in.step();
      in.skip();
    } else if (in.peek() != closing) {
      throw in.expected("',' or '" + closing + "'");
    }
  }

  private JsonString string() throws MalformedJson {
    int start = in.index();
    in.step();
    int plain = in.index();
    StringBuilder unescaped = null;
    while (in.peek() != '"') {
      char c = in.peek();
      if (c < ' ') {
        throw in.expected("'\"' at the end of the string");
      }
      if (c == '\\') {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(in.since(plain));
        in.step();
        unescaped.append(escape());
        plain = in.index();
      } else {
        in.step();
      }
    }
    String last = in.since(plain);
    String value = unescaped == null ? last : unescaped.append(last).toString();
    in.step();
    Place place = in.placeSince(start);
    if (unescaped != null && hasHalfPair(value)) {
      throw new MalformedJson(place, "expected whole characters, but a \\u escape is half of one");
    }
    return new JsonString(value, place);
  }

  private char escape() throws MalformedJson {
    char c = in.peek();
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
          in.step();
          int digit = in.peek() < 128 ? Character.digit(in.peek(), 16) : -1;
          if (digit < 0) {
            throw in.expected("four hexadecimal digits after \\u");
          }
          c = (char) (c << 4 | digit);
        }
      }
      default -> throw in.expected("one of \" \\ / b f n r t u after \\");
    }
    in.step();
    return c;
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

  private JsonNumber number() throws MalformedJson {
    int start = in.index();
    if (in.peek() == '-') {
      in.step();
    }
    if (in.peek() == '0') {
      in.step();
    } else {
      digits();
    }
    if (in.peek() == '.') {
      in.step();
      digits();
    }
    if (in.peek() == 'e' || in.peek() == 'E') {
      in.step();
      if (in.peek() == '+' || in.peek() == '-') {
        in.step();
      }
      digits();
    }
    if (isWordPart(in.peek())) {
      throw in.expected("the end of the number");
    }
    return new JsonNumber(in.since(start), in.placeSince(start));
  }

  private void digits() throws MalformedJson {
    if (!isDigit(in.peek())) {
      throw in.expected("a digit");
    }
    while (isDigit(in.peek())) {
      in.step();
    }
  }

  private JsonValue word() throws MalformedJson {
    if (!isWordPart(in.peek())) {
      throw in.expected("a value");
    }
    int start = in.index();
    while (isWordPart(in.peek())) {
      in.step();
    }
    Place place = in.placeSince(start);
    String word = in.since(start);
    return switch (word) {
      case "true" -> new JsonBoolean(true, place);
      case "false" -> new JsonBoolean(false, place);
      case "null" -> new JsonNull(place);
      default ->
          throw new MalformedJson(
              place, "expected a value, but found " + JsonText.quoted(Shape.shortened(word)));
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return Shape.isAlphanumeric(c) || c == '_';
  }
}
