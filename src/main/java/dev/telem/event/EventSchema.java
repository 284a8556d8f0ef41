package dev.telem.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft 2020-12) of an event. */
public final class EventSchema {
  private EventSchema() {}

  /** The schema of schemaVersion 1, as text. */
  public static String text() throws IOException {
    try (InputStream resource = EventSchema.class.getResourceAsStream("schema-1.json")) {
      if (resource == null) {
        throw new IOException("the schema is missing from this build");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
