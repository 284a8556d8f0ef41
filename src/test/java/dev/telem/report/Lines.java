package dev.telem.report;

import dev.telem.log.LogLine;
import dev.telem.report.EventLine.Seen;

/** Log lines as telem writes them, for tests. */
final class Lines {
  static final String RUN = "0190a5c2-7e11-7abc-8def-0123456789ab";
  static final long TS = 1658231825280L;

  private Lines() {}

  static String line(String type, String eventID, String executionID, String data) {
    return "{\"schemaVersion\":1,\"eventID\":\"%s\",\"eventType\":\"%s\",\"ts\":%d,"
            .formatted(eventID, type, TS)
        + "\"executionID\":\"%s\",\"app\":\"mytool\",\"command\":\"mytool deploy\",\"eventData\":%s}"
            .formatted(executionID, data);
  }

  static String line(String type, String data) {
    return line(type, "e1", RUN, data);
  }

  static EventLine event(String line) {
    return EventLine.of(new LogLine.Whole(line));
  }

  static Seen seen(String line) {
    if (event(line) instanceof Seen seen) {
      return seen;
    }
    throw new AssertionError("no event: " + line);
  }
}
