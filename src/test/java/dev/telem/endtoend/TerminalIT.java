package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: at a terminal the command behaves as if run directly; each key that signals reaches
 * it once.
 */
@ExtendWith(Worlds.class)
final class TerminalIT {
  @Test
  void theCommandHasTheTerminalItself(Program program) {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type(
          "$W sh -c 'test -t 0 && test -t 1 && test -t 2 && tty && stty size && echo is-\"tty\""
              + " >/dev/tty'\n");
      terminal.awaitScreen("is-tty");
      assertThat(terminal.count(terminal.device())).isEqualTo(2);
    }
  }

  @Test
  void ctrlCReachesTheCommandOnce(Program program) throws IOException {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      caughtOnce(terminal, program, "INT", "\3");
    }
  }

  @Test
  void ctrlBackslashReachesTheCommandOnce(Program program) throws IOException {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      caughtOnce(terminal, program, "QUIT", "\34");
    }
  }

  @Test
  void aNewSizeReachesTheCommandOnce(Program program) throws IOException {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      startCatcher(terminal, program, "WINCH");
      // One number: stty sets each with a call of its own, and each call is a signal.
      program.shell("stty rows 33 <" + terminal.device());
      terminal.awaitScreen("caught WINCH 33 ");
      endCatcher(terminal);
      assertThat(terminal.count("caught WINCH")).isEqualTo(1);
    }
  }

  @Test
  void ctrlCStopsALoopAroundTelem(Program program) {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type("PS1='[$?]'\n");
      terminal.type(
          "for i in 1 2 3; do $W sh -c 'echo round; exec sleep 60'; done; echo loop-\"over\" $?\n");
      terminal.awaitScreen("round");
      terminal.type("\3");
      terminal.awaitScreen("[130]");
      assertThat(terminal.count("round")).isEqualTo(1);
      assertThat(terminal.count("loop-over")).isZero();
    }
  }

  @Test
  void ctrlZStopsBothAndFgGoesOn(Program program) {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      for (int time = 1; time <= 2; time++) {
        terminal.type("$W sh -c 'echo up-" + time + "; cat; exit 6'\n");
        terminal.awaitScreen("up-" + time);
        terminal.type("\32");
        terminal.awaitTimes("]+  Stopped", time);
        terminal.type("jobs -s | grep -c Stopped | sed s/^/stopped-" + time + "-/\n");
        terminal.awaitScreen("stopped-" + time + "-1");
        terminal.type("fg >/dev/null\n");
        terminal.type("again-" + time + "\n");
        terminal.awaitScreen("again-" + time);
        terminal.type("\4");
        terminal.type("echo ended-" + time + "-$?\n");
        terminal.awaitScreen("ended-" + time + "-6");
      }
    }
  }

  @Test
  void aCommandThatStopsItselfLooksStopped(Program program) {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type("$W sh -c 'kill -STOP $$; echo is-\"woken\"; exit 4'\n");
      terminal.awaitScreen("]+  Stopped");
      terminal.type("jobs -s | grep -c Stopped | sed s/^/stopped-/\n");
      terminal.awaitScreen("stopped-1");
      terminal.type("fg >/dev/null; echo ended-$?\n");
      terminal.awaitScreen("ended-4");
      assertThat(terminal.count("is-woken")).isEqualTo(1);
    }
  }

  @Test
  void inTheBackgroundReadingTheTerminalStops(Program program) {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type("$W sh -c 'read line; echo \"read $line\"' &\n");
      terminal.type("until jobs -s | grep -q Stopped; do :; done; echo is-\"stopped\"\n");
      terminal.awaitScreen("is-stopped");
      terminal.type("fg >/dev/null\n");
      terminal.type("words\n");
      terminal.awaitScreen("read words");
    }
  }

  @Test
  void aPasswordIsNotShown(Program program) {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type("stty echo\n");
      terminal.type(
          "$W sh -c 'stty -echo; printf pass\"word:\"; read word; stty echo; echo ${#word}"
              + " letters'\n");
      terminal.awaitScreen("password:");
      terminal.type("secret\n");
      terminal.awaitScreen("6 letters");
      assertThat(terminal.count("secret")).isZero();
    }
  }

  @Test
  void aShellUnderTelemControlsJobsOfItsOwn(Program program) {
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type("$W bash --norc --noprofile --noediting -i\n");
      terminal.type("PS1=; sh -c 'echo inner-\"up\"; exec cat'\n");
      terminal.awaitScreen("inner-up");
      terminal.type("\32");
      terminal.awaitScreen("]+  Stopped");
      terminal.type("jobs -s | grep -c Stopped | sed s/^/inner-stopped-/\n");
      terminal.awaitScreen("inner-stopped-1");
      terminal.type("fg >/dev/null\n");
      terminal.type("\4");
      terminal.type("echo inner-$?\n");
      terminal.awaitScreen("inner-0");
      terminal.type("exit 5\n");
      terminal.type("echo outer-$?\n");
      terminal.awaitScreen("outer-5");
    }
  }

  @Test
  void whenTheTerminalHangsUpTheCommandIsToldOnce(Program program) throws IOException {
    Files.writeString(
        program.directory().resolve("told"),
        "trap 'echo HUP >>log' HUP; echo told-\"up\"; sleep 60 & wait $!; kill $!; sleep 1; echo"
            + " end >>log\n");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type("$W sh told\n");
      terminal.awaitScreen("told-up");
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Program.lines(program.directory().resolve("log")).contains("end"));
    assertThat(Program.lines(program.directory().resolve("log"))).containsExactly("HUP", "end");
  }

  private static void caughtOnce(
      PseudoTerminal terminal, Program program, String signal, String key) throws IOException {
    startCatcher(terminal, program, signal);
    terminal.type(key);
    terminal.awaitScreen("caught " + signal);
    endCatcher(terminal);
    assertThat(terminal.count("caught " + signal)).isEqualTo(1);
  }

  private static void startCatcher(PseudoTerminal terminal, Program program, String signal)
      throws IOException {
    Files.writeString(
        program.directory().resolve("catcher"),
        "trap 'echo caught "
            + signal
            + " $(stty size)' "
            + signal
            + "; echo catcher-\"up\"; until [ \"$x\" = enough ]; do read x; done; exit 8\n");
    terminal.type("$W sh catcher\n");
    terminal.awaitScreen("catcher-up");
  }

  private static void endCatcher(PseudoTerminal terminal) {
    terminal.type("enough\n");
    terminal.type("echo ended-$?\n");
    terminal.awaitScreen("ended-8");
  }
}
