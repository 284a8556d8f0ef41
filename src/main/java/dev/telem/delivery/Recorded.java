package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.telem.spool.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * A recorded event, taken apart for the forms that put it together in another way. What it has not
 * counts as "", 0 or false: it may come from a version that knew less, or more.
 *
 * @param event the event itself (spec events.md)
 * @param enclosure what travels beside it; missing when nothing does
 */
record Recorded(JsonNode event, JsonNode enclosure) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What an entry holds, which was seen to be JSON when it was read. */
  static Recorded in(Entry entry) {
    try {
      JsonNode enclosure =
          entry.enclosure().length == 0
              ? MissingNode.getInstance()
              : JSON.readTree(entry.enclosure());
      return new Recorded(JSON.readTree(entry.line()), enclosure);
    } catch (IOException impossible) {
      throw new UncheckedIOException("an entry that was checked is JSON", impossible);
    }
  }

  /** A text; deeper ones as {@code attributes/os}. */
  String text(String name) {
    return event.at("/" + name).asText("");
  }

  String type() {
    return text("eventType");
  }

  long ts() {
    return event.path("ts").asLong();
  }

  JsonNode attributes() {
    return event.path("attributes");
  }

  JsonNode data() {
    return event.path("eventData");
  }

  /** The program's name, without its sub-commands. */
  String program() {
    String command = text("command");
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }

  /** Whether the command is known to have failed. */
  boolean failed() {
    return data().has("success") && !data().path("success").asBoolean();
  }

  /** {@code exitCode} as {@code exit_code}, {@code machineID} as {@code machine_id}. */
  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]", "_")
        .toLowerCase(Locale.ROOT);
  }
}
