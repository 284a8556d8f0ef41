package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code telem log tail} with {@code --run}, {@code --app}, {@code --type}, {@code --failed}. */
@ExtendWith(Worlds.class)
final class TailFilterIT {
  @Test
  void oneRunIsFoundByItsIdAndByThePartThatIsShown(Program program) {
    List<String> lines = threeRuns(program);
    String id = Events.text(Events.of(lines.get(2)), "executionID");

    for (String asked : List.of(id, id.substring(id.length() - 8), id.replace("-", ""))) {
      assertThat(json(program, "--run", asked)).containsExactly(lines.get(2), lines.get(3));
    }
    assertThat(program.telem("log", "tail", "--run", id).out().lines()).hasSize(3);
    assertThat(json(program, "--run", id, "-n", "1")).containsExactly(lines.get(3));
  }

  @Test
  void anIdOfNoRunAndOneOfSeveralAreSaidToBe(Program program) {
    String id = Events.text(Events.of(threeRuns(program).getFirst()), "executionID");

    for (String unknown : List.of("00000000", "00000000-0000-7000-8000-000000000000")) {
      Result result = program.telem("log", "tail", "--run", unknown);
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("has the id " + unknown, "telem log tail");
    }
    Result several = program.telem("log", "tail", "--run", id.substring(0, 4));
    assertThat(several.code()).isEqualTo(1);
    assertThat(several.err()).contains("is part of several ids", id);
    assertThat(program.telem("log", "tail", "--run", "ab").err()).contains("at least 4");
  }

  @Test
  void filtersHoldTogetherAndTheNumberIsOfWhatIsWanted(Program program) {
    List<String> lines = threeRuns(program);

    assertThat(json(program, "--failed")).containsExactly(lines.get(1), lines.get(3));
    assertThat(json(program, "--failed", "-n", "1")).containsExactly(lines.get(3));
    assertThat(json(program, "--app", "kit")).containsExactly(lines.get(0), lines.get(1));
    assertThat(json(program, "--type", "started", "-n", "2"))
        .containsExactly(lines.get(2), lines.get(4));
    assertThat(json(program, "--type", "CommandExited", "--app", "kit", "--failed"))
        .containsExactly(lines.get(1));
  }

  @Test
  void theyHoldForAFileToo(Program program) throws IOException {
    List<String> lines = threeRuns(program);
    Path moved = program.directory().resolve("moved.jsonl");
    Files.move(program.log(), moved);
    Files.writeString(moved, "{torn\n", StandardOpenOption.APPEND);

    assertThat(json(program, "--failed", "-n", "1", moved.toString()))
        .containsExactly(lines.get(3));
    assertThat(program.telem("log", "tail", moved.toString()).out()).contains("damaged");
  }

  @Test
  void whereNothingIsLikeThatTheHeaderStandsAloneAndASentenceSaysSo(Program program) {
    threeRuns(program);

    Result result = program.telem("log", "tail", "--app", "another");

    assertThat(result.code()).isZero();
    assertThat(result.out().lines()).singleElement().asString().startsWith("time");
    assertThat(result.err()).contains("no event is like that", "`telem log tail`");
  }

  @Test
  void aTypeThatThereIsNotIsAnsweredWithThoseThatThereAre(Program program) {
    Result result = program.telem("log", "tail", "--type", "exit");

    assertThat(result.code()).isEqualTo(64);
    assertThat(result.err()).contains("started, exited, aborted, metrics, error, api");
  }

  @Test
  void aFollowerShowsOnlyWhatIsWanted(Program program) {
    threeRuns(program);
    Path screen = program.directory().resolve("screen");
    program.startInto(
        screen,
        Program.TELEM.toString(),
        "log",
        "tail",
        "-f",
        "-n",
        "1",
        "--failed",
        "--app",
        "sh");
    awaitRows(screen, "exit 3");

    program.wrap("true");
    program.telem("run", "--app", "kit", "--", "sh", "-c", "exit 5");
    program.wrap("sh", "-c", "exit 4");

    awaitRows(screen, "exit 3", "exit 4");
  }

  /** A failed one of kit, a failed one of sh, one that ended well. */
  private static List<String> threeRuns(Program program) {
    program.telem("run", "--app", "kit", "--", "sh", "-c", "exit 2");
    program.wrap("sh", "-c", "exit 3");
    program.wrap("true");
    List<String> lines = Program.lines(program.log());
    assertThat(lines).hasSize(6);
    return lines;
  }

  private static List<String> json(Program program, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "log";
    all[1] = "tail";
    all[2] = "--json";
    System.arraycopy(words, 0, all, 3, words.length);
    Result result = program.telem(all);
    assertThat(result.err()).isEmpty();
    return result.out().lines().toList();
  }

  private static void awaitRows(Path screen, String... outcomes) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              List<String> rows = Program.lines(screen).stream().skip(1).toList();
              assertThat(rows).hasSameSizeAs(outcomes);
              for (int row = 0; row < outcomes.length; row++) {
                assertThat(rows.get(row)).contains(outcomes[row]);
              }
            });
  }
}
