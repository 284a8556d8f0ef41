package dev.telem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.channel.Allowed;
import dev.telem.channel.Reading;
import dev.telem.event.Metric;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics of many runs, summed while they are read. An event has room for 256 names, so that more
 * of them make more events, up to a limit.
 */
final class MetricSums {
  private static final int NAMES_OF_EVENT = 256;
  private static final int MOST_EVENTS = 16;

  private final Allowed allowed;
  private final List<Reading> readings = new ArrayList<>();
  private final Map<String, Reading> places = new HashMap<>();

  MetricSums(Allowed allowed) {
    this.allowed = allowed;
    this.readings.add(Reading.ofMany(allowed));
  }

  /** Adds a metric as a line of a channel, the only way to an event. */
  void add(JsonNode metric) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("metric", metric);
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    place(metric).feed(bytes, bytes.length);
  }

  /** Those of each event; of one at least. */
  List<List<Metric>> metrics() {
    return readings.stream().map(Reading::metrics).toList();
  }

  /** What could not be added, for people; empty for nothing. */
  String refusals() {
    return String.join(
        "; ",
        readings.stream().map(Reading::refusals).filter(refusal -> !refusal.isEmpty()).toList());
  }

  private Reading place(JsonNode metric) {
    String name =
        String.join(
            "\n",
            metric.path("collection").asText(),
            metric.path("topic").asText(),
            metric.path("key").asText(),
            metric.path("aggregation").asText());
    Reading known = places.get(name);
    if (known != null) {
      return known;
    }
    if (places.size() == NAMES_OF_EVENT * MOST_EVENTS) {
      return readings.getLast(); // Which refuses it, and counts that.
    }
    if (places.size() == NAMES_OF_EVENT * readings.size()) {
      readings.add(Reading.ofMany(allowed));
    }
    places.put(name, readings.getLast());
    return readings.getLast();
  }
}
