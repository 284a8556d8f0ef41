package dev.telem.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.telem.spool.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of the queue of a destination that is not telem's own. */
class SenderFormsTest extends SenderScenario {
  @Test
  void whatGrowsInItsFormIsSplitSoThatNoBodyExceeds512KiB() throws IOException {
    to("otlp", "");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      ids.add(record(Recording.failed()));
    }
    assertThat(flush().sent()).isEqualTo(900);
    assertThat(receiver.requests().size()).isGreaterThan(4);
    assertThat(receiver.requests())
        .allSatisfy(
            request ->
                assertThat(Receiver.body(request).getBytes(UTF_8).length)
                    .isLessThanOrEqualTo(512 * 1024));
    String logs = String.join("", bodies("/v1/logs"));
    // In one pass: to look for each of them in megabytes takes half a minute.
    List<String> words = List.of(logs.split("[^0-9a-f-]+"));
    assertThat(words.stream().filter(Set.copyOf(ids)::contains))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(receiptsWith("retry")).isEmpty();
  }

  @Test
  void anEventThatIsTooLargeByItselfIsSentAllTheSame() throws IOException {
    to("otlp", "");
    Entry large = Recording.but(Recording.started(), "<value>", "x".repeat(520_000));
    record(large);
    assertThat(flush().sent()).isEqualTo(1);
  }

  @Test
  void aFinalAnswerSetsTheWholeBatchAsideAndIsNotAskedForAgain() throws IOException {
    to("otlp", "");
    receiver.answers(500);
    record(Recording.started());
    record(Recording.failed());
    DestinationReport report = flush();
    assertThat(report.setAside()).isEqualTo(2);
    assertThat(report.kept()).isZero();
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiptsWith("rejected")).singleElement().asString().contains("answered 500");
  }

  @Test
  void aReceiverThatFailsForEverythingLosesOneBatchAndIsLeftAloneForAnHour() throws IOException {
    to("otlp", "");
    receiver.answers(500);
    for (int i = 0; i < 1_000; i++) {
      record(Recording.started());
    }
    DestinationReport report = flush();
    assertThat(report.refused()).isTrue();
    assertThat(report.kept()).isGreaterThanOrEqualTo(500);
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void aBatchThatIsPartlyRejectedIsGoneAndCounted() throws IOException {
    to("otlp", "");
    partly("/v1/traces", "\"rejectedSpans\":\"1\",\"errorMessage\":\"no spans today\"");
    partly("/v1/logs", "\"rejectedLogRecords\":\"2\",\"errorMessage\":\"two are odd\"");
    for (int i = 0; i < 3; i++) {
      record(Recording.failed());
    }
    DestinationReport report = flush();
    assertThat(report.sent()).isEqualTo(1);
    assertThat(report.setAside()).isEqualTo(2);
    assertThat(report.kept()).isZero();
    assertThat(receipts)
        .singleElement()
        .asString()
        .contains("\"verdict\":\"accepted\"", "2 of 3 rejected: two are odd");
  }

  @Test
  void aPartialSuccessWithoutAReasonIsCountedToo() throws IOException {
    to("otlp", "");
    partly("/v1/logs", "\"rejectedLogRecords\":\"2\"");
    for (int i = 0; i < 3; i++) {
      record(Recording.failed());
    }
    DestinationReport report = flush();
    assertThat(report.sent()).isEqualTo(1);
    assertThat(report.setAside()).isEqualTo(2);
  }

  @Test
  void anEventThatCannotBeToldInAFormIsSetAsideAndHoldsUpNoOther() throws IOException {
    to("snapshot", "");
    String good = "{\"collection\":\"c\",\"topic\":\"t\",\"aggregation\":\"count\",\"count\":1}";
    String huge = good.replace("\"count\":1", "\"count\":1,\"value\":1e999999999");
    record(Recording.metrics(1, good));
    record(Recording.metrics(2, huge + "," + huge));
    record(Recording.metrics(3, good));
    DestinationReport report = flush();
    assertThat(report.kept()).isZero();
    assertThat(report.sent() + report.setAside()).isEqualTo(3);
    assertThat(report.sent()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void ofAnAppThatAPersonSwitchedOffNothingIsSentAndNothingIsLost() throws IOException {
    to("posthog", ",\"apiKey\":\"phc_key\"");
    record(Recording.started());
    apps = Optional.of(app -> false);
    assertThat(flush().kept()).isEqualTo(1);
    assertThat(receiver.requests()).isEmpty();
    apps = Optional.of(app -> !app.isEmpty());
    assertThat(flush().sent()).isEqualTo(1);
  }

  @Test
  void aDocumentForEachOfManyMachinesTakesSeveralBatches() throws IOException {
    to("snapshot", "");
    for (int i = 0; i < 60; i++) {
      Entry entry =
          Recording.metrics(
              1, "{\"collection\":\"c\",\"topic\":\"t\",\"aggregation\":\"count\",\"count\":1}");
      JsonNode event = new ObjectMapper().readTree(entry.line());
      record(Recording.but(entry, event.path("machineID").asText(), UUID.randomUUID().toString()));
    }
    assertThat(flush().sent()).isEqualTo(60);
    assertThat(receiptsWith("accepted")).hasSizeGreaterThan(2);
  }

  @Test
  void aBatchThatIsWhollyRejectedIsSetAsideToBeLookedAt() throws IOException {
    to("otlp", "");
    partly("/v1/logs", "\"rejectedLogRecords\":\"2\",\"errorMessage\":\"no\"");
    record(Recording.started());
    record(Recording.started());
    assertThat(flush().setAside()).isEqualTo(2);
    assertThat(spool.queue(QUEUE).aside()).isEqualTo(2);
    assertThat(receiptsWith("rejected")).hasSize(1);
  }

  @Test
  void whenTheLogsFailTheSpansAreSentAgainWithTheSameIds() throws IOException {
    to("otlp", "");
    receiver.server.stubFor(
        any(urlPathEqualTo("/v1/logs")).willReturn(aResponse().withStatus(503)));
    record(Recording.failed());
    assertThat(flush().kept()).isEqualTo(1);
    receiver.server.resetMappings();
    receiver.answers(200);
    time.pass(2_000);
    assertThat(flush().sent()).isEqualTo(1);
    assertThat(bodies("/v1/traces")).hasSize(2);
    assertThat(bodies("/v1/traces").get(1)).isEqualTo(bodies("/v1/traces").get(0));
  }

  @Test
  void whenTheSpansFailNoLogRecordIsSent() throws IOException {
    to("otlp", "");
    receiver.server.stubFor(
        any(urlPathEqualTo("/v1/traces")).willReturn(aResponse().withStatus(503)));
    record(Recording.failed());
    assertThat(flush().kept()).isEqualTo(1);
    assertThat(bodies("/v1/logs")).isEmpty();
  }

  @Test
  void whatASnapshotDoesNotTakeIsDoneWithWithoutARequestOrAReceipt() throws IOException {
    to("snapshot", "");
    receiver.answers(503);
    record(Recording.started());
    record(Recording.failed());
    DestinationReport report = flush();
    assertThat(report.kept()).isZero();
    assertThat(report.sent()).isZero();
    assertThat(report.problem()).isEmpty();
    assertThat(receiver.requests()).isEmpty();
    assertThat(receipts).isEmpty();
  }

  @Test
  void ofAMixedBatchASnapshotKeepsOnlyTheMetricsForLater() throws IOException {
    to("snapshot", "");
    receiver.answers(503);
    record(Recording.started());
    String metrics =
        record(
            Recording.metrics(
                1, "{\"collection\":\"c\",\"topic\":\"t\",\"aggregation\":\"count\",\"count\":1}"));
    record(Recording.failed());
    assertThat(flush().kept()).isEqualTo(1);
    assertThat(receiptsWith("retry")).singleElement().asString().contains("[\"" + metrics + "\"]");
  }

  @Test
  void aKeyThatIsNotThereKeepsTheEventsAndSaysWhatToMend() throws IOException {
    to("posthog", ",\"apiKey\":{\"env\":\"MY_KEY\"}");
    record(Recording.started());
    DestinationReport report = flush();
    assertThat(report.kept()).isEqualTo(1);
    assertThat(report.problem()).contains("MY_KEY is not set");
    assertThat(receiver.requests()).isEmpty();
    environment.put("MY_KEY", "phc_key");
    time.pass(61_000);
    assertThat(flush().sent()).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(bodies("/batch/").getFirst()).path("api_key").asText())
        .isEqualTo("phc_key");
  }

  private void to(String type, String more) {
    destination =
        ("{\"type\":\"" + type + "\",\"url\":\"" + receiver.server.baseUrl() + "\"" + more + "}")
            .getBytes(UTF_8);
  }

  /** Puts the event into the queue under an id of its own, which is returned. */
  private String record(Entry event) throws IOException {
    String id = newId();
    Entry own = Recording.but(event, event.eventId(), id);
    spool.add(QUEUE, destination, id, own.line(), own.enclosure());
    return id;
  }

  private void partly(String path, String partialSuccess) {
    receiver.server.stubFor(
        any(urlPathEqualTo(path))
            .willReturn(aResponse().withBody("{\"partialSuccess\":{" + partialSuccess + "}}")));
  }

  private List<String> bodies(String path) {
    return receiver.requests().stream()
        .filter((LoggedRequest request) -> request.getUrl().equals(path))
        .map(Receiver::body)
        .toList();
  }
}
