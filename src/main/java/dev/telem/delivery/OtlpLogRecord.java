package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * The log record of an event.
 *
 * <p>{@code CommandStarted} is {@code telem.command.started}, and so on. Facts have the name that
 * the semantic conventions give them, where they do ({@link #CONVENTION}); else their own in snake
 * case behind {@code telem.}, so that one that this version does not know is not lost.
 */
final class OtlpLogRecord {
  private static final int INFO = 9;
  private static final int WARN = 13;
  private static final int ERROR = 17;

  private static final Map<String, String> CONVENTION =
      Map.ofEntries(
          Map.entry("eventID", "log.record.uid"),
          Map.entry("sessionID", "session.id"),
          Map.entry("executionID", "telem.execution.id"),
          Map.entry("parentExecutionID", "telem.parent_execution.id"),
          Map.entry("projectID", "telem.project.id"),
          Map.entry("projectHash", "telem.project.hash"),
          Map.entry("workspaceID", "telem.workspace.id"),
          Map.entry("interactive", "process.interactive"),
          Map.entry("exitCode", "process.exit.code"),
          Map.entry("errorType", "error.type"),
          Map.entry("method", "http.request.method"),
          Map.entry("endpoint", "url.template"),
          Map.entry("statusCode", "http.response.status_code"));

  private OtlpLogRecord() {}

  static ObjectNode of(Recorded recorded, Optional<SpanContext> context) {
    ObjectNode log = JsonNodeFactory.instance.objectNode();
    log.put("timeUnixNano", OtlpSpan.nanos(recorded.ts()));
    log.put("observedTimeUnixNano", OtlpSpan.nanos(recorded.ts()));
    int severity = severity(recorded);
    log.put("severityNumber", severity);
    log.put("severityText", severity == INFO ? "INFO" : severity == WARN ? "WARN" : "ERROR");
    log.put("eventName", eventName(recorded.type()));
    log.set("attributes", attributes(recorded));
    if (context.isPresent()) {
      log.put("flags", context.get().flags());
      log.put("traceId", context.get().traceId());
      log.put("spanId", context.get().spanId());
    }
    return log;
  }

  private static String eventName(String type) {
    return "telem." + Recorded.snakeCase(type).replace('_', '.');
  }

  private static int severity(Recorded recorded) {
    return switch (recorded.type()) {
      case "CommandAborted" -> WARN;
      case "ErrorReported" -> ERROR;
      default -> recorded.failed() ? ERROR : INFO;
    };
  }

  private static JsonNode attributes(Recorded recorded) {
    OtlpAttributes attributes = new OtlpAttributes();
    for (Map.Entry<String, JsonNode> field : recorded.event().properties()) {
      switch (field.getKey()) {
        // The record's own fields, the resource's, and what follows below.
        case "eventType", "ts", "machineID", "app", "attributes", "eventData" -> {}
        default -> attributes.add(name(field.getKey()), field.getValue());
      }
    }
    attributes.text("process.executable.name", recorded.program());
    attributes.add("process.pid", recorded.enclosure().path("pid"));
    for (Map.Entry<String, JsonNode> field : recorded.attributes().properties()) {
      switch (field.getKey()) {
        case "version", "os", "osVersion", "arch" -> {}
        case "extra" ->
            field
                .getValue()
                .properties()
                .forEach(
                    extra -> attributes.add("telem.extra." + extra.getKey(), extra.getValue()));
        default -> attributes.add(name(field.getKey()), field.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> field : recorded.data().properties()) {
      switch (field.getKey()) {
        case "args" -> attributes.commandArgs(recorded);
        case "stack" -> attributes.lines("exception.stacktrace", field.getValue());
        default -> attributes.add(name(field.getKey()), field.getValue());
      }
    }
    return attributes.list();
  }

  private static String name(String field) {
    String known = CONVENTION.get(field);
    if (known != null) {
      return known;
    }
    // telemVersion need not say telem twice.
    return "telem." + Recorded.snakeCase(field).replaceFirst("^telem_", "");
  }
}
