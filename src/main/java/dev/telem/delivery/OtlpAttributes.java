package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Attributes as OTLP writes them: a list of keys and typed values. What is absent is left out. */
final class OtlpAttributes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ArrayNode list = JSON.arrayNode();

  void add(String key, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      list.addObject().put("key", key).set("value", typed(value));
    }
  }

  void text(String key, String value) {
    if (!value.isEmpty()) {
      add(key, JSON.textNode(value));
    }
  }

  /** A list of texts as one text. */
  void lines(String key, JsonNode texts) {
    List<String> lines = new ArrayList<>();
    texts.forEach(line -> lines.add(line.asText()));
    text(key, String.join("\n", lines));
  }

  /** By convention the first of {@code process.command_args} is the program itself. */
  void commandArgs(Recorded recorded) {
    ArrayNode all = JSON.arrayNode();
    all.add(recorded.program());
    recorded.data().path("args").forEach(all::add);
    add("process.command_args", all);
  }

  ArrayNode list() {
    return list;
  }

  /** An {@code AnyValue}. */
  private static ObjectNode typed(JsonNode value) {
    ObjectNode typed = JSON.objectNode();
    if (value.isBoolean()) {
      typed.put("boolValue", value.booleanValue());
    } else if (value.isIntegralNumber()) {
      typed.put("intValue", value.asText());
    } else if (value.isNumber()) {
      typed.put("doubleValue", value.doubleValue());
    } else if (value.isArray()) {
      ArrayNode values = typed.putObject("arrayValue").putArray("values");
      value.forEach(element -> values.add(typed(element)));
    } else if (value.isObject()) {
      OtlpAttributes fields = new OtlpAttributes();
      value
          .properties()
          .forEach(field -> fields.add(Recorded.snakeCase(field.getKey()), field.getValue()));
      typed.putObject("kvlistValue").set("values", fields.list());
    } else {
      typed.put("stringValue", value.asText());
    }
    return typed;
  }
}
