package dev.telem.config;

import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.Member;

/** Writes JSON by hand: strings, and single members of a text that a person wrote. */
final class JsonText {
  private JsonText() {}

  /** The text as a JSON string, quotes included. */
  static String quoted(String text) {
    char[] chars = text.toCharArray();
    int plain = 0;
    while (plain < chars.length && isPlain(chars[plain])) {
      plain++;
    }
    if (plain == chars.length) {
      return '"' + text + '"';
    }
    StringBuilder out = new StringBuilder(text.length() + 8).append('"');
    for (char c : chars) {
      if (isPlain(c)) {
        out.append(c);
      } else if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else {
        escape(out, c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean isPlain(char c) {
    return c < 0x7f ? c >= ' ' && c != '"' && c != '\\' : c >= 0xa0 && !Character.isSurrogate(c);
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append("0123456789abcdef".charAt(c >> shift & 0xf));
    }
  }

  /** The text with the value of a member replaced and every other character as it was. */
  static String withValue(String text, Member member, String json) {
    Place place = member.value().place();
    return text.substring(0, place.start()) + json + text.substring(place.end());
  }

  /** The text with a new first member in its object and every other character as it was. */
  static String withFirst(String text, JsonObject object, String name, String json) {
    int inside = object.place().start() + 1;
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    String member = quoted(name) + ": " + json;
    String addition;
    if (object.members().isEmpty()) {
      addition = text.indexOf('\n', inside) < 0 ? member : lineEnd + "  " + member;
    } else {
      int first = object.members().values().iterator().next().name().start();
      int newline = text.lastIndexOf('\n', first);
      String indent = text.substring(newline + 1, first);
      if (newline < inside || !indent.isBlank()) {
        addition = member + (text.charAt(inside) == ' ' ? "," : ", ");
      } else {
        addition = lineEnd + indent + member + ",";
      }
    }
    return text.substring(0, inside) + addition + text.substring(inside);
  }
}
