package dev.telem.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.telem.log.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of the log as far as screens need it (spec events.md). Any event type and schema version
 * is taken; a field of an unexpected type counts as absent.
 */
public sealed interface EventLine {
  /** Reads a line; one that holds no event is damaged, not an error. */
  static EventLine of(LogLine line) {
    // Not a switch over types: it spins method handles when it runs, and no cache holds them.
    return line instanceof LogLine.Damaged damaged
        ? new Damaged(damaged.text(), damaged.reason())
        : Seen.on(line.text());
  }

  /** The line for programs: one JSON object, the event as it is in the log. */
  String json();

  /**
   * A line that holds no event.
   *
   * @param text the line, or its beginning
   * @param reason what is wrong with it
   */
  record Damaged(String text, String reason) implements EventLine {
    /** {@code {"damaged":"the text","reason":"what is wrong"}}. */
    @Override
    public String json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("damaged", text)
          .put("reason", reason)
          .toString();
    }
  }

  /**
   * An event; texts that are absent are "".
   *
   * @param ts when it happened, in milliseconds since the epoch
   * @param eventData the event's own fields
   * @param line the line itself
   */
  record Seen(
      long ts,
      String type,
      String eventID,
      String executionID,
      String app,
      String command,
      JsonNode eventData,
      String line)
      implements EventLine {

    private static final JsonMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int SHORT_ID = 8;

    private static EventLine on(String line) {
      JsonNode event;
      try {
        event = JSON.readTree(line);
      } catch (JsonProcessingException malformed) {
        return new Damaged(line, "not JSON");
      }
      String type = text(event, "eventType");
      if (type.isEmpty()) {
        return new Damaged(line, "not an event");
      }
      return new Seen(
          number(event, "ts").orElse(0),
          type,
          text(event, "eventID"),
          text(event, "executionID"),
          text(event, "app"),
          text(event, "command"),
          event.path("eventData"),
          line);
    }

    @Override
    public String json() {
      return line;
    }

    /** What tells one run from another: the end of its id, since ids of one time begin alike. */
    public String shortRun() {
      return executionID.substring(Math.max(executionID.length() - SHORT_ID, 0));
    }

    /** Whether this says that something went wrong: a failed or lost run, or an error. */
    public boolean failed() {
      return switch (kind()) {
        case EXITED -> !success();
        case ABORTED, ERROR -> true;
        case STARTED, METRICS, API, OTHER -> false;
      };
    }

    EventKind kind() {
      return EventKind.of(type);
    }

    boolean success() {
      JsonNode success = eventData.path("success");
      return success.isBoolean() ? success.booleanValue() : number("exitCode").orElse(1) == 0;
    }

    List<String> args() {
      List<String> args = new ArrayList<>();
      eventData.path("args").forEach(arg -> args.add(arg.isTextual() ? arg.textValue() : "?"));
      return args;
    }

    /** A text among the event's own fields; "" when there is none. */
    String text(String name) {
      return text(eventData, name);
    }

    OptionalLong number(String name) {
      return number(eventData, name);
    }

    Optional<String> duration() {
      OptionalLong millis = number("durationMs");
      return millis.isPresent() && millis.getAsLong() >= 0
          ? Optional.of(Elapsed.text(millis.getAsLong()))
          : Optional.empty();
    }

    private static String text(JsonNode fields, String name) {
      JsonNode field = fields.path(name);
      return field.isTextual() ? field.textValue() : "";
    }

    private static OptionalLong number(JsonNode fields, String name) {
      JsonNode field = fields.path(name);
      return field.isNumber() && field.canConvertToLong()
          ? OptionalLong.of(field.longValue())
          : OptionalLong.empty();
    }
  }
}
