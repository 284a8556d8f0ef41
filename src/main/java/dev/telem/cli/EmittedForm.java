package dev.telem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.channel.Reading;
import dev.telem.channel.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What can be emitted, each with its words on the command line and its line in the channel. */
enum EmittedForm {
  COUNT("count") {
    @Override
    CommandSpec spec() {
      CommandSpec spec =
          Specs.command(
              word(), "Add to a counter.", "telem emit count jobs", "telem emit count jobs 3");
      spec.addPositional(Specs.wordAt(0, "NAME", "1", "The counter."));
      spec.addPositional(Specs.wordAt(1, "N", "0..1", "How many; default: 1."));
      return spec;
    }

    @Override
    ObjectNode read(ParseResult parsed, Surface surface) throws Refusal {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("count", positional(parsed, 0, ""));
      line.set("value", number(positional(parsed, 1, "1")));
      return line;
    }
  },
  METRIC("metric") {
    @Override
    CommandSpec spec() {
      CommandSpec spec =
          Specs.command(
              word(),
              "Report a metric: numbers that are summed, or an exact value, of which the last"
                  + " stands.",
              "telem emit metric totals groups count=10",
              "telem emit metric cluster plugin --key core --exact 1.2.3");
      spec.addOption(Specs.value("KEY", "Tells metrics of one topic apart.", "--key"));
      spec.addOption(
          Specs.value(
              "VALUE",
              "An exact value: a number, or a name or version that the profile allows for this"
                  + " metric.",
              "--exact"));
      spec.addPositional(Specs.wordAt(0, "COLLECTION", "1", "The group that it belongs to."));
      spec.addPositional(Specs.wordAt(1, "TOPIC", "1", "What was counted or measured."));
      spec.addPositional(Specs.anyWordsFrom(2, "NAME=NUMBER", "Its numbers, such as count=10."));
      return spec;
    }

    @Override
    ObjectNode read(ParseResult parsed, Surface surface) throws Refusal {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      ObjectNode metric = line.putObject("metric");
      metric.put("collection", positional(parsed, 0, ""));
      metric.put("topic", positional(parsed, 1, ""));
      metric.put("aggregation", parsed.hasMatchedOption("--exact") ? "exact" : "count");
      if (parsed.hasMatchedOption("--key")) {
        metric.put("key", parsed.matchedOptionValue("--key", ""));
      }
      if (parsed.hasMatchedOption("--exact")) {
        String value = parsed.matchedOptionValue("--exact", "");
        metric.set(
            "value", isNumber(value) ? number(value) : JsonNodeFactory.instance.textNode(value));
      }
      List<String> words =
          parsed.matchedPositionals().stream()
              .flatMap(matched -> matched.stringValues().stream())
              .skip(2)
              .toList();
      for (String word : words) {
        int equals = word.indexOf('=');
        if (equals < 1) {
          throw Refusal.usage("expected NAME=NUMBER, such as count=10");
        }
        metric.set(word.substring(0, equals), number(word.substring(equals + 1)));
      }
      if (words.isEmpty() && !parsed.hasMatchedOption("--exact")) {
        throw Refusal.usage("say a number, such as count=10, or --exact VALUE");
      }
      return line;
    }
  },
  ERROR("error") {
    @Override
    CommandSpec spec() {
      CommandSpec spec =
          Specs.command(
              word(),
              "Report an error: its class and the frames of its stack trace, never its message."
                  + " Java, Python, JavaScript, Go, Ruby and .NET are understood. Without any word"
                  + " the stack trace is read on stdin.",
              "mytool 2> trace.txt || telem emit error --stack trace.txt",
              "telem emit error TypeError");
      spec.addPositional(Specs.wordAt(0, "TYPE", "0..1", "Its class; default: as the trace says."));
      spec.addOption(Specs.value("FILE", "A file with the stack trace; - for stdin.", "--stack"));
      return spec;
    }

    @Override
    ObjectNode read(ParseResult parsed, Surface surface) throws IOException, Refusal {
      String type = positional(parsed, 0, "");
      String file = parsed.matchedOptionValue("--stack", type.isEmpty() ? "-" : "");
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      ObjectNode error = line.putObject("error");
      if (!type.isEmpty()) {
        error.put("type", type);
      }
      if (!file.isEmpty()) {
        error.put("stack", trace(file, surface));
      }
      return line;
    }
  },
  API_REQUEST("api-request") {
    @Override
    CommandSpec spec() {
      CommandSpec spec =
          Specs.command(
              word(),
              "Report a request to an API. What identifies something in its path becomes <id>.",
              "telem emit api-request GET /users/17 200 12");
      spec.addPositional(Specs.wordAt(0, "METHOD", "1", "GET, POST and so on."));
      spec.addPositional(Specs.wordAt(1, "ENDPOINT", "1", "The path or URL."));
      spec.addPositional(Specs.wordAt(2, "STATUS", "1", "The status of the answer."));
      spec.addPositional(Specs.wordAt(3, "MS", "1", "How long it took, in milliseconds."));
      return spec;
    }

    @Override
    ObjectNode read(ParseResult parsed, Surface surface) throws Refusal {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      ObjectNode request = line.putObject("apiRequest");
      request.put("method", positional(parsed, 0, ""));
      request.put("endpoint", positional(parsed, 1, ""));
      request.set("statusCode", number(positional(parsed, 2, "")));
      request.set("durationMs", number(positional(parsed, 3, "")));
      return line;
    }
  };

