package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: telem ends as the command ended, and as a shell would have ended where there was
 * none.
 */
@ExtendWith(Worlds.class)
final class ExitStatusIT {
  @Test
  void everyExitCodeIsTheCommands(Program program) {
    StringBuilder expected = new StringBuilder();
    for (int code = 0; code < 256; code++) {
      expected.append(code).append('\n');
    }
    assertThat(
            SideBySide.wrapped(
                program.with("TELEMETRY", "0"),
                "code=0; while [ $code -lt 256 ]; do $W sh -c \"exit $code\"; echo $?; code=$((code"
                    + " + 1)); done"))
        .isEqualTo(new Result(0, expected.toString(), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HUP", "INT", "QUIT", "ILL", "ABRT", "KILL", "SEGV", "PIPE", "TERM", "USR1", "PROF"
      })
  void deathByASignalIs128AndItsNumber(String signal, Program program) {
    String script = "ulimit -c 0; $W sh -c 'kill -" + signal + " $$' 2>/dev/null; echo $?";
    assertThat(SideBySide.wrapped(program, script).out())
        .isEqualTo(SideBySide.direct(program, script).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "QUIT"})
  void aLoopThatIsInterruptedStops(String signal, Program program) {
    SideBySide.needs("bash");
    SideBySide.needs("setsid");
    // bash goes on with the loop unless the command died of the signal that it got itself.
    String script =
        "setsid -w bash -c 'ulimit -c 0; for i in 1 2 3; do $W sh -c \"echo $i; kill -"
            + signal
            + " 0; exec sleep 60\"; done; echo after' 2>/dev/null";
    assertThat(SideBySide.same(program, script).out()).startsWith("1\n");
  }

  @Test
  void whatIsNotThereEndsWith127AndOneLine(Program program) {
    for (String command : new String[] {"no-such-command", "./nope", "''"}) {
      Result result = SideBySide.wrapped(program, "$W " + command);
      assertThat(result.code()).as(command).isEqualTo(127);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).startsWith("telem: ").hasLineCount(1);
    }
  }

  @Test
  void whatMayNotBeExecutedEndsWith126AndOneLine(Program program) {
    program.shell("mkdir folder; echo 'echo no' >plain");
    for (String command : new String[] {"./folder", "./plain", "/", "/etc/passwd/x"}) {
      Result result = SideBySide.wrapped(program, "$W " + command);
      assertThat(result.code()).as(command).isEqualTo(126);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).startsWith("telem: ").hasLineCount(1);
    }
  }

  @Test
  void aScriptWithoutInterpreterLineIsRunByTheShell(Program program) {
    assertThat(
            SideBySide.wrapped(
                program, "echo 'echo plain $1; exit 5' >plain; chmod +x plain; $W ./plain x"))
        .isEqualTo(new Result(5, "plain x\n", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "first folder wins        | PATH=$PWD/a:$PWD/b:$PATH",
        "folders are skipped      | PATH=$PWD/folders:$PWD/b:$PATH",
        "forbidden ones too       | PATH=$PWD/forbidden:$PWD/b:$PATH",
        "empty element, at first  | cd b; PATH=:$PATH",
        "empty element, between   | cd b; PATH=/nowhere::$PATH",
        "empty element, at last   | cd b; PATH=$PATH:",
        "a relative element       | PATH=b:$PATH",
        "no longer there          | PATH=$PWD/gone:$PWD/b:$PATH",
      })
  void theCommandIsFoundWhereAShellFindsIt(String what, String path, Program program) {
    assertThat(
            SideBySide.same(
                    program,
                    "mkdir -p a b folders/tool forbidden; for i in a b; do printf '#!/bin/sh\\n"
                        + "echo %s\\n"
                        + "' $i >$i/tool; chmod +x $i/tool; done; cp a/tool forbidden; chmod -x"
                        + " forbidden/tool; "
                        + path
                        + "; $W tool")
                .out())
        .as(what)
        .isEqualTo(path.contains("/a:") ? "a\n" : "b\n");
  }

  @Test
  void withoutAPathTheSystemsOwnIsSearched(Program program) {
    assertThat(SideBySide.wrapped(program, "unset PATH; $W cat /dev/null"))
        .isEqualTo(new Result(0, "", ""));
    assertThat(SideBySide.wrapped(program, "unset PATH; $W no-such-command").code()).isEqualTo(127);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run --",
        "run --no-such-option -- echo started",
        "run --level never -- echo started"
      })
  void aMistakeInTheUseOfTelemIs64AndStartsNothing(String words, Program program) {
    Result result = program.shell("$TELEM " + words);
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isNotEmpty();
  }
}
