package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: the streams are the caller's own, and telem neither reads nor writes nor holds them.
 */
@ExtendWith(Worlds.class)
final class StreamsIT {
  private static final String SIXTY_FOUR_MIB = "yes 'a line of the flood' | head -c 67108864";

  @Test
  void nothingIsAdded(Program program) {
    assertThat(program.wrap("true")).isEqualTo(new Result(0, "", ""));
    assertThat(program.wrap("sh", "-c", "printf out; printf err >&2; kill -9 $$"))
        .isEqualTo(new Result(137, "out", "err"));
  }

  @Test
  void theStreamsAreInheritedAndNotCopied(Program program) {
    SideBySide.needsProc();
    SideBySide.same(
        program,
        ": >in; exec <in >out 2>err; $W sh -c 'readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2';"
            + " cat out err");
    SideBySide.same(program, "echo x | $W stat -L -c %F /dev/stdin | cat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"| $W cat |", "| $W sh -c 'cat >&2' 2>&1 |", ">in; $W cat <in |"})
  void sixtyFourMebibytesPassUnchanged(String way, Program program) {
    SideBySide.same(program, SIXTY_FOUR_MIB + " " + way + " cksum");
  }

  @Test
  void whatTheCommandLeavesOfTheInputIsTheNextOnes(Program program) {
    assertThat(
            SideBySide.same(
                    program,
                    "printf '1\\n"
                        + "2\\n"
                        + "3\\n"
                        + "' >in; { $W sh -c 'read a; echo got $a'; cat; } <in; cat in | { $W sh -c"
                        + " 'read a'; cat; }")
                .out())
        .isEqualTo("got 1\n2\n3\n2\n3\n");
    assertThat(
            SideBySide.same(program, "printf '1\\n2\\n3\\n' | while read a; do $W echo $a; done")
                .out())
        .isEqualTo("1\n2\n3\n");
  }

  @Test
  void aGrandchildThatHoldsTheOutputHoldsNobody(Program program) throws Exception {
    Process telem =
        program.start(
            Program.TELEM.toString(), "run", "--", "sh", "-c", "sleep 60 & echo started; exit 3");
    assertThat(telem.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(telem.exitValue()).isEqualTo(3);
    assertThat(telem.inputReader().readLine()).isEqualTo("started");
  }

  @Test
  void aReaderThatHasEnoughEndsTheWriter(Program program) {
    SideBySide.needs("bash");
    assertThat(
            SideBySide.same(program, "bash -c '$W yes | head -n 1; echo ${PIPESTATUS[0]}'").out())
        .isEqualTo("y\n141\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"</etc", "</dev/zero", "<>fifo", "</dev/null"})
  void aDirectoryADeviceOrAFifoIsAsGoodAnInput(String input, Program program) {
    program.shell("mkfifo fifo");
    assertThat(
            SideBySide.same(program, "$W sh -c 'stat -L -c %F /dev/stdin; exit 4' " + input).code())
        .isEqualTo(4);
  }

  @Test
  void aFullDeviceIsTheCommandsOwnTrouble(Program program) {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        java.nio.file.Files.exists(java.nio.file.Path.of("/dev/full")),
        "there is no /dev/full here");
    SideBySide.same(program, "LC_ALL=C $W /bin/echo x >/dev/full");
  }
}
