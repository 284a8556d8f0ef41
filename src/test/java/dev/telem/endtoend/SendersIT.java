package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.telem.endtoend.FaultyReceiver.Fault;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A handful of senders does for any number of runs, and outlives the terminal. */
@ExtendWith(Worlds.class)
final class SendersIT {
  /** By hand: {@code -Dtelem.runs=1000}, for which ten senders may be started. */
  private static final int RUNS = Integer.getInteger("telem.runs", 150);

  @Test
  void aLoopOfRunsStartsOneSenderInAHundredRunsAndLeavesNoneBehind(Program program)
      throws Exception {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url());
      Process loop =
          program.startInto(
              program.home().resolve("output"),
              "/bin/sh",
              "-c",
              "i=0; while [ $i -lt " + RUNS + " ]; do \"$TELEM\" run -- true; i=$((i+1)); done");
      Set<Long> senders = new HashSet<>();
      // A sender lives for seconds, one that finds another at work for a tenth of one at least.
      while (!loop.waitFor(20, MILLISECONDS)) {
        program.senders().forEach(sender -> senders.add(sender.pid()));
      }
      assertThat(program.home().resolve("output")).isEmptyFile();
      await().atMost(30, SECONDS).until(() -> program.senders().isEmpty());
      assertThat(senders).hasSizeBetween(1, Math.max(3, RUNS / 100));
      assertThat(receiver.accepted()).hasSize(2 * RUNS).doesNotHaveDuplicates();
      assertThat(new TreeSet<>(receiver.accepted())).isEqualTo(Ledger.recorded(program));
    }
  }

  @Test
  void aTerminalThatIsClosedRightAfterARunTakesNoEventWithIt(Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.ANSWERS_500)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url());
      try (PseudoTerminal terminal = new PseudoTerminal(program)) {
        terminal.type("$W true; echo has-\"ended\"; kill -HUP -$$ $$\n");
        terminal.awaitScreen("has-ended");
      }
      // It was not taken before the terminal was gone: whoever delivers it now has survived that.
      receiver.turn(Fault.NONE);
      await().atMost(30, SECONDS).until(() -> new HashSet<>(receiver.accepted()).size() == 2);
      assertThat(new TreeSet<>(receiver.accepted())).isEqualTo(Ledger.recorded(program));
    }
  }
}
