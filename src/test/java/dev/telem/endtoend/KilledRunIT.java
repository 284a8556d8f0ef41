package dev.telem.endtoend;

import static dev.telem.endtoend.Events.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run whose telem was killed is closed by a later one, once (spec events.md, CommandAborted). */
@ExtendWith(Worlds.class)
final class KilledRunIT {
  @Test
  void aLaterRunClosesAKilledOneOnceAndLeavesLivingOnesAlone(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    Process killed = marked(program, 1);
    marked(program, 2);
    program.wrap("true");
    assertThat(Events.ofType(program.events(), "CommandAborted")).isEmpty();

    JsonNode started = program.events().getFirst();
    killed.destroyForcibly().onExit().join();
    program.wrap("true");
    program.wrap("true");

    List<JsonNode> aborted = Events.ofType(program.events(), "CommandAborted");
    assertThat(aborted).hasSize(1);
    assertThat(text(aborted.getFirst(), "executionID")).isEqualTo(text(started, "executionID"));
    assertThat(text(aborted.getFirst(), "sessionID")).isEqualTo(text(started, "sessionID"));
    assertThat(text(aborted.getFirst(), "command")).isEqualTo("sleep");
    assertThat(text(aborted.getFirst(), "eventData/startedTs")).isEqualTo(text(started, "ts"));
    assertThat(text(aborted.getFirst(), "eventData/reason")).isEqualTo("unknown");
    await()
        .atMost(10, SECONDS)
        .untilAsserted(
            () -> assertThat(Events.ofType(receiver.events(), "CommandAborted")).hasSize(1));
    assertThat(program.telem("log", "tail").out()).contains("lost");
  }

  @Test
  void manyLaterRunsAtOnceCloseItOnce(Program program) {
    marked(program, 1).destroyForcibly().onExit().join();
    program.shell("for i in $(seq 20); do \"$TELEM\" run -- true & done; wait");
    assertThat(Events.ofType(program.events(), "CommandAborted")).hasSize(1);
  }

  @Test
  void aRunThatEndedLeavesNoMark(Program program) throws IOException {
    program.wrap("false");
    assertThat(marks(program)).isZero();
  }

  /** A run that is going on and has left its mark, as the so manieth. */
  private static Process marked(Program program, int number) {
    Process run = program.start(Program.TELEM.toString(), "run", "--", "sleep", "60");
    await().atMost(10, SECONDS).until(() -> marks(program) == number);
    return run;
  }

  private static long marks(Program program) throws IOException {
    if (!Files.isDirectory(program.state().resolve("runs"))) {
      return 0;
    }
    try (Stream<Path> all = Files.list(program.state().resolve("runs"))) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.endsWith(".channel"))
          .count();
    }
  }
}
