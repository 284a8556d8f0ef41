package dev.telem.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * What the commands of an app have reported since its last snapshot, by the log. Where a
 * destination of type snapshot has got a report already, or it waits to be sent there, it is not
 * taken once more: no receiver counts anything twice.
 */
final class SinceLastSnapshot {
  private static final JsonMapper JSON = new JsonMapper();

  private final Here here;
  private final Map<String, JsonNode> reports = new LinkedHashMap<>();

  SinceLastSnapshot(Here here) {
    this.here = here;
  }

  /** Their metrics, each as a line of a channel. */
  List<byte[]> lines() throws IOException {
    Path file = here.settings().eventLog().file();
    (here.settings().eventLog().rotated() ? LogReader.rotating(file) : LogReader.named(file))
        .all(this::look);
    Set<String> given = given();
    List<byte[]> lines = new ArrayList<>();
    reports.forEach(
        (id, metrics) -> {
          if (!given.contains(id)) {
            metrics.forEach(metric -> lines.add(SnapshotCommand.line(metric)));
          }
        });
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
    if (event.at("/eventData/snapshot").asBoolean()) {
      reports.clear();
    } else {
      reports.put(event.path("eventID").asText(), event.at("/eventData/metrics"));
    }
  }

  private Set<String> given() throws IOException {
    Set<String> given = new HashSet<>();
    if (!(here.decision() instanceof Decision.On on)) {
      return given;
    }
    Set<String> urls = new HashSet<>();
    Set<String> queues = new HashSet<>();
    for (Destination destination : on.destinations()) {
      if (destination.type() == Destination.Type.SNAPSHOT) {
        urls.add(destination.maskedUrl());
        queues.add(QueueName.of(destination.identity()));
      }
    }
    for (Receipt receipt : new Receipts(here.directories().receipts()).about(reports.keySet())) {
      if (receipt.verdict() == Verdict.ACCEPTED && urls.contains(receipt.destination())) {
        given.addAll(receipt.eventIDs());
      }
    }
    for (Queue queue : new Spool(here.directories().spool()).queues()) {
      if (queues.contains(queue.name())) {
        reports.keySet().stream().filter(queue::holds).forEach(given::add);
      }
    }
    return given;
  }
}
