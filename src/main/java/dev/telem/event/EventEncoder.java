package dev.telem.event;

import dev.telem.privacy.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The one encoder: an event as one line of JSON in UTF-8, without its line end. The same bytes go
 * to the log file, the spool and the native receiver. Fields stand in the order of spec events.md;
 * what is unknown is left out.
 */
public final class EventEncoder {
  /** The version of what events hold. */
  public static final int SCHEMA_VERSION = 1;

  private static final String ID = "\"eventID\":\"";
  private static final String TS = ",\"ts\":";

  private EventEncoder() {}

  /** The event's line. */
  public static byte[] encode(Event event) {
    JsonLine json = new JsonLine();
    json.open();
    json.number("schemaVersion", SCHEMA_VERSION);
    json.text("eventID", event.eventId().value());
    json.text("eventType", type(event));
    json.number("ts", event.ts());
    Origin origin = event.origin();
    json.text("executionID", origin.executionId().value());
    json.text("sessionID", origin.sessionId().value());
    text(json, "parentExecutionID", origin.parentExecutionId());
    json.text("machineID", origin.machineId().value());
    text(json, "projectID", origin.projectId());
    text(json, "projectHash", origin.projectHash());
    text(json, "workspaceID", origin.workspaceId());
    json.text("app", origin.app().value());
    json.text("command", origin.command().value());
    attributes(json, origin.attributes());
    json.open("eventData");
    if (event instanceof CommandStarted started) {
      invocation(json, started.invocation());
    } else if (event instanceof CommandExited exited) {
      invocation(json, exited.invocation());
      ending(json, exited.ending(), exited.durationMs());
    } else if (event instanceof CommandAborted aborted) {
      json.number("startedTs", aborted.startedTs());
      json.text("reason", "unknown");
    } else {
      ReportEncoder.encode(json, event);
    }
    json.close();
    json.close();
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The same event at another time. For a {@link CommandAborted}, which is encoded when its run
   * starts, while all is known that it says, and gets its time when somebody closes the run.
   *
   * @throws IllegalArgumentException if the line is no event's
   */
  public static byte[] at(long ts, byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    int start = text.indexOf(TS) + TS.length();
    int end = text.indexOf(',', start);
    if (start < TS.length() || end < 0 || !text.endsWith("}")) {
      throw new IllegalArgumentException("not the line of an event");
    }
    return (text.substring(0, start) + ts + text.substring(end)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The id of the event on a line that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the line is no event's
   */
  public static String idOf(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    int start = text.indexOf(ID) + ID.length();
    int end = text.indexOf('"', start);
    if (start < ID.length() || end < 0) {
      throw new IllegalArgumentException("not the line of an event");
    }
    return text.substring(start, end);
  }

  /** The name of the event's type. */
  static String type(Event event) {
    if (event instanceof CommandStarted) {
      return "CommandStarted";
    }
    if (event instanceof CommandExited) {
      return "CommandExited";
    }
    return event instanceof CommandAborted ? "CommandAborted" : ReportEncoder.type(event);
  }

  private static void attributes(JsonLine json, Origin.Attributes attributes) {
    json.open("attributes");
    text(json, "version", attributes.version());
    text(json, "channel", attributes.channel());
    json.text("telemVersion", attributes.telemVersion().value());
    text(json, "os", attributes.os());
    text(json, "osVersion", attributes.osVersion());
    text(json, "arch", attributes.arch());
    json.flag("ci", attributes.ci());
    text(json, "ciName", attributes.ciName());
    text(json, "container", attributes.container());
    json.flag("interactive", attributes.interactive());
    if (!attributes.extra().isEmpty()) {
      json.open("extra");
      for (Origin.Extra extra : attributes.extra()) {
        json.text(extra.name().value(), extra.value().value());
      }
      json.close();
    }
    json.close();
  }

  private static void invocation(JsonLine json, Invocation invocation) {
    json.openList("args");
    List<SafeText> args = invocation.args();
    for (int i = 0; i < args.size(); i++) {
      json.element(args.get(i).value());
    }
    json.closeList();
    json.number("argsCount", invocation.argsCount());
    json.openList("commandOptions");
    List<Invocation.OptionCount> options = invocation.options();
    for (int i = 0; i < options.size(); i++) {
      Invocation.OptionCount option = options.get(i);
      json.openElement();
      json.text("name", option.name().value());
      json.flag("asCli", option.asCli());
      json.flag("asEnv", option.asEnv());
      json.number("count", option.count());
      json.close();
    }
    json.closeList();
    text(json, "configHash", invocation.configHash());
  }

  private static void ending(JsonLine json, Ending ending, long durationMs) {
    json.number("exitCode", ending.exitCode());
    json.number("durationMs", durationMs);
    json.flag("success", ending.success());
    if (ending.errorType().isPresent()) {
      json.text("errorType", ending.errorType().get().word());
    }
    if (ending.signal().isPresent()) {
      json.number("signal", ending.signal().get());
    }
  }

  static void text(JsonLine json, String name, Optional<SafeText> value) {
    if (value.isPresent()) {
      json.text(name, value.get().value());
    }
  }
}
