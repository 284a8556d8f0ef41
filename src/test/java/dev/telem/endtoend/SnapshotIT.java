package dev.telem.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.session.QueueName;
import dev.telem.spool.Lines;
import dev.telem.spool.Spool;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The destination {@code snapshot} (spec delivery.md, "Destinations"). */
@ExtendWith(Worlds.class)
final class SnapshotIT {
  @Test
  void runsWithoutMetricsAreDoneWithAndNothingIsSent(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""))
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.queued()).hasSize(2);
    assertThat(program.telem("flush").code()).isZero();
    assertThat(program.queued()).isEmpty();
    assertThat(receiver.requests()).isEmpty();
    assertThat(program.telem("log", "tail").out())
        .contains("local only")
        .doesNotContain("accepted");
    assertThat(program.status().at("/destinations/0/state").asText()).isEqualTo("untried");
  }

  @Test
  void metricsAreMergedIntoGrouparoosDocument(Program program, Receiver receiver)
      throws IOException {
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""))
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    report(program, receiver, "\"aggregation\":\"count\",\"count\":2");
    report(program, receiver, "\"aggregation\":\"count\",\"count\":3");
    assertThat(program.telem("flush").out()).contains("2 sent");
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.bodies("/api/v1/telemetry").stream().map(Events::json))
        .containsExactly(
            Events.json(
                """
                {"guid":"tcs_67f000f7-1468-4141-93cc-eacac42708a9","name":"mytool","license":"",
                 "metrics":[{"collection":"totals","topic":"groups","aggregation":"count",
                             "count":5}]}
                """));
    assertThat(program.queued()).isEmpty();
  }

  /** Puts an event into the queue of the destination, as a run would that has metrics. */
  private static void report(Program program, Receiver receiver, String metric) throws IOException {
    String destination = "{\"type\":\"snapshot\",\"url\":\"" + receiver.at("", "") + "\"}";
    String id = Lines.newId();
    String line =
        """
        {"schemaVersion":1,"eventID":"%s","eventType":"MetricsReported","ts":1658231825280,\
        "machineID":"67f000f7-1468-4141-93cc-eacac42708a9","app":"mytool",\
        "eventData":{"metrics":[{"collection":"totals","topic":"groups",%s}]}}\
        """
            .formatted(id, metric);
    new Spool(program.state().resolve("spool"))
        .add(QueueName.of(destination), destination.getBytes(UTF_8), id, line.getBytes(UTF_8));
  }
}
