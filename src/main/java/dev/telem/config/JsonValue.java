package dev.telem.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a JSON text that knows where it stands in it. */
sealed interface JsonValue {
  Place place();

  /** What sort of value this is, with its article, for sentences. */
  String kind();

  /** Members in the order of the text; no name occurs twice. */
  record JsonObject(Map<String, Member> members, Place place) implements JsonValue {
    public JsonObject {
      members = Collections.unmodifiableMap(members);
    }

    @Nullable JsonValue find(String name) {
      Member member = members.get(name);
      return member == null ? null : member.value();
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /** A value together with the place of its name. */
  record Member(Place name, JsonValue value) {}

  record JsonArray(List<JsonValue> elements, Place place) implements JsonValue {
    public JsonArray {
      elements = Collections.unmodifiableList(elements);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  record JsonString(String text, Place place) implements JsonValue {
    @Override
    public String kind() {
      return "a string";
    }
  }

  /** A number as it is written. */
  record JsonNumber(String digits, Place place) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  record JsonBoolean(boolean value, Place place) implements JsonValue {
    @Override
    public String kind() {
      return value ? "true" : "false";
    }
  }

  record JsonNull(Place place) implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }
}
