package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a wrapped command says of itself, from the file to the event (spec cli.md, "The channel").
 */
@ExtendWith(Worlds.class)
final class ChannelIT {
  private static final String SAY = "say() { printf '%s\\n' \"$1\" >> \"$TELEMETRY_EVENTS\"; }; ";

  @Test
  void theChannelIsAFileForNobodyElseAndGoneAfterTheRun(Program program) throws IOException {
    Result result =
        program.shell(
            "umask 0; \"$TELEM\" run -- sh -c 'stat -c %a:%s \"$TELEMETRY_EVENTS\"; echo"
                + " \"$TELEMETRY_EVENTS\"'");
    List<String> lines = result.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("600:0");
    assertThat(Path.of(lines.getLast())).doesNotExist();
    assertThat(Path.of(lines.getLast()).getParent()).isEqualTo(program.state().resolve("runs"));
    assertThat(Files.getPosixFilePermissions(program.state().resolve("runs")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(program.state().resolve("runs")).isEmptyDirectory();
    assertThat(program.events()).hasSize(2);
    assertThat(program.state().resolve("troubles.jsonl")).doesNotExist();
  }

  @Test
  void whatIsSaidIsRecordedBeforeTheEnd(Program program) {
    program.wrap(
        "sh",
        "-c",
        SAY
            + "say '{\"count\":\"jobs\",\"value\":3}'; say '{\"count\":\"jobs\",\"value\":4}';say"
            + " '{\"error\":{\"type\":\"java.io.IOException\",\"stack\":[\"java.io.IOException:"
            + " no\",\"\\tat a.B.c(B.java:7)\"]}}';say"
            + " '{\"apiRequest\":{\"method\":\"POST\",\"endpoint\":\"/users/17/x\",\"statusCode\":503,\"durationMs\":12}}'");
    List<JsonNode> events = program.events();
    assertThat(Events.texts(events, "eventType"))
        .containsExactly(
            "CommandStarted", "ErrorReported", "ApiRequest", "MetricsReported", "CommandExited");
    assertThat(Events.texts(events, "executionID").stream().distinct()).hasSize(1);
    assertThat(Events.texts(events, "eventID").stream().distinct()).hasSize(5);
    assertThat(events.get(1).get("eventData"))
        .isEqualTo(
            Events.json("{\"errorType\":\"java.io.IOException\",\"stack\":[\"a.B.c(B.java:7)\"]}"));
    assertThat(events.get(2).get("eventData"))
        .isEqualTo(
            Events.json(
                "{\"method\":\"POST\",\"endpoint\":\"/users/<id>/x\",\"statusCode\":503,\"durationMs\":12}"));
    assertThat(events.get(3).get("eventData"))
        .isEqualTo(
            Events.json(
                "{\"metrics\":[{\"collection\":\"counters\",\"topic\":\"jobs\",\"aggregation\":\"count\",\"count\":7}]}"));
  }

  @Test
  void tenThousandLinesOfEightProcessesAtOnceAreAllThere(Program program) {
    Result result =
        program.wrap(
            "sh",
            "-c",
            "for i in 1 2 3 4 5 6 7 8; do (n=0; while [ $n -lt 1250 ]; do echo"
                + " \"{\\\"count\\\":\\\"jobs\\\",\\\"value\\\":$n}\"; n=$((n+1)); done"
                + " >>\"$TELEMETRY_EVENTS\") & done; wait");
    assertThat(result).isEqualTo(new Result(0, "", ""));
    double sum = 0;
    for (JsonNode event : Events.ofType(program.events(), "MetricsReported")) {
      sum += event.at("/eventData/metrics/0/count").asDouble();
    }
    assertThat(sum).isEqualTo(8 * 1250 * 1249 / 2);
    assertThat(program.state().resolve("troubles.jsonl")).doesNotExist();
  }

  @Test
  void whatIsRefusedIsCountedAndShownWithoutAWordOfIt(Program program) {
    program.wrap(
        "sh",
        "-c",
        SAY + "say zanzibar; say '{\"count\":\"/home/zanzibar\"}'; say '{\"count\":\"jobs\"}'");
    String run = Events.text(program.events().getFirst(), "executionID");
    String shown = program.telem("log", "show", run).out();
    assertThat(shown)
        .contains("channel: run " + run + ": 2 lines refused: 1 not JSON, 1 no name that may leave")
        .doesNotContain("zanzibar");
    assertThat(program.telem("log", "show", run, "--json").out()).contains("2 lines refused");
    assertThat(program.telem("status").out())
        .contains("2 lines refused: 1 not JSON")
        .doesNotContain("zanzibar");
    assertThat(Events.ofType(program.events(), "MetricsReported")).hasSize(1);
  }

  @Test
  void aLongRunReportsWhileItRuns(Program program) throws IOException {
    String first = SAY + "say '{\"count\":\"jobs\",\"value\":5}'";
    assertThat(countsInTwoReports(program, first, "say '{\"count\":\"jobs\"}'"))
        .containsExactly(5, 1);
    assertThat(Events.text(program.events().getLast(), "eventType")).isEqualTo("CommandExited");
  }

  /** Of a run that does the second only when telem has reported the first. */
  static List<Integer> countsInTwoReports(Program program, String first, String second)
      throws IOException {
    program.configured("{\"flushIntervalMs\": 100}");
    Process run =
        program.start(
            Program.TELEM.toString(), "run", "--", "sh", "-c", first + "; read line; " + second);
    await()
        .atMost(20, SECONDS)
        .until(() -> !Events.ofType(program.events(), "MetricsReported").isEmpty());
    run.getOutputStream().write('\n');
    run.getOutputStream().flush();
    run.onExit().join();
    return Events.ofType(program.events(), "MetricsReported").stream()
        .map(event -> event.at("/eventData/metrics/0/count").asInt())
        .toList();
  }

  @Test
  void aTextLeavesOnlyAsTheValueOfAMetricThatTheProfileNames(Program program) {
    Path profile = program.home().resolve("p.json");
    program.write(profile, "{\"app\": \"shop\", \"metrics\": {\"exact\": [\"cluster/os\"]}}");
    String said =
        SAY
            + "for topic in os name; do say"
            + " '{\"metric\":{\"collection\":\"cluster\",\"topic\":\"'$topic'\",\"aggregation\":\"exact\",\"value\":\"darwin/19.5.0\"}}';"
            + " done";
    program.telem("run", "--profile", profile.toString(), "--", "sh", "-c", said);
    assertThat(Events.ofType(program.events(), "MetricsReported"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.at("/eventData/metrics"))
                    .isEqualTo(
                        Events.json(
                            "[{\"collection\":\"cluster\",\"topic\":\"os\",\"aggregation\":\"exact\",\"value\":\"darwin/19.5.0\"}]")));
    program.wrap("sh", "-c", said);
    assertThat(Events.ofType(program.events(), "MetricsReported")).hasSize(1);
  }

  @Test
  void theChannelOfAKilledRunIsRemovedByALaterOne(Program program) throws IOException {
    Process run = program.start(Program.TELEM.toString(), "run", "--", "sleep", "60");
    await().atMost(10, SECONDS).until(() -> runs(program).size() == 2);
    run.destroyForcibly().onExit().join();
    program.wrap("true");
    assertThat(runs(program)).isEmpty();
    assertThat(Events.ofType(program.events(), "CommandAborted")).hasSize(1);
  }

  @Test
  void whereNoFileCanBeMadeTheCommandIsToldOfNone(Program program) {
    program.with("TELEMETRY_HOME", "/dev/null/x");
    assertThat(program.wrap("sh", "-c", "echo $TELEMETRY_EVENTS; echo x >> $TELEMETRY_EVENTS"))
        .isEqualTo(new Result(0, "/dev/null\n", ""));
  }

  @Test
  void aCommandThatFillsItsChannelFillsNoDiskAndDelaysNobody(Program program) throws IOException {
    Result result =
        program.wrap(
            "sh",
            "-c",
            "yes '{\"count\":\"jobs\"}' | head -c 20000000 >> \"$TELEMETRY_EVENTS\"; echo done");
    assertThat(result).isEqualTo(new Result(0, "done\n", ""));
    assertThat(
            Events.ofType(program.events(), "MetricsReported").stream()
                .mapToInt(event -> event.at("/eventData/metrics/0/count").asInt())
                .sum())
        .isEqualTo(10_000);
    assertThat(Files.readString(program.state().resolve("troubles.jsonl"))).contains("1 MiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm $f; mkfifo $f",
        "rm $f; mkdir $f; touch $f/x",
        "rm $f; ln -s /dev/zero $f",
        "rm $f; ln -s $HOME/lines $f",
        "rm $f; ln -s $HOME/large $f",
        "rm $f"
      })
  void whatIsInThePlaceOfTheChannelIsLeftAlone(String replace, Program program) throws IOException {
    String lines = "{\"count\":\"jobs\"}\n";
    program.write(program.home().resolve("lines"), lines);
    program.write(program.home().resolve("large"), "zanzibar".repeat(200_000));
    assertThat(program.wrap("sh", "-c", "f=$TELEMETRY_EVENTS; " + replace + "; echo x; exit 3"))
        .isEqualTo(new Result(3, "x\n", ""));
    assertThat(Events.texts(program.events(), "eventType"))
        .containsExactly("CommandStarted", "CommandExited");
    assertThat(program.home().resolve("lines")).content().isEqualTo(lines);
    assertThat(program.home().resolve("large")).hasSize(1_600_000);
    String run = Events.text(program.events().getFirst(), "executionID");
    assertThat(program.telem("log", "show", run).out())
        .contains("channel: run " + run + ": its file was taken away or replaced");
  }

  @Test
  void aHugeChannelIsReadUpToItsLimit(Program program) throws IOException {
    assertThat(
            program.wrap(
                "sh",
                "-c",
                SAY + "say '{\"count\":\"jobs\"}'; truncate -s 10G \"$TELEMETRY_EVENTS\"; exit 4"))
        .isEqualTo(new Result(4, "", ""));
    assertThat(Events.ofType(program.events(), "MetricsReported")).hasSize(1);
    assertThat(runs(program)).isEmpty();
  }

  @Test
  void aFolderThatACommandLeavesInPlaceOfItsChannelStopsNoLaterRun(Program program)
      throws IOException {
    program.wrap("sh", "-c", "f=$TELEMETRY_EVENTS; rm $f; mkdir $f; touch $f/x");
    Path folder = runs(program).getFirst();
    Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
    Process killed = program.start(Program.TELEM.toString(), "run", "--", "sleep", "60");
    await().atMost(10, SECONDS).until(() -> runs(program).size() == 3);
    killed.destroyForcibly().onExit().join();
    program.wrap("true");
    assertThat(Events.ofType(program.events(), "CommandAborted")).hasSize(1);
    assertThat(folder.resolve("x")).exists();
  }

  private static List<Path> runs(Program program) throws IOException {
    Path folder = program.state().resolve("runs");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.getFileName().toString().startsWith(".new-")).toList();
    }
  }
}
