package dev.telem.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telem.privacy.SanitizedCommand;
import dev.telem.report.PreviewReport;
import dev.telem.session.Preview;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code telem preview --json --lines}: reads command lines, a JSON array of strings each, and
 * prints a JSON object for each, in the same order; for a line that is none, {@code {"error":…}}.
 */
final class PreviewLines {
  private static final int MOST_PROGRAMS = 10_000;
  private static final String NO_COMMAND =
      "no JSON array of strings with the program first, such as [\"git\",\"status\"]";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final RunOptions options;
  private final Surface surface;
  private final Function<List<String>, SanitizedCommand> general;

  /** What holds for each program, whose profile the configuration may name. */
  private final Map<String, Function<List<String>, SanitizedCommand>> ofPrograms =
      new LinkedHashMap<>();

  PreviewLines(RunOptions options, Surface surface) throws IOException, Refusal {
    this.options = options;
    this.surface = surface;
    this.general = sanitizer(Here.on(surface, options));
  }

  /** Returns the exit code: a failure if any line was none. */
  int print() throws IOException, Refusal {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(surface.in(), StandardCharsets.UTF_8));
    Writer out =
        new BufferedWriter(new OutputStreamWriter(surface.out(), StandardCharsets.UTF_8), 1 << 16);
    int lines = 0;
    int bad = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines++;
      List<String> words = words(line);
      if (words.isEmpty()) {
        bad++;
        out.write(PreviewReport.noLine("line " + lines + " is " + NO_COMMAND));
      } else {
        out.write(PreviewReport.line(sanitizer(words).apply(words)));
      }
      out.write('\n');
    }
    out.flush();
    if (bad > 0) {
      throw Refusal.failure(bad + " of " + lines + " lines cannot be used: they are " + NO_COMMAND);
    }
    return ExitCode.OK;
  }

  private Function<List<String>, SanitizedCommand> sanitizer(List<String> words)
      throws IOException, Refusal {
    String program = Here.baseName(words.getFirst());
    Function<List<String>, SanitizedCommand> known = ofPrograms.get(program);
    if (known == null) {
      Here here = Here.on(surface, options.named(program));
      known = here.settings().profile().isEmpty() ? general : sanitizer(here);
      if (ofPrograms.size() < MOST_PROGRAMS) {
        ofPrograms.put(program, known);
      }
    }
    return known;
  }

  private Function<List<String>, SanitizedCommand> sanitizer(Here here)
      throws IOException, Refusal {
    here.expectUsableProfile();
    return Preview.sanitizer(here.call(0, List.of(), options, surface));
  }

  /** None where the line is no command line. */
  private static List<String> words(String line) throws IOException {
    List<String> words = new ArrayList<>();
    try {
      JsonNode array = JSON.readTree(line);
      for (JsonNode word : array.isArray() ? array : List.<JsonNode>of()) {
        if (!word.isTextual()) {
          return List.of();
        }
        words.add(word.textValue());
      }
    } catch (JacksonException malformed) {
      return List.of();
    }
    return words;
  }
}
