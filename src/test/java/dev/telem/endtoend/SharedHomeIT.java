package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.FaultyReceiver.Fault;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Machines that share one home on a file system without locks: at least once instead of once, and
 * never less (spec delivery.md "Spool").
 */
@ExtendWith(Worlds.class)
final class SharedHomeIT {
  @Test
  void withoutLocksEverythingIsDeliveredAllTheSame(Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
      WorseWorld.withoutLocks(program);
      assertThat(program.wrap("true")).isEqualTo(new Result(0, "", ""));
      assertThat(program.telem("flush"))
          .isEqualTo(new Result(0, receiver.url() + ": 2 sent\n", ""));
      Ledger.assertBalanced(program, receiver);
      assertThat(program.telem("doctor").out()).contains("no locks");
      assertThat(program.status().at("/troubles/count").asInt()).isZero();
    }
  }

  @Test
  void withoutLocksManySendersAtOnceLoseNothing(Program program) throws Exception {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url());
      WorseWorld.withoutLocks(program);
      Result result =
          program.shell(
              "for i in $(seq 20); do \"$TELEM\" run -- true & \"$TELEM\" flush >/dev/null 2>&1 &"
                  + " done; wait");
      assertThat(result).isEqualTo(new Result(0, "", ""));
      program.telem("flush");
      assertThat(new HashSet<>(receiver.accepted())).hasSize(40);
      assertThat(new TreeSet<>(receiver.accepted())).isEqualTo(Ledger.recorded(program));
      assertThat(program.queued()).isEmpty();
    }
  }

  @Test
  void withoutLocksAFullLogIsRotatedAndGoesOn(Program program) throws IOException {
    WorseWorld.withoutLocks(program);
    program.wrap("true");
    List<String> full = new ArrayList<>();
    for (String line : Program.lines(program.log())) {
      for (int i = 0; i * line.length() < 3_000_000; i++) {
        full.add(line);
      }
    }
    Files.write(program.log(), full);
    program.wrap("true");
    assertThat(Path.of(program.log() + ".1")).exists();
    assertThat(program.events()).hasSize(2);
    assertThat(program.status().at("/troubles/count").asInt()).isZero();
  }
}
