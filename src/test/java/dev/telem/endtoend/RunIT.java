package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wrapped command is untouched (spec README.md, 1; the bytes have tests of their own). */
@ExtendWith(Worlds.class)
final class RunIT {
  @Test
  void outputAndExitCodeAreTheCommandsInTheFirstRunAndInTheNext(Program program) {
    for (int run = 0; run < 2; run++) {
      assertThat(program.wrap("sh", "-c", "echo hi; echo oops >&2; exit 3"))
          .isEqualTo(new Result(3, "hi\n", "oops\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 10, 20, 63, 64, 65, 100, 125, 126, 127, 128, 129, 130, 143, 254, 255})
  void everyExitCodeIsPassedOn(int code, Program program) {
    assertThat(program.wrap("sh", "-c", "exit " + code)).isEqualTo(new Result(code, "", ""));
    assertThat(Events.text(program.events().getLast(), "eventData/exitCode")).isEqualTo("" + code);
  }

  @Test
  void aCommandThatDoesNotExistEndsWith127AndASentence(Program program) {
    Result result = program.wrap("no-such-command", "x");
    assertThat(result.code()).isEqualTo(127);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).hasLineCount(1).contains("no-such-command").contains("not found");
    assertThat(Events.text(program.events().getLast(), "eventData/errorType"))
        .isEqualTo("command_not_found");
  }

  @Test
  void aFileThatMayNotBeExecutedEndsWith126AndASentence(Program program) {
    program.write(program.directory().resolve("notes"), "just text\n");
    Result result = program.wrap("./notes");
    assertThat(result.code()).isEqualTo(126);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).hasLineCount(1).contains("./notes");
    assertThat(Events.text(program.events().getLast(), "eventData/errorType"))
        .isEqualTo("permission_denied");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "KILL, 137", "HUP, 129", "USR1, 138", "SEGV, 139"})
  void aCommandThatASignalKilledEndsWith128AndItsNumber(String name, int code, Program program) {
    // A shell tells: death by the signal itself looks the same to it as an exit with 128+n.
    Result result = program.shell("\"$TELEM\" run -- sh -c 'kill -" + name + " $$'; echo $?");
    assertThat(result.out()).isEqualTo(code + "\n");
    JsonNode end = program.events().getLast().path("eventData");
    assertThat(Events.text(end, "errorType")).isEqualTo("SIG" + name);
    assertThat(Events.text(end, "exitCode")).isEqualTo("" + code);
    assertThat(Events.text(end, "signal")).isEqualTo("" + (code - 128));
    assertThat(Events.text(end, "success")).isEqualTo("false");
  }

  @Test
  void argumentsArriveAsTheyWereGiven(Program program) {
    String[] words = {
      "", "a b", "two\nlines", "--", "-h", "--help", "@file", "${sys:user.home}", "%n", "é"
    };
    String[] command = new String[words.length + 3];
    command[0] = "sh";
    command[1] = "-c";
    command[2] = "printf '<%s>' \"$0\" \"$@\"";
    System.arraycopy(words, 0, command, 3, words.length);
    assertThat(program.wrap(command).out()).isEqualTo("<" + String.join("><", words) + ">");
  }

  @Test
  void standardInputReachesTheCommand(Program program) {
    assertThat(program.shell("printf 'a\\nb' | \"$TELEM\" run -- cat").out()).isEqualTo("a\nb");
  }

  @Test
  void theEnvironmentIsTheCallersButForTelemetrysOwnVariables(Program program) {
    program
        .with("LC_ALL", "C")
        .with("JAVA_TOOL_OPTIONS", "-Dx=y")
        .with("CLASSPATH", "x.jar")
        .with("a.b", "dotted");
    Result direct = program.command(List.of("env"));
    Result wrapped = program.wrap("env");
    assertThat(wrapped.err()).isEmpty();
    assertThat(wrapped.out().lines().filter(line -> !line.startsWith("TELEMETRY_")))
        .containsExactlyElementsOf(direct.out().lines().toList());
  }

  @Test
  void aScriptWithoutAnInterpreterLineRunsAsAShellRunsIt(Program program) {
    Path script = program.directory().resolve("script");
    program.write(script, "echo from a script; exit 7\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(program.wrap("./script")).isEqualTo(new Result(7, "from a script\n", ""));
  }

  @Test
  void optionsMayPrecedeTheCommandAndNeverReachIt(Program program, Receiver receiver) {
    Result result =
        program.telem(
            "run",
            "--app=mytool",
            "--endpoint",
            receiver.url(),
            "--level",
            "local",
            "--",
            "echo",
            "--level",
            "off");
    assertThat(result).isEqualTo(new Result(0, "--level off\n", ""));
    assertThat(Events.texts(program.events(), "app")).containsExactly("mytool", "mytool");
    assertThat(Events.texts(program.events(), "command")).containsExactly("echo", "echo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run --",
        "run --no-such-option -- touch started",
        "run --level sideways -- touch started",
        "run --app",
        "run --level"
      })
  void aUsageErrorEndsWith64AndTheCommandIsNotStarted(String words, Program program) {
    Result result = program.telem(words.split(" "));
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("telem");
    assertThat(program.directory().resolve("started")).doesNotExist();
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void aGrandchildThatHoldsTheOutputDelaysNothing(Program program) {
    Process process =
        program.start(Program.TELEM.toString(), "run", "--", "sh", "-c", "sleep 30 & exit 4");
    assertThat(process.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue()).isEqualTo(4);
  }
}
