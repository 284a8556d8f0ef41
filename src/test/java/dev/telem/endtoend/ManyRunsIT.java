package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred runs at once do not meet (spec events.md "The log file", delivery.md "Spool"). */
@ExtendWith(Worlds.class)
final class ManyRunsIT {
  @Test
  void aHundredFirstRunsAtOnceLoseNothingAndAgreeOnOneMachine(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.url())
        .with("TELEMETRY_LOG_FILE", program.home().resolve("all.jsonl").toString());
    Program.Result result =
        program.shell("for i in $(seq 100); do \"$TELEM\" run -- true & done; wait");
    assertThat(result).isEqualTo(new Program.Result(0, "", ""));
    List<JsonNode> events = Events.in(program.home().resolve("all.jsonl"));
    assertThat(events).hasSize(200);
    assertThat(new HashSet<>(Events.texts(events, "eventID"))).hasSize(200);
    assertThat(new HashSet<>(Events.texts(events, "executionID"))).hasSize(100);
    assertThat(new HashSet<>(Events.texts(events, "machineID"))).hasSize(1);
    assertThat(Events.ofType(events, "CommandStarted")).hasSize(100);
    assertThat(Events.ofType(events, "CommandExited")).hasSize(100);
    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(receiver.eventIds()).hasSize(200));
    assertThat(receiver.eventIds())
        .containsExactlyInAnyOrderElementsOf(Events.texts(events, "eventID"));
    assertThat(program.status().at("/troubles/count").asInt()).isZero();
  }
}
