package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code telem emit}: inside a run a part of it, outside by itself. */
@ExtendWith(Worlds.class)
final class EmitIT {
  private static final String TRACE =
      """
      Traceback (most recent call last):
        File "/home/zanzibar/app/site-packages/shop/cart.py", line 3, in add
          add(zanzibar)
      KeyError: 'zanzibar'
      """;

  @Test
  void insideARunItIsAPartOfIt(Program program) {
    program.write(program.directory().resolve("trace.txt"), TRACE);
    Result result =
        program.wrap(
            "sh",
            "-ec",
            "$TELEM emit count jobs; $TELEM emit count jobs 2;"
                + "$TELEM emit metric sourceTotals @grouparoo/postgres imports=10000 runs=100;"
                + "$TELEM emit error --stack trace.txt; $TELEM emit error < trace.txt;"
                + "$TELEM emit api-request get /users/17 200 12");
    assertThat(result).isEqualTo(new Result(0, "", ""));
    List<JsonNode> events = program.events();
    assertThat(Events.texts(events, "executionID").stream().distinct()).hasSize(1);
    assertThat(Events.ofType(events, "ErrorReported"))
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event.get("eventData"))
                    .isEqualTo(
                        Events.json(
                            "{\"errorType\":\"KeyError\",\"stack\":[\"shop/cart.py:3 in add\"]}")));
    assertThat(Events.ofType(events, "ApiRequest")).hasSize(1);
    assertThat(sum(events, 0)).isEqualTo(3);
    assertThat(program.state().resolve("troubles.jsonl")).doesNotExist();
  }

  @Test
  void outsideOfARunItStandsAlone(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "wait");
    assertThat(program.telem("emit", "count", "jobs", "3", "--app", "shop"))
        .isEqualTo(new Result(0, "", ""));
    JsonNode event = program.events().getFirst();
    assertThat(Events.text(event, "app")).isEqualTo("shop");
    assertThat(event.get("eventData"))
        .isEqualTo(
            Events.json(
                "{\"metrics\":[{\"collection\":\"counters\",\"topic\":\"jobs\",\"aggregation\":\"count\",\"count\":3}]}"));
    assertThat(receiver.eventIds()).containsExactly(Events.text(event, "eventID"));
  }

  @Test
  void whoHasSwitchedTelemetryOffReportsNothing(Program program) {
    program.with("DO_NOT_TRACK", "1");
    assertThat(program.telem("emit", "count", "jobs").code()).isZero();
    assertThat(program.wrap("sh", "-c", "$TELEM emit count jobs")).isEqualTo(new Result(0, "", ""));
    assertThat(program.everything()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count '/home/zanzibar'",
        "count jobs zanzibar",
        "count jobs NaN",
        "count jobs 1e300",
        "metric cluster os --exact /zanzibar",
        "metric cluster os",
        "metric cluster os zanzibar",
        "metric cluster os 'a b=1'",
        "metric cluster os key=5 count=1",
        "metric cluster os collection=7 count=1",
        "error --stack nothing.txt",
        "api-request STEAL /a 200 1",
        "api-request GET /a 99 1",
        "",
      })
  void whatCannotBeReportedIsSaidAndNotWritten(String words, Program program) {
    program.write(program.directory().resolve("nothing.txt"), "zanzibar went wrong\n");
    Result inside = program.wrap("sh", "-c", "$TELEM emit " + words);
    assertThat(inside.code()).isEqualTo(64);
    assertThat(inside.err()).startsWith("telem: ").doesNotContain("zanzibar");
    assertThat(program.events()).hasSize(2);
    assertThat(program.shell("$TELEM emit " + words).code()).isEqualTo(64);
    assertThat(program.events()).hasSize(2);
    assertThat(program.state().resolve("troubles.jsonl")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zanzibar.txt", "."})
  void aStackTraceThatCannotBeReadIsSaidWithWhatToDo(String file, Program program) {
    Result result = program.telem("emit", "error", "--stack", file);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("telem: --stack " + file + " cannot be read (")
        .endsWith("; name another file, or - for stdin\n")
        .hasLineCount(1);
    assertThat(program.log()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm $TELEMETRY_EVENTS",
        "rm $TELEMETRY_EVENTS; mkfifo $TELEMETRY_EVENTS",
        "rm $TELEMETRY_EVENTS; mkdir $TELEMETRY_EVENTS",
        "rm $TELEMETRY_EVENTS; echo mine > own; ln -s $PWD/own $TELEMETRY_EVENTS",
        "echo mine > own; TELEMETRY_EVENTS=$PWD/none/none",
      })
  void aChannelThatCannotBeWrittenEndsNoToolAndHoldsNoneUp(String before, Program program)
      throws IOException {
    Result result =
        program.wrap("sh", "-ec", before + "; $TELEM emit count jobs; echo went on; exit 3");
    assertThat(result).isEqualTo(new Result(3, "went on\n", ""));
    Path own = program.directory().resolve("own");
    if (before.contains("own")) {
      assertThat(own).content().isEqualTo("mine\n");
    }
  }

  @Test
  void whoDebugsIsToldWhyNothingWasWritten(Program program) {
    program
        .with("TELEMETRY_EVENTS", program.home().resolve("none").toString())
        .with("TELEMETRY_DEBUG", "1");
    Result result = program.telem("emit", "count", "jobs");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("channel", "is not there");
  }

  @Test
  void whoOptsOutInsideOfARunIsNotHeardAnyMore(Program program) {
    program.wrap("sh", "-ec", "$TELEM emit count jobs; DO_NOT_TRACK=1 $TELEM emit count jobs 100");
    assertThat(sum(program.events(), 0)).isEqualTo(1);
  }

  @Test
  void aVersionStaysAsItWasWritten(Program program) {
    Path profile = program.directory().resolve("shop.json");
    program
        .write(profile, "{\"app\": \"shop\", \"metrics\": {\"exact\": [\"cluster/os\"]}}")
        .with("TELEMETRY_PROFILE", profile.toString());
    for (String version : List.of("1.10", "3.0", "2.5", "17")) {
      assertThat(program.telem("emit", "metric", "cluster", "os", "--exact", version).code())
          .isZero();
    }
    assertThat(program.events().stream().map(event -> event.at("/eventData/metrics/0/value")))
        .extracting(JsonNode::asText)
        .containsExactly("1.10", "3.0", "2.5", "17");
    assertThat(program.telem("emit", "metric", "cluster", "workers", "--exact", "1.10").code())
        .isEqualTo(64);
    assertThat(program.telem("emit", "metric", "cluster", "workers", "--exact", "10").code())
        .isZero();
  }

  @Test
  void aTraceIsCutToWhatFitsInWhateverScriptItsMessageIs(Program program) {
    String message = ("\u65e5\u672c\ud83d\ude00\u001b[0m".repeat(20) + "\n").repeat(1_000);
    program.write(
        program.directory().resolve("long.txt"),
        "TypeError: " + message + "    at f (/home/me/node_modules/a/b.js:3:4)\n");
    assertThat(program.wrap("sh", "-c", "$TELEM emit error --stack long.txt"))
        .isEqualTo(new Result(0, "", ""));
    assertThat(Events.ofType(program.events(), "ErrorReported"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.get("eventData"))
                    .isEqualTo(
                        Events.json(
                            "{\"errorType\":\"TypeError\",\"stack\":[\"a/b.js:3:4 in f\"]}")));
  }

  private static double sum(List<JsonNode> events, int index) {
    return Events.ofType(events, "MetricsReported").stream()
        .mapToDouble(event -> event.at("/eventData/metrics/" + index + "/count").asDouble())
        .sum();
  }
}
