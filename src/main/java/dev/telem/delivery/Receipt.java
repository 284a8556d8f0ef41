package dev.telem.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One line of {@code delivery.jsonl}; {@link Receipts#record} has the fields. */
record Receipt(
    long ts,
    String destination,
    String type,
    OptionalInt status,
    OptionalLong durationMs,
    String verdict,
    String reason,
    List<String> eventIds) {

  private static final JsonFactory JSON = new JsonFactory();

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("ts", ts);
      writeUnlessEmpty(json, "destination", destination);
      writeUnlessEmpty(json, "type", type);
      if (status.isPresent()) {
        json.writeNumberField("status", status.getAsInt());
      }
      if (durationMs.isPresent()) {
        json.writeNumberField("durationMs", durationMs.getAsLong());
      }
      json.writeStringField("verdict", verdict);
      writeUnlessEmpty(json, "reason", reason);
      json.writeArrayFieldStart("eventIDs");
      for (String eventId : eventIds) {
        json.writeString(eventId);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return text.toString();
  }

  private static void writeUnlessEmpty(JsonGenerator json, String name, String value)
      throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
