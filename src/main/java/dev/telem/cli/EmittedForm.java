package dev.telem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.channel.Reason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What can be emitted, with its words on the command line and its line in the channel. */
sealed interface EmittedForm permits EmittedCount, EmittedMetric, EmittedError, EmittedRequest {
  CommandSpec spec();

  /** The line that the words mean. */
  ObjectNode read(ParseResult parsed, Surface surface) throws IOException, Refusal;

  /** All of them, by their words. */
  static Map<String, EmittedForm> all() {
    Map<String, EmittedForm> all = new LinkedHashMap<>();
    all.put(EmittedCount.WORD, new EmittedCount());
    all.put(EmittedMetric.WORD, new EmittedMetric());
    all.put(EmittedError.WORD, new EmittedError());
    all.put(EmittedRequest.WORD, new EmittedRequest());
    return all;
  }

  /** The one of this word, which is one of them. */
  static EmittedForm named(String word) {
    EmittedForm form = all().get(word);
    if (form == null) {
      throw new IllegalArgumentException(word);
    }
    return form;
  }

  /** The words on the command line that belong to no option. */
  static List<String> words(ParseResult parsed) {
    return parsed.matchedPositionals().stream()
        .flatMap(matched -> matched.stringValues().stream())
        .toList();
  }

  /** One of them, where it is there. */
  static String word(List<String> words, int index, String otherwise) {
    return index < words.size() ? words.get(index) : otherwise;
  }

  /** The metric on a line whose exact value is a text, as a profile names it; none on others. */
  static List<String> exactMetric(ObjectNode line) {
    JsonNode metric = line.path("metric");
    return metric.path("value").isTextual()
        ? List.of(metric.path("collection").asText() + "/" + metric.path("topic").asText())
        : List.of();
  }

  /** What a person can do about it. */
  static String advice(Reason reason) {
    return switch (reason) {
      case NAME -> "a name is made of words, such as jobs, run_time or @grouparoo/postgres";
      case NUMBER -> "a number has at most 15 digits before its point";
      case VALUE ->
          "an exact value is a number, or a name or version of a metric that the profile lists in"
              + " \"metrics\": {\"exact\": [\"COLLECTION/TOPIC\"]}";
      case ERROR -> "neither a class, such as TypeError, nor a stack trace was found in it";
      case REQUEST ->
          "expected a method such as GET, a path, a status from 100 to 599, milliseconds";
      case FORM -> "it is " + Reason.FORM.words();
      case TOO_MANY_NAMES -> "a metric has at most 16 numbers";
      case NOT_JSON, TOO_LONG, TOO_MANY_EVENTS, TOO_MUCH, TOO_LATE -> "it is too long";
    };
  }
}
