package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: who signals telem signals the command, once; and telem outlives the command. */
@ExtendWith(Worlds.class)
final class SignalsIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Writes down each signal that it gets, and ends with 7 on SIGALRM. */
  private static final String LOGGER =
      """
      for name in HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE TERM XCPU XFSZ PROF WINCH SYS; do
        trap "echo $name >>signals" $name
      done
      trap 'kill $waiting; exit 7' ALRM
      sleep 60 & waiting=$!
      echo ready >>signals
      while :; do wait $waiting; done
      """;

  private static final List<String> SENT =
      List.of(
          "HUP", "INT", "QUIT", "TERM", "USR1", "USR2", "PIPE", "ABRT", "TRAP", "SYS", "XCPU",
          "XFSZ", "PROF", "WINCH", "SEGV", "BUS", "FPE", "ILL");

  @Test
  void eachSignalToTelemReachesTheCommandOnce(Program program) throws InterruptedException {
    Process telem = loggerUnderTelem(program);
    StringBuilder expected = new StringBuilder("ready\n");
    for (String name : SENT) {
      send(program, name, telem);
      expected.append(name).append('\n');
      await(name).atMost(SOON).until(() -> signals(program).length() >= expected.length());
      assertThat(signals(program)).isEqualTo(expected.toString());
    }
    send(program, "ALRM", telem);
    assertThat(telem.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(telem.exitValue()).isEqualTo(7);
    assertThat(signals(program)).isEqualTo(expected.toString());
  }

  @Test
  void telemWaitsForACommandThatTidiesUp(Program program) throws Exception {
    Process telem =
        wrapped(
            program,
            "trap 'sleep 1; echo tidy; exit 9' TERM; echo ready >>signals; while :; do read x"
                + " <fifo; done");
    await().atMost(SOON).until(() -> signals(program).contains("ready"));
    send(program, "TERM", telem);
    assertThat(telem.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(telem.exitValue()).isEqualTo(9);
    assertThat(telem.getInputStream().readAllBytes()).asString().isEqualTo("tidy\n");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "HUP, 129", "INT, 130", "USR1, 138", "SEGV, 139", "KILL, 137"})
  void aSignalThatTheCommandDoesNotCatchEndsBoth(String name, int code, Program program)
      throws Exception {
    Process telem = wrapped(program, "echo $$ >pid; echo ready >>signals; exec sleep 60");
    await().atMost(SOON).until(() -> signals(program).contains("ready"));
    String command = Program.lines(program.directory().resolve("pid")).getFirst();
    if (name.equals("KILL")) {
      program.shell("kill -KILL " + command); // of telem nobody could be told
    } else {
      send(program, name, telem);
    }
    assertThat(telem.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(telem.exitValue()).isEqualTo(code);
    assertThat(ProcessHandle.of(Long.parseLong(command)).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 10, 15, 20, 25, 30, 40, 60, 100})
  void whatComesBeforeThereIsACommandIsForTheCommand(int milliseconds, Program program)
      throws Exception {
    Process telem =
        program.start(Program.TELEM.toString(), "run", "--", "sleep", "987" + milliseconds);
    // Any moment of the start-up may be the one, so that it is no matter how long this really
    // takes.
    await().pollDelay(Duration.ofMillis(milliseconds)).atMost(SOON).until(() -> true);
    send(program, "TERM", telem);
    assertThat(telem.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(telem.exitValue()).isEqualTo(143);
    assertThat(program.shell("ps -eo args | grep -c '[s]leep 60' || true").out().strip())
        .isEqualTo("0");
  }

  @Test
  void aCommandThatSignalsItsGroupGetsItOnce(Program program) {
    SideBySide.needs("setsid");
    assertThat(
            SideBySide.same(
                    program,
                    "setsid -w $W sh -c 'trap \"echo got\" TERM; kill -TERM 0; (exit 0); (exit 0);"
                        + " exit 7' 2>/dev/null")
                .out())
        .isEqualTo("got\n");
  }

  @Test
  void aStopInTheVeryMomentOfTheStartIsSeenByTheCaller(Program program) throws IOException {
    SideBySide.needs("python3");
    // The longer the search for the command, the longer the moment between our process and the
    // command's.
    program.with("PATH", "/nowhere/at/all:".repeat(3000) + "/usr/local/bin:/usr/bin:/bin");
    Files.writeString(
        program.directory().resolve("stops.py"),
        """
        import os, signal, sys, time
        words = sys.argv[1:]
        for moment in range(8, 68):
            job = os.fork()
            if job == 0:
                os.setpgid(0, 0)
                os.execv(words[0], words)
            try:
                os.setpgid(job, job)
            except OSError:
                pass  # it has done so itself
            time.sleep(moment / 1000)
            os.killpg(job, signal.SIGTSTP)
            limit, seen = time.time() + 10, 0
            while seen == 0 and time.time() < limit:
                seen, status = os.waitpid(job, os.WNOHANG | os.WUNTRACED)
                time.sleep(0.002)
            print('stopped' if seen and os.WIFSTOPPED(status) else 'hangs after %d ms' % moment)
            os.killpg(job, signal.SIGKILL)
            os.waitpid(job, 0)
        """);
    assertThat(program.shell("python3 stops.py $TELEM run -- sleep 60").out())
        .isEqualTo("stopped\n".repeat(60));
  }

  @Test
  void aSignalThatTheCallerIgnoresIsIgnoredByTheCommand(Program program) {
    assertThat(SideBySide.same(program, "trap '' TERM; $W sh -c 'kill -TERM $$; echo alive'").out())
        .isEqualTo("alive\n");
  }

  private static Process loggerUnderTelem(Program program) {
    Process telem = wrapped(program, LOGGER);
    await().atMost(SOON).until(() -> signals(program).contains("ready"));
    return telem;
  }

  private static Process wrapped(Program program, String script) {
    program.shell("mkfifo fifo");
    return program.start(Program.TELEM.toString(), "run", "--", "sh", "-c", script);
  }

  private static void send(Program program, String signal, Process process) {
    program.command(List.of("kill", "-" + signal, Long.toString(process.pid())));
  }

  private static String signals(Program program) {
    Path file = program.directory().resolve("signals");
    return String.join("\n", Program.lines(file)) + "\n";
  }
}
