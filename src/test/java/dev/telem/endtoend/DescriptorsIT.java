package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: the command has the caller's descriptors, all of them and no other. */
@ExtendWith(Worlds.class)
final class DescriptorsIT {
  /** The numbers alone; `ls` opens one itself. */
  private static final String LIST = "sh -c 'ls /proc/self/fd' | sort -n | xargs";

  @ParameterizedTest
  @ValueSource(strings = {"", "3</dev/null", "3</dev/null 7</dev/null 9</dev/null"})
  void theCommandHasTheCallersAndNoOther(String redirections, Program program) {
    SideBySide.needsProc();
    SideBySide.same(
        program, "$W " + LIST.replace("'ls", "'exec ls").replace(" |", " " + redirections + " |"));
  }

  @Test
  void numbersAboveNineAndVeryManyArrive(Program program) {
    SideBySide.needsProc();
    SideBySide.needs("bash");
    assertThat(
            SideBySide.same(
                    program,
                    "bash -c 'ulimit -n 2048; for i in 12 57 $(seq 200 1700); do eval \"exec"
                        + " $i</dev/null\"; done; $W ls /proc/self/fd | wc -l'")
                .out()
                .strip())
        .isEqualTo("1507");
  }

  @Test
  void anInheritedDescriptorIsTheSameOpenFile(Program program) throws IOException {
    SideBySide.wrapped(program, "exec 5>shared; echo a >&5; $W sh -c 'echo b >&5'; echo c >&5");
    assertThat(Files.readString(program.directory().resolve("shared"))).isEqualTo("a\nb\nc\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"})
  void closedStandardStreamsStayClosed(String closed, Program program) throws IOException {
    SideBySide.needsProc();
    String script = "$W sh -c 'exec ls /proc/$$/fd >seen 2>/dev/null' " + closed;
    SideBySide.direct(program, "rm -f seen; " + script + "; mv seen direct");
    SideBySide.wrapped(program, "rm -f seen; " + script + "; mv seen wrapped");
    assertThat(Files.readString(program.directory().resolve("wrapped")))
        .isEqualTo(Files.readString(program.directory().resolve("direct")));
  }

  @Test
  void makeSharesItsJobsWithAMakeUnderTelem(Program program) throws IOException {
    SideBySide.needs("make");
    Files.writeString(
        program.directory().resolve("Makefile"),
        """
        all:
        \t+$(W) $(MAKE) --no-print-directory -f inner
        """);
    // Each of the four waits for the next: it ends only if all four run at once.
    Files.writeString(
        program.directory().resolve("inner"),
        """
        all: one two three four
        one:
        \t@cat f2 >/dev/null; echo one
        two:
        \t@cat f3 >/dev/null; echo >f2
        three:
        \t@cat f4 >/dev/null; echo >f3
        four:
        \t@echo >f4
        """);
    Program.Result result = SideBySide.wrapped(program, "mkfifo f2 f3 f4; make -s -j4");
    assertThat(result).isEqualTo(new Program.Result(0, "one\n", ""));
  }
}
