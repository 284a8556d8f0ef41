package dev.telem.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A metric: numbers that are summed, or an exact value. */
final class EmittedMetric implements EmittedForm {
  static final String WORD = "metric";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            WORD,
            "Report a metric: numbers, or an exact value. Numbers of one name are summed; of exact"
                + " values the last one stands.",
            "telem emit metric totals groups count=10",
            "telem emit metric cluster plugin --key core --exact 1.2.3");
    spec.addOption(Specs.value("KEY", "Tells metrics of one topic apart. Default: none.", "--key"));
    spec.addOption(
        Specs.value(
            "VALUE",
            "An exact value: a number, or a name or version that the profile allows for this"
                + " metric.",
            "--exact"));
    spec.addPositional(Specs.wordAt(0, "COLLECTION", "1", "The group that the metric belongs to."));
    spec.addPositional(Specs.wordAt(1, "TOPIC", "1", "What was counted or measured."));
    spec.addPositional(
        Specs.anyWordsFrom(2, "NAME=NUMBER", "Its numbers, such as count=10 or imports=3."));
    return spec;
  }

  @Override
  public ObjectNode read(ParseResult parsed, Surface surface) throws Refusal {
    List<String> words = EmittedForm.words(parsed);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode metric = line.putObject("metric");
    metric.put("collection", EmittedForm.word(words, 0, ""));
    metric.put("topic", EmittedForm.word(words, 1, ""));
    metric.put("aggregation", parsed.hasMatchedOption("--exact") ? "exact" : "count");
    if (parsed.hasMatchedOption("--key")) {
      metric.put("key", parsed.matchedOptionValue("--key", ""));
    }
    if (parsed.hasMatchedOption("--exact")) {
      String value = parsed.matchedOptionValue("--exact", "");
      metric.set(
          "value",
          WrittenNumber.isCanonical(value)
              ? WrittenNumber.read("VALUE", value)
              : JsonNodeFactory.instance.textNode(value));
    }
    List<String> numbers = words.subList(2, words.size());
    for (String word : numbers) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw Refusal.usage("the words behind TOPIC are NAME=NUMBER, such as count=10");
      }
      metric.set(
          word.substring(0, equals), WrittenNumber.read("NUMBER", word.substring(equals + 1)));
    }
    if (numbers.isEmpty() && !parsed.hasMatchedOption("--exact")) {
      throw Refusal.usage("a metric needs a number, such as count=10, or --exact VALUE");
    }
    return line;
  }
}
