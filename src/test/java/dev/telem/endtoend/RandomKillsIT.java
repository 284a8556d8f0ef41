package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.telem.endtoend.FaultyReceiver.Fault;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many processes, a receiver that comes and goes, and {@code kill -9} (spec delivery.md). */
@ExtendWith(Worlds.class)
final class RandomKillsIT {
  private static final int KILLS = 200;
  private static final List<Fault> MOODS =
      List.of(Fault.NONE, Fault.NONE, Fault.ANSWERS_500, Fault.CUT_IN_MID_REPLY, Fault.GARBAGE);

  @Test
  void twoHundredKillsOfRunsAndSendersLoseNothingThatWasRecorded(Program program) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url());
      Path output = program.home().resolve("output");
      int kills = 0;
      while (kills < KILLS) {
        receiver.turn(MOODS.get(random.nextInt(MOODS.size())));
        Process spared = run(program, output);
        Process victim = run(program, output);
        // Any moment of its life will do, so none is waited for.
        if (!victim.waitFor(random.nextInt(80), TimeUnit.MILLISECONDS)) {
          victim.destroyForcibly();
          kills++;
        }
        if (random.nextInt(3) == 0) {
          for (ProcessHandle sender : program.senders()) {
            kills += sender.destroyForcibly() ? 1 : 0;
          }
        }
        victim.waitFor();
        assertThat(spared.waitFor()).as("seed %s", seed).isZero();
      }
      assertThat(output).as("seed %s", seed).isEmptyFile();
      receiver.turn(Fault.NONE);
      heal(program, receiver, seed);
    }
  }

  @Test
  void twoHundredRunsAtOnceAndAReceiverThatComesAndGoesLoseNothing(Program program)
      throws Exception {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.ANSWERS_500)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url());
      Path output = program.home().resolve("output");
      Process all =
          program.startInto(
              output,
              "/bin/sh",
              "-c",
              "for i in $(seq 200); do \"$TELEM\" run -- true & done; wait");
      int mood = 0;
      while (!all.waitFor(100, TimeUnit.MILLISECONDS)) {
        receiver.turn(MOODS.get(mood++ % MOODS.size()));
      }
      assertThat(all.exitValue()).isZero();
      assertThat(output).isEmptyFile();
      assertThat(Ledger.recorded(program)).hasSize(400);
      receiver.turn(Fault.NONE);
      heal(program, receiver, 0);
      assertThat(program.status().at("/queue/setAside").asInt()).isZero();
    }
  }

  private static Process run(Program program, Path output) {
    return program.startInto(output, Program.TELEM.toString(), "run", "--", "true");
  }

  private static void heal(Program program, FaultyReceiver receiver, long seed) throws IOException {
    assertThat(program.wrap("true")).isEqualTo(new Result(0, "", ""));
    await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              assertThat(program.telem("flush").code()).as("seed %s", seed).isZero();
              Ledger.assertBalanced(program, receiver);
            });
  }
}
