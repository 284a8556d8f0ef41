package dev.telem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.config.Profile;
import dev.telem.privacy.SafeText;
import dev.telem.run.Question;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The answer of a command that the profile of a tool names for its snapshots. */
final class Measurement {
  private static final long ANSWER_LIMIT_MS = 10_000;

  private Measurement() {}

  /** The metric; nothing where no number or version was printed. What else was is dropped. */
  static Optional<ObjectNode> of(Profile.Measure measure, Surface surface) {
    Path directory = surface.workingDirectory();
    Optional<Question.Answer> answer =
        directory == null
            ? Optional.empty()
            : Question.ask(
                measure.command(), directory, Map.of("TELEMETRY", "0"), false, ANSWER_LIMIT_MS);
    String printed = answer.flatMap(Question.Answer::firstLine).orElse("").strip();
    Optional<JsonNode> value = measure.exact() ? exact(printed) : number(printed);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode metric = JsonNodeFactory.instance.objectNode();
    metric.put("collection", measure.collection());
    metric.put("topic", measure.topic());
    metric.put("aggregation", measure.exact() ? "exact" : "count");
    if (!measure.key().isEmpty()) {
      metric.put("key", measure.key());
    }
    metric.set(measure.exact() ? "value" : "count", value.get());
    return Optional.of(metric);
  }

  /** What was asked for and not printed. */
  static String missing(Profile.Measure measure) {
    return measure.name()
        + ": `"
        + measure.command().getFirst()
        + "` printed no "
        + (measure.exact() ? "number or version" : "number");
  }

  /** A version is no number: {@code 3.10} is not {@code 3.1}. */
  private static Optional<JsonNode> exact(String printed) {
    return WrittenNumber.isCanonical(printed)
        ? number(printed)
        : SafeText.versionIn(printed)
            .map(version -> JsonNodeFactory.instance.textNode(version.value()));
  }

  private static Optional<JsonNode> number(String printed) {
    return printed.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")
        ? Optional.of(DecimalNode.valueOf(new BigDecimal(printed)))
        : Optional.empty();
  }
}
