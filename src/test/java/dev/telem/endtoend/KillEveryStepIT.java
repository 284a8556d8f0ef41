package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.telem.endtoend.FaultyReceiver.Fault;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A run or a sender that is killed, or told that the disk is full, at its first, second, third …
 * change of a file or write to a socket: nothing that was recorded is lost (spec delivery.md
 * "Spool"). {@code strace} does it to the packaged program, which has nothing in it for the
 * purpose.
 */
@ExtendWith(Worlds.class)
final class KillEveryStepIT {
  private static final List<String> CHANGES = List.of("mkdir", "link", "write", "rename", "unlink");
  private static final int KILLED = 137;

  @Test
  void aRunThatIsKilledAtAnyStepLeavesWhatItRecordedToBeSent(Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
      int kills = 0;
      for (String change : CHANGES) {
        int step = 1;
        while (broken(program, change, "signal=KILL", step, "run", "--", "true") == KILLED) {
          step++;
          kills++;
        }
      }
      assertThat(kills).isGreaterThanOrEqualTo(12);
      heal(program, receiver);
    }
  }

  @Test
  void aSenderThatIsKilledAtAnyStepOnlyRepeatsItself(Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
      int kills = 0;
      for (String change : CHANGES) {
        program.wrap("true");
        int step = 1;
        while (broken(program, change, "signal=KILL", step, "flush") == KILLED) {
          program.wrap("true");
          step++;
          kills++;
        }
      }
      assertThat(kills).isGreaterThanOrEqualTo(7);
      heal(program, receiver);
    }
  }

  @Test
  void aSenderForWhichTheDiskIsFullAtAnyStepLosesNothing(Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
      for (String change : CHANGES) {
        for (int step = 1; step <= 3; step++) {
          program.wrap("true");
          assertThat(broken(program, change, "error=ENOSPC", step, "flush")).isIn(0, 1);
        }
      }
      heal(program, receiver);
    }
  }

  @Test
  void aSpoolThatMayNotBeChangedIsNotSentFrom(Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
      SideBySide.needs("strace");
      program.wrap("true");
      String inbox =
          program.shell("echo \"$PWD\"/../.local/state/telem/spool/*/inbox").out().strip();
      Result flush =
          program.command(
              List.of(
                  "strace",
                  "-f",
                  "-qq",
                  "-o",
                  "/dev/null",
                  "-P",
                  Path.of(inbox).normalize().toString(),
                  "-e",
                  "inject=access,faccessat,faccessat2:error=EROFS",
                  Program.TELEM.toString(),
                  "flush"));
      assertThat(flush.out()).contains("0 sent, 2 kept", "may not be changed");
      assertThat(receiver.accepted()).isEmpty();
      heal(program, receiver);
    }
  }

  /** Healthy runs and flushes make good what was broken. */
  private static void heal(Program program, FaultyReceiver receiver) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              assertThat(program.wrap("true")).isEqualTo(new Result(0, "", ""));
              assertThat(program.telem("flush").code()).isZero();
              Ledger.assertBalanced(program, receiver);
            });
  }

  /** With the so manieth call of that name gone wrong. Returns the exit code. */
  private static int broken(Program program, String change, String how, int step, String... words) {
    SideBySide.needs("strace");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
    command.addAll(List.of("-e", "trace=" + change));
    command.addAll(List.of("-e", "inject=" + change + ":" + how + ":when=" + step));
    command.add(Program.TELEM.toString());
    command.addAll(List.of(words));
    return program.command(command).code();
  }
}
