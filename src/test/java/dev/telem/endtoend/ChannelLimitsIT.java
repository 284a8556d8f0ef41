package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a command does with its channel, its end is recorded, and what is lost is counted. */
@ExtendWith(Worlds.class)
final class ChannelLimitsIT {
  private static final String SAY_ALL = "cat \"$HOME/lines\" >> \"$TELEMETRY_EVENTS\"; exit 3";

  @Test
  void theEndOfACommandThatSaysWhatTakesLongToReadIsRecorded(Program program) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_600; i++) {
      lines.append("{\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\"");
      for (int k = 0; k < 10; k++) {
        lines.append(",\"f_").append(word(10 * i + k)).append("\":1");
      }
      lines.append("}}\n");
    }
    assertThat(said(lines, program)).isEqualTo(new Result(3, "", ""));
    assertThat(Events.texts(program.events(), "eventType"))
        .containsExactly("CommandStarted", "MetricsReported", "CommandExited");
    assertThat(shown(program)).contains("1599 lines refused: ");
  }

  @Test
  void tracesThatThereIsNoRoomForCostNothing(Program program) {
    StringBuilder lines = new StringBuilder();
    String trace = "  File \\\"/x/site-packages/a/b.py\\\", line 3, in f\\n    f()\\n".repeat(20);
    for (int i = 0; i < 500; i++) {
      lines
          .append("{\"error\":{\"stack\":\"Traceback (most recent call last):\\n")
          .append(trace)
          .append("KeyError: 1\"}}\n");
    }
    assertThat(said(lines, program)).isEqualTo(new Result(3, "", ""));
    assertThat(Events.ofType(program.events(), "ErrorReported")).hasSize(20);
    assertThat(shown(program)).contains("480 lines refused: 480 more errors or API requests");
  }

  @Test
  void everyLineIsTakenOrRefusedOrAmongTheBytesThatWereNotRead(Program program) {
    String line = "{\"count\":\"jobs\",\"value\":1}\n";
    assertThat(said(new StringBuilder(line.repeat(60_000)), program))
        .isEqualTo(new Result(3, "", ""));
    assertThat(program.events()).hasSize(3);
    String shown = shown(program);
    int refused = number(shown, " lines? refused");
    int unread = number(shown, " bytes beyond 1 MiB not read");
    assertThat(line.length() * (10_000 + refused) + unread).isEqualTo(60_000 * line.length());
  }

  @Test
  void aLineThatIsWrittenOverAnotherIsReadToo(Program program) throws IOException {
    String say =
        "say() { echo '{\"count\":\"jobs\",\"value\":'$1'}' > \"$TELEMETRY_EVENTS\"; }; say 5";
    assertThat(ChannelIT.countsInTwoReports(program, say, "say 7")).containsExactly(5, 7);
  }

  @Test
  void aFileOfSomebodysUnderTheChannelsNameIsNotEmptied(Program program) {
    program.wrap(
        "sh", "-c", "head -c 3000000 /dev/zero > own; ln -f own \"$TELEMETRY_EVENTS\"; sleep 0.3");
    assertThat(program.directory().resolve("own")).hasSize(3_000_000);
    assertThat(shown(program)).contains("not emptied");
  }

  /** A program that runs cannot be opened for writing, by nobody: as good as a refusal. */
  @Test
  void aChannelThatCannotBeReadIsToldOfOnce(Program program) {
    assertThat(
            program.wrap(
                "sh",
                "-c",
                "f=$TELEMETRY_EVENTS; cp /bin/sleep $f; chmod 700 $f; $f 3 & "
                    + "for i in 1 2 3 4 5 6 7 8; do touch -d @$i $f; sleep 0.3; done; wait"))
        .isEqualTo(new Result(0, "", ""));
    assertThat(Program.lines(program.state().resolve("troubles.jsonl")))
        .filteredOn(line -> line.contains("busy"))
        .hasSize(1);
    assertThat(Events.texts(program.events(), "eventType")).contains("CommandExited");
    assertThat(shown(program)).contains("busy");
  }

  @Test
  void whatAKilledRunHadNotRecordedOfItsChannelIsTold(Program program) {
    Process run =
        program.start(
            Program.TELEM.toString(),
            "run",
            "--",
            "sh",
            "-c",
            "echo '{\"count\":\"jobs\"}' >> \"$TELEMETRY_EVENTS\"; echo said; exec sleep 60");
    await().atMost(20, SECONDS).until(() -> run.getInputStream().available() > 0);
    await().atMost(20, SECONDS).until(() -> !program.events().isEmpty());
    String killed = Events.text(program.events().getFirst(), "executionID");
    run.destroyForcibly().onExit().join();
    program.wrap("true");
    assertThat(program.telem("log", "show", killed).out())
        .contains("CommandAborted", "run " + killed + ": ", "up to 17 bytes are lost");
  }

  @Test
  void thatAChannelCouldNotBeMadeIsShownWithItsRun(Program program) throws IOException {
    Files.createDirectories(program.state());
    program.write(program.state().resolve("runs"), "no folder");
    program.wrap("sh", "-c", "test \"$TELEMETRY_EVENTS\" = /dev/null");
    assertThat(Events.ofType(program.events(), "CommandExited"))
        .singleElement()
        .satisfies(event -> assertThat(event.at("/eventData/exitCode").asInt()).isZero());
    assertThat(shown(program)).contains("channel: run ");
  }

  private static Result said(StringBuilder lines, Program program) {
    program.write(program.home().resolve("lines"), lines.toString());
    return program.wrap("sh", "-c", SAY_ALL);
  }

  /** What {@code telem log show} says of the only run. */
  private static String shown(Program program) {
    List<JsonNode> events = program.events();
    return program.telem("log", "show", Events.text(events.getFirst(), "executionID")).out();
  }

  private static int number(String text, String before) {
    return Integer.parseInt(text.replaceAll("(?s).*?([0-9]+)" + before + ".*", "$1"));
  }

  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number; rest > 0 || word.isEmpty(); rest /= 26) {
      word.append((char) ('a' + rest % 26));
    }
    return word.toString();
  }
}
