package dev.telem.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.telem.config.Destination;
import dev.telem.consent.Decision;
import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import dev.telem.log.Receipt;
import dev.telem.log.Receipts;
import dev.telem.log.Verdict;
import dev.telem.session.QueueName;
import dev.telem.spool.Queue;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the commands of an app have reported since its last snapshot, by the log.
 *
 * <p>A snapshot that is sent takes only what was recorded to be sent: each of its reports has
 * reached some receiver, or waits for one. What was recorded while the level was local stays local
 * whatever the level is now, and so does what somebody has cleared from a queue. Where a
 * destination of type snapshot has got a report already, or it waits to be sent there, it is not
 * taken once more: no receiver counts anything twice.
 */
final class SinceLastSnapshot {
  private static final JsonMapper JSON = new JsonMapper();

  private final Here here;
  private final List<Destination> snapshotDestinations;
  private final Map<String, Report> reports = new LinkedHashMap<>();

  private record Report(boolean isSnapshot, JsonNode metrics) {}

  /**
   * Where events are by now.
   *
   * @param sent those that a receiver has, or that wait for one
   * @param given those of them that a destination of type snapshot has, or that wait for it
   */
  private record Whereabouts(Set<String> sent, Set<String> given) {}

  SinceLastSnapshot(Here here) {
    this.here = here;
    this.snapshotDestinations =
        here.decision() instanceof Decision.On on
            ? on.destinations().stream()
                .filter(destination -> destination.type() == Destination.Type.SNAPSHOT)
                .toList()
            : List.of();
  }

  /** Their metrics, each as a line of a channel. */
  List<byte[]> lines() throws IOException {
    Path file = here.settings().eventLog().file();
    (here.settings().eventLog().rotated() ? LogReader.rotating(file) : LogReader.named(file))
        .all(this::look);
    if (!snapshotDestinations.isEmpty()) {
      keepWhatMayBeSent();
    }
    List<byte[]> lines = new ArrayList<>();
    for (Report report : reports.values()) {
      report.metrics().forEach(metric -> lines.add(SnapshotCommand.line(metric)));
    }
    return lines;
  }

  private void look(LogLine line) {
    // Most lines are of other events, and not worth reading.
    if (!line.text().contains("\"MetricsReported\"")) {
      return;
    }
    JsonNode event;
    try {
      event = JSON.readTree(line.text());
    } catch (JsonProcessingException damaged) {
      return;
    }
    if (!event.path("eventType").asText().equals("MetricsReported")
        || !event.path("app").asText().equals(here.app())) {
      return;
    }
    boolean isSnapshot = event.at("/eventData/snapshot").asBoolean();
    // Where this one is sent, only one that was sent itself is the last: that is known later.
    if (isSnapshot && snapshotDestinations.isEmpty()) {
      reports.clear();
    } else {
      JsonNode metrics = isSnapshot ? MissingNode.getInstance() : event.at("/eventData/metrics");
      reports.put(event.path("eventID").asText(), new Report(isSnapshot, metrics));
    }
  }

  private void keepWhatMayBeSent() throws IOException {
    Whereabouts whereabouts = whereabouts();
    reports.keySet().retainAll(whereabouts.sent());
    Set<String> settled = new HashSet<>(whereabouts.given());
    Set<String> before = new HashSet<>();
    reports.forEach(
        (id, report) -> {
          before.add(id);
          if (report.isSnapshot()) {
            settled.addAll(before);
          }
        });
    reports.keySet().removeAll(settled);
  }

  private Whereabouts whereabouts() throws IOException {
    Set<String> sent = new HashSet<>();
    Set<String> given = new HashSet<>();
    Set<String> urls = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Destination destination : snapshotDestinations) {
      urls.add(destination.maskedUrl());
      names.add(QueueName.of(destination.identity()));
    }
    for (Queue queue : new Spool(here.directories().spool()).queues()) {
      for (String id : reports.keySet()) {
        if (queue.holds(id)) {
          sent.add(id);
          given.addAll(names.contains(queue.name()) ? List.of(id) : List.of());
        }
      }
    }
    // After the queues: what a sender takes away meanwhile has its receipt by then.
    for (Receipt receipt : new Receipts(here.directories().receipts()).about(reports.keySet())) {
      if (receipt.verdict() == Verdict.ACCEPTED) {
        sent.addAll(receipt.eventIDs());
        given.addAll(urls.contains(receipt.destination()) ? receipt.eventIDs() : List.of());
      }
    }
    return new Whereabouts(sent, given);
  }
}
