package dev.telem.config;

import dev.telem.config.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the {@code snapshot} of a profile: what is asked for each time that one is taken. */
final class SnapshotSection {
  static final String NAME = "snapshot";
  private static final int MAX_METRICS = 100;

  private SnapshotSection() {}

  static Optional<Profile.Snapshot> in(Section root) {
    Section snapshot = root.section(NAME);
    if (snapshot == null) {
      return Optional.empty();
    }
    snapshot.expectOnly(List.of("name", "license", "metrics"));
    List<Profile.Measure> measures = new ArrayList<>();
    List<Section> sections = snapshot.sections("metrics");
    for (Section metric : sections) {
      Profile.@Nullable Measure measure = measure(metric);
      if (measure != null) {
        measures.add(measure);
      }
    }
    if (sections.size() > MAX_METRICS) {
      sections.get(MAX_METRICS).problem("expected at most 100 metrics");
    }
    return Optional.of(
        new Profile.Snapshot(label(snapshot, "name"), label(snapshot, "license"), measures));
  }

  /** The names that no event will hold, whatever is printed for them. */
  static List<Problem> refused(Section root, Predicate<String> mayLeave) {
    List<Problem> refused = new ArrayList<>();
    Section snapshot = root.section(NAME);
    for (Section metric : snapshot == null ? List.<Section>of() : snapshot.sections("metrics")) {
      for (String part : List.of("collection", "topic", "key")) {
        JsonString text = metric.string(part);
        if (text != null && !mayLeave.test(text.text())) {
          refused.add(refusal(metric, text, part));
        }
      }
    }
    Section metrics = root.section("metrics");
    for (JsonString name : metrics == null ? List.<JsonString>of() : metrics.strings("exact")) {
      // Where a collection ends and a topic begins is not told; each word between slashes counts.
      for (String word : name.text().replace("/@", "/").split("/", -1)) {
        if (metrics != null && !mayLeave.test(word)) {
          refused.add(refusal(metrics, name, word));
        }
      }
    }
    return refused;
  }

  private static Problem refusal(Section place, JsonString text, String what) {
    return new Problem(
        place.sourceOf(text),
        JsonText.quoted(what)
            + " is no name that may leave, so that the metric is never reported: take words, such"
            + " as orders, run_time or @grouparoo/postgres");
  }

  private static Profile.@Nullable Measure measure(Section metric) {
    metric.expectOnly(List.of("collection", "topic", "key", "count", "exact"));
    String collection = part(metric, "collection");
    String topic = part(metric, "topic");
    String key = part(metric, "key");
    boolean exact = metric.find("exact") != null;
    List<String> command = new ArrayList<>();
    for (JsonString word : metric.strings(exact ? "exact" : "count")) {
      command.add(word.text());
    }
    if (collection.isEmpty()
        || topic.isEmpty()
        || command.isEmpty()
        || exact == (metric.find("count") != null)) {
      metric.problem(
          "expected \"collection\", \"topic\" and either \"count\" or \"exact\": a list of a"
              + " program and its arguments, which prints a number or a version");
      return null;
    }
    return new Profile.Measure(collection, topic, key, exact, command);
  }

  private static String part(Section metric, String name) {
    JsonString text = metric.string(name);
    if (text == null) {
      return "";
    }
    if (!Shape.isMetric("x/" + text.text())) {
      metric.expected(name, text, "a name of letters, digits and . _ + - / @");
    }
    return text.text();
  }

  private static Optional<String> label(Section snapshot, String name) {
    JsonString text = snapshot.string(name);
    if (text == null) {
      return Optional.empty();
    }
    if (!Shape.isLabel(text.text())) {
      snapshot.expected(
          name, text, "at most 100 letters, digits, spaces and . _ - + : / @ , ( ) #");
    }
    return Optional.of(text.text());
  }
}
