package dev.telem.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.telem.event.EventSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads events, and holds each against the schema that {@code telem schema} prints: no test sees
 * one that is not valid.
 */
final class Events {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final JsonSchema SCHEMA = schema();

  private Events() {}

  /** The events of a log, in its order. */
  static List<JsonNode> in(Path log) {
    return Program.lines(log).stream().map(Events::of).toList();
  }

  /** One event; not valid is a failed test. */
  static JsonNode of(String line) {
    return valid(json(line));
  }

  static JsonNode valid(JsonNode event) {
    Set<?> objections = SCHEMA.validate(event);
    if (!objections.isEmpty()) {
      throw new AssertionError(event + " is not valid: " + objections);
    }
    return event;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("no JSON: " + text, malformed);
    }
  }

  static List<JsonNode> ofType(List<JsonNode> events, String type) {
    return events.stream().filter(event -> text(event, "eventType").equals(type)).toList();
  }

  /** The same field of all events. */
  static List<String> texts(List<JsonNode> events, String field) {
    return events.stream().map(event -> text(event, field)).toList();
  }

  /** A field as text; "" where there is none. Deeper ones as {@code eventData/exitCode}. */
  static String text(JsonNode event, String field) {
    return event.at("/" + field).asText();
  }

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(EventSchema.text());
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
