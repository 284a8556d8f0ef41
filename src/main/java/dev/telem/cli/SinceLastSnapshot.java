package dev.telem.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the commands of an app have reported since its last snapshot, by the logs.
 *
 * <p>Each log is read twice, and nothing of it is kept: first to find where the last snapshot ended
 * and where this one ends, and which of the reports in between wait for a receiver; then, when the
 * receipts are known too, to sum them up. What is recorded meanwhile is for the next one.
 *
 * <p>An exact value that is a text was allowed by the profile of the run that reported it, or it
 * would not be in the log. It needs no second permission, so that a snapshot without the profile
 * takes the same as one with it.
 */
final class SinceLastSnapshot {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ID = "\"eventID\":\"";
  private static final int LENGTH = 36;

  private final String app;
  private final Whereabouts whereabouts;
  private final List<Stretch> stretches = new ArrayList<>();
  private final Set<String> exact = new HashSet<>();

  /** The part of a log that is new. */
  private static final class Stretch {
    final Path file;
    final LogReader log;
    final Set<String> marks;
    boolean marked;
    String after = "";
    String last = "";

    Stretch(Path file, LogReader log, Set<String> marks) {
      this.file = file;
      this.log = log;
      this.marks = marks;
    }

    void meet(String id) {
      if (marks.contains(id)) {
        marked = true;
        after = id;
      }
      last = id;
    }

    boolean isEmpty() {
      return last.equals(after);
    }
  }

  /**
   * Finds the new parts of the logs.
   *
   * @param logs where reports of the app may be
   * @param marks for each log the reports behind which it may be new
   */
  SinceLastSnapshot(
      String app, Map<Path, LogReader> logs, Map<Path, Set<String>> marks, Whereabouts whereabouts)
      throws IOException {
    this.app = app;
    this.whereabouts = whereabouts;
    for (Map.Entry<Path, LogReader> log : logs.entrySet()) {
      Stretch stretch =
          new Stretch(log.getKey(), log.getValue(), marks.getOrDefault(log.getKey(), Set.of()));
      stretches.add(stretch);
      log.getValue().all(line -> meet(stretch, line));
    }
    whereabouts.readReceipts();
  }

  private void meet(Stretch stretch, LogLine line) {
    String id = id(line);
    if (id.isEmpty()) {
      return;
    }
    stretch.meet(id);
    JsonNode metrics = metrics(line);
    if (!metrics.isEmpty()) {
      whereabouts.lookInQueues(id);
    }
    for (JsonNode metric : metrics) {
      if (metric.path("value").isTextual()) {
        exact.add(metric.path("collection").asText() + "/" + metric.path("topic").asText());
      }
    }
  }

  /** The metrics in them whose exact value is a text. */
  Set<String> exact() {
    return exact;
  }

  /** Passes on every metric that is to be taken. */
  void each(Consumer<JsonNode> metrics) throws IOException {
    for (Stretch stretch : stretches) {
      if (!stretch.isEmpty() && !each(stretch, stretch.after, metrics)) {
        // A rotation has thrown away where it began: all that is left is behind that.
        each(stretch, "", metrics);
      }
    }
  }

  /**
   * Where the next snapshot begins: in each log behind the last event that is there now, of
   * whatever kind, so that a rotation that throws it away is noticed.
   */
  Map<String, String> after() {
    Map<String, String> after = new LinkedHashMap<>();
    for (Stretch stretch : stretches) {
      if (!stretch.last.isEmpty()) {
        after.put(stretch.file.toString(), stretch.last);
      }
    }
    return after;
  }

  /** What may have been reported and is in no log any more, for people. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    for (Stretch stretch : stretches) {
      boolean first = stretch.marks.isEmpty();
      if (!stretch.marked && (!first || stretch.log.isFull())) {
        gaps.add(
            stretch.file
                + (first
                    ? " has been rotated: what it no longer holds"
                    : " no longer reaches back to the last snapshot: what it lost meanwhile")
                + " is in no snapshot; take them more often, or name a log with"
                + " TELEMETRY_LOG_FILE, which is not rotated");
      }
    }
    return gaps;
  }

  /** Whether the beginning was met. */
  private boolean each(Stretch stretch, String after, Consumer<JsonNode> each) throws IOException {
    boolean[] begun = {after.isEmpty()};
    boolean[] ended = {false};
    stretch.log.all(
        line -> {
          String id = ended[0] ? "" : id(line);
          if (id.isEmpty()) {
            return;
          }
          if (begun[0] && whereabouts.mayBeTaken(id)) {
            metrics(line).forEach(each);
          }
          begun[0] |= id.equals(after);
          ended[0] = begun[0] && id.equals(stretch.last);
        });
    return begun[0];
  }

  /** The id of the event on a line; "" where it is damaged. */
  static String id(LogLine line) {
    int at = line.text().indexOf(ID);
    int end = at + ID.length() + LENGTH;
    return at < 0 || end > line.text().length() ? "" : line.text().substring(end - LENGTH, end);
  }

  /** What this line reports; nothing where it is no report of the app, or is a snapshot itself. */
  private JsonNode metrics(LogLine line) {
    // Most lines are of other events, and not worth reading.
    if (!line.text().contains("\"MetricsReported\"")) {
      return MissingNode.getInstance();
    }
    JsonNode event;
    try {
      event = JSON.readTree(line.text());
    } catch (JsonProcessingException damaged) {
      return MissingNode.getInstance();
    }
    return event.path("eventType").asText().equals("MetricsReported")
            && event.path("app").asText().equals(app)
            && !event.at("/eventData/snapshot").asBoolean()
        ? event.at("/eventData/metrics")
        : MissingNode.getInstance();
  }
}
