package dev.telem.config;

import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.Member;

/** Writes JSON by hand: strings, and single members of a text that a person wrote. */
final class JsonText {
  private JsonText() {}

  /** The text as a JSON string, quotes included. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
        escape(out, c);
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
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
    String member = quoted(name) + ": " + json;
    String addition;
    if (object.members().isEmpty()) {
      addition = text.indexOf('\n', inside) < 0 ? member : "\n  " + member;
    } else {
      int first = object.members().values().iterator().next().name().start();
      int newline = text.lastIndexOf('\n', first);
      String indent = text.substring(newline + 1, first);
      addition =
          newline < inside || !indent.isBlank() ? member + ", " : "\n" + indent + member + ",";
    }
    return text.substring(0, inside) + addition + text.substring(inside);
  }
}
