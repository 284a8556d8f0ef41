package dev.telem.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.telem.spool.Entry;

/** Events as runs record them, of every type. */
final class Recording {
  static final String RUN = "0190a5c2-7e11-7abc-8def-0123456789ab";
  static final String TRACE = "0190a5c27e117abc8def0123456789ab";
  static final String SPAN = "8def0123456789ab";
  static final String SESSION = "5a1c4a2e-3a52-4a5b-9a0e-0c3d8f2b7e61";
  static final String MACHINE = "67f000f7-1468-4141-93cc-eacac42708a9";
  static final long TS = 1658231825280L;

  private static final String ARGS =
      "\"args\":[\"<value>\",\"--token\",\"<redacted>\"],\"argsCount\":3,"
          + "\"commandOptions\":[{\"name\":\"token\",\"asCli\":true,\"asEnv\":false,\"count\":1}]";

  private Recording() {}

  static Entry started() {
    return event(1, "CommandStarted", ARGS);
  }

  static Entry succeeded() {
    return event(2, "CommandExited", ARGS + ",\"exitCode\":0,\"durationMs\":280,\"success\":true");
  }

  static Entry failed() {
    return event(
        3,
        "CommandExited",
        ARGS
            + ",\"exitCode\":137,\"durationMs\":280,\"success\":false,\"errorType\":\"SIGKILL\","
            + "\"signal\":9");
  }

  static Entry aborted() {
    return event(4, "CommandAborted", "\"startedTs\":1658231825000,\"reason\":\"unknown\"");
  }

  static Entry error() {
    return event(
        5, "ErrorReported", "\"errorType\":\"java.io.IOException\",\"stack\":[\"a:1\",\"b:2\"]");
  }

  static Entry apiRequest() {
    return event(
        6,
        "ApiRequest",
        "\"method\":\"GET\",\"endpoint\":\"/v1/<id>\",\"statusCode\":200,\"durationMs\":12");
  }

  static Entry metrics(int number, String metrics) {
    return event(number, "MetricsReported", "\"metrics\":[" + metrics + "]");
  }

  static Entry with(Entry event, String enclosure) {
    return new Entry(event.eventId(), event.line(), enclosure.getBytes(UTF_8));
  }

  /** The same event with some of its text replaced. */
  static Entry but(Entry event, String text, String replacement) {
    String line = new String(event.line(), UTF_8);
    if (!line.contains(text)) {
      throw new IllegalArgumentException(text + " is not in " + line);
    }
    return new Entry(event.eventId(), line.replace(text, replacement).getBytes(UTF_8));
  }

  static String id(int number) {
    return "0190a5c2-7e12-7abc-8def-%012d".formatted(number);
  }

  private static Entry event(int number, String type, String data) {
    String line =
        "{\"schemaVersion\":1,\"eventID\":\""
            + id(number)
            + "\",\"eventType\":\""
            + type
            + "\",\"ts\":"
            + TS
            + ",\"executionID\":\""
            + RUN
            + "\",\"sessionID\":\""
            + SESSION
            + "\",\"machineID\":\""
            + MACHINE
            + "\",\"projectHash\":\"0123456789abcdef\",\"app\":\"mytool\","
            + "\"command\":\"mytool deploy\",\"attributes\":{\"version\":\"1.2.3\","
            + "\"telemVersion\":\"0.1.0\",\"os\":\"linux\",\"osVersion\":\"6.8.0\","
            + "\"arch\":\"amd64\",\"ci\":true,\"ciName\":\"gitlab\",\"interactive\":false,"
            + "\"extra\":{\"team-name\":\"blue\"}},\"eventData\":{"
            + data
            + "}}";
    return new Entry(id(number), line.getBytes(UTF_8));
  }
}