  /** Of a longer stack trace the beginning and the end count: a line of the channel is limited. */
  private static final int LONGEST_TRACE = Reading.LONGEST_LINE - 1_000;

  private static final int LONGEST_INPUT = 16 << 20;

  private final String word;

  EmittedForm(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  abstract CommandSpec spec();

  /** The line that the words mean. */
  abstract ObjectNode read(ParseResult parsed, Surface surface) throws IOException, Refusal;

  static EmittedForm named(String word) throws Refusal {
    for (EmittedForm form : values()) {
      if (form.word.equals(word)) {
        return form;
      }
    }
    throw Refusal.usage("say what to report: count, metric, error or api-request");
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
      case ERROR -> "neither a class nor a frame of a stack trace was found in it";
      case REQUEST -> "expected a method such as GET, a status from 100 to 599, milliseconds";
      case FORM -> "it is " + Reason.FORM.words() + "; see `telem emit --help`";
      case TOO_MANY_NAMES -> "a metric has at most 16 numbers";
      case NOT_JSON, TOO_LONG, TOO_MANY_EVENTS, TOO_MUCH, TOO_LATE -> "it is too long";
    };
  }

  private static String positional(ParseResult parsed, int index, String otherwise) {
    List<String> words =
        parsed.matchedPositionals().stream()
            .flatMap(matched -> matched.stringValues().stream())
            .toList();
    return index < words.size() ? words.get(index) : otherwise;
  }

  private static boolean isNumber(String text) {
    return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
  }

  private static JsonNode number(String text) throws Refusal {
    if (text.length() > 40 || !isNumber(text)) {
      throw Refusal.usage("expected a number, such as 3; see `telem emit --help`");
    }
    return DecimalNode.valueOf(new BigDecimal(text));
  }

  private static String trace(String file, Surface surface) throws IOException, Refusal {
    byte[] bytes;
    if (file.equals("-")) {
      bytes = surface.in().readNBytes(LONGEST_INPUT);
    } else {
      Path base = surface.workingDirectory();
      Path path = base == null ? Path.of(file) : base.resolve(file);
      try (InputStream in = Files.newInputStream(path)) {
        bytes = in.readNBytes(LONGEST_INPUT);
      } catch (IOException unreadable) {
        throw Refusal.failure(
            "the file that --stack names cannot be read; name another, or - for stdin");
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int head = fitting(text, LONGEST_TRACE, 1);
    if (head == text.length()) {
      return text;
    }
    head = fitting(text, LONGEST_TRACE / 2, 1);
    int tail = fitting(text, LONGEST_TRACE / 2, -1);
    return text.substring(0, head) + "\n" + text.substring(text.length() - tail);
  }

  /**
   * How many chars fit into so many bytes of JSON: from the beginning, or the last with step -1.
   */
  private static int fitting(String text, int most, int step) {
    int bytes = 0;
    int chars = 0;
    while (chars < text.length()) {
      int point = step > 0 ? text.codePointAt(chars) : text.codePointBefore(text.length() - chars);
      bytes += bytesOf(point);
      if (bytes > most) {
        break;
      }
      chars += Character.charCount(point);
    }
    return chars;
  }

  /** As Jackson writes it: UTF-8, but no control character as it is, and no surrogate. */
  private static int bytesOf(int point) {
    if (point < ' ') {
      return point >= '\b' && point <= '\r' && point != 0x0b ? 2 : 6;
    }
    if (point < 0x80) {
      return point == '"' || point == '\\' ? 2 : 1;
    }
    return point < 0x800 ? 2 : point < 0x10000 ? 3 : 12;
  }
}
