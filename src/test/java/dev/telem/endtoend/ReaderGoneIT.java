package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that nobody reads to its end, as in {@code telem log tail | head -1}. */
@ExtendWith(Worlds.class)
final class ReaderGoneIT {
  /** The reader is gone before the first word is written: a pipe takes in what is short. */
  private static final String NOBODY_READS =
      """
      mkfifo gate
      { read -r go < gate; "$TELEM" COMMAND; echo $? > code; } | { exec 0<&-; echo > gate; }
      cat code
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log tail",
        "log tail --json",
        "log tail -f",
        "report",
        "report --html -",
        "schema",
        "completion bash",
        "status",
        "--help",
        "log tail --help"
      })
  void theCommandEndsQuietlyAsIfSigpipeHadEndedIt(String command, Program program) {
    program.wrap("true");
    Result result = program.shell(NOBODY_READS.replace("COMMAND", command));

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("141\n");
  }

  @Test
  void aLogWithoutEndIsNotReadOn(Program program) {
    Path log = program.directory().resolve("many.jsonl");
    ManyEvents.to(log, 20_000);

    Result result =
        program.shell("\"$TELEM\" log tail -n 40000 " + log + " | head -n 1 | cut -c 1-4");

    assertThat(result).isEqualTo(new Result(0, "time\n", ""));
  }

  @Test
  void aFullDiskIsStillSaid(Program program) {
    Result result = program.shell("\"$TELEM\" schema > /dev/full");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("telem: the output could not be written; is the disk full, the reader gone?\n");
  }
}
