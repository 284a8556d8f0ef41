package dev.telem.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.session.QueueName;
import dev.telem.spool.Lines;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The destination {@code snapshot} (spec delivery.md, "Destinations"). */
@ExtendWith(Worlds.class)
final class SnapshotIT {
  private static final String SAY = "echo '{\"count\":\"jobs\",\"value\":%d}' >> $TELEMETRY_EVENTS";

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

  @Test
  void aSnapshotSumsUpWhatWasReportedSinceTheLastOne(Program program) {
    program.wrap("sh", "-c", SAY.formatted(3));
    program.telem("run", "--app", "other", "--", "sh", "-c", SAY.formatted(100));
    program.wrap("sh", "-c", SAY.formatted(4));
    JsonNode first = Events.json(program.telem("snapshot", "--app", "sh").out());
    assertThat(first.path("metrics"))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"counters","topic":"jobs","aggregation":"count","count":7}]
                """));
    assertThat(first.path("guid").asText())
        .isEqualTo("tcs_" + Events.text(program.events().getLast(), "machineID"));
    program.wrap("sh", "-c", SAY.formatted(5));
    JsonNode second = Events.json(program.telem("snapshot", "--app", "sh").out());
    assertThat(second.at("/metrics/0/count").asInt()).isEqualTo(5);
    JsonNode recorded = program.events().getLast();
    assertThat(Events.text(recorded, "eventType")).isEqualTo("MetricsReported");
    assertThat(recorded.at("/eventData/metrics")).isEqualTo(second.path("metrics"));
    assertThat(recorded.at("/eventData/snapshot").asBoolean()).isTrue();
  }

  @Test
  void commandsOfTheProfileAreAskedForNumbersAndVersions(Program program, Receiver receiver) {
    Path profile = program.directory().resolve("shop.json");
    program.write(
        profile,
        """
        {"app": "shop", "snapshot": {"name": "My Shop", "license": "free", "metrics": [
          {"collection": "cluster", "topic": "plugin", "key": "core",
           "exact": ["echo", "core version 1.2.3 of /home/zanzibar"]},
          {"collection": "totals", "topic": "orders", "count": ["echo", "100"]},
          {"collection": "totals", "topic": "none", "count": ["echo", "zanzibar"]},
          {"collection": "totals", "topic": "failing", "count": ["sh", "-c", "echo 3; exit 1"]}]}}
        """);
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""))
        .with("TELEMETRY_FLUSH", "wait");
    Program.Result result = program.telem("snapshot", "--profile", profile.toString());
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("totals/none", "totals/failing").doesNotContain("zanzibar");
    JsonNode document = Events.json(result.out());
    assertThat(document.path("name").asText()).isEqualTo("My Shop");
    assertThat(document.path("license").asText()).isEqualTo("free");
    assertThat(document.path("metrics"))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"cluster","topic":"plugin","aggregation":"exact","key":"core",
                  "value":"1.2.3"},
                 {"collection":"totals","topic":"orders","aggregation":"count","count":100}]
                """));
    assertThat(receiver.bodies("/api/v1/telemetry").stream().map(Events::json))
        .containsExactly(document);
  }

  @Test
  void noReceiverCountsAnythingTwice(Program program, Receiver receiver) {
    program.with("TELEMETRY_FLUSH", "wait").with("TELEMETRY_ENDPOINT", receiver.url());
    program.wrap("sh", "-c", SAY.formatted(1));
    program.with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
    program.wrap("sh", "-c", SAY.formatted(10));
    program.with("TELEMETRY_FLUSH", "never").wrap("sh", "-c", SAY.formatted(100));
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isEqualTo(1);
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isZero();
    program.telem("flush");
    assertThat(receiver.bodies("/api/v1/telemetry").stream().mapToInt(SnapshotIT::jobs).sum())
        .isEqualTo(111);
  }

  @Test
  void whatWasRecordedAsLocalStaysLocalWhateverTheLevelIsLater(Program program, Receiver receiver) {
    program.with("TELEMETRY_FLUSH", "wait");
    program.wrap("sh", "-c", SAY.formatted(1));
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY", "local");
    program.wrap("sh", "-c", SAY.formatted(2));
    program.telem("emit", "count", "jobs", "4", "--app", "sh");
    program.with("TELEMETRY", "off");
    program.wrap("sh", "-c", SAY.formatted(8));
    program.with("TELEMETRY", "on");
    program.wrap("sh", "-c", SAY.formatted(16));

    program.with("TELEMETRY", "local");
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isEqualTo(23);

    program.with("TELEMETRY", "on").with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isEqualTo(16);
    assertThat(receiver.bodies("/api/v1/telemetry").stream().mapToInt(SnapshotIT::jobs))
        .containsExactly(16);
  }

  @Test
  void whatSomebodyClearedFromTheQueueIsNotSentByASnapshot(Program program, Receiver receiver) {
    program.with("TELEMETRY_FLUSH", "never").with("TELEMETRY_ENDPOINT", receiver.url());
    program.wrap("sh", "-c", SAY.formatted(1));
    assertThat(program.telem("queue", "clear").code()).isZero();
    program.wrap("sh", "-c", SAY.formatted(2));
    program.with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isEqualTo(2);
  }

  @Test
  void totalsOfTwoSnapshotsThatWaitAreNotSummed(Program program, Receiver receiver) {
    Path profile = program.directory().resolve("shop.json");
    program.write(
        profile,
        """
        {"app": "shop", "snapshot": {"metrics": [
          {"collection": "totals", "topic": "orders", "count": ["echo", "100"]}]}}
        """);
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""))
        .with("TELEMETRY_FLUSH", "never");
    program.telem("snapshot", "--profile", profile.toString());
    program.telem("snapshot", "--profile", profile.toString());
    program.telem("flush");
    assertThat(receiver.bodies("/api/v1/telemetry").stream().map(Events::json))
        .hasSize(2)
        .allMatch(document -> document.at("/metrics/0/count").asInt() == 100);
  }

  @Test
  void whereTelemetryIsOffASnapshotSaysSoAndDoesNothing(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""))
        .with("GROUPAROO_TELEMETRY_ENABLED", "false");
    Program.Result result = program.telem("snapshot", "--app", "grouparoo");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("off", "GROUPAROO_TELEMETRY_ENABLED");
    assertThat(result.err()).isEmpty();
    assertThat(program.everything()).isEmpty();
    assertThat(receiver.requests()).isEmpty();
  }

  /** How many jobs a document counts. */
  private static int jobs(String document) {
    int sum = 0;
    for (JsonNode metric : Events.json(document).path("metrics")) {
      sum += metric.path("topic").asText().equals("jobs") ? metric.path("count").asInt() : 0;
    }
    return sum;
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
