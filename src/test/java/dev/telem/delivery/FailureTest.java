package dev.telem.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static dev.telem.spool.Lines.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest extends SenderScenario {
  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void whatMayHealIsTriedAgainLaterWithTheSameBytes(int status) throws IOException {
    List<String> ids = add(2);
    receiver.answers(status);
    long before = time.nowMs();
    DestinationReport report = flush();
    assertThat(report.kept()).isEqualTo(2);
    assertThat(report.problem()).isEqualTo("answered " + status);
    assertThat(report.refused()).isFalse();
    assertThat(report.nextTryMs()).isBetween(before + 1000, before + 2000);
    assertThat(spool.backOffPending(QUEUE, before + 999)).isTrue();

    receiver.answers(200);
    flush();
    assertThat(receiver.requests()).as("nothing is sent before the time").hasSize(1);
    time.pass(2000);
    assertThat(flush().sent()).isEqualTo(2);
    assertThat(receiver.acceptedIds()).isEqualTo(ids);
    var requests = receiver.requests();
    assertThat(requests.get(1).getBody()).isEqualTo(requests.get(0).getBody());
    assertThat(requests.get(1).getHeader("Idempotency-Key"))
        .isEqualTo(requests.get(0).getHeader("Idempotency-Key"));
    assertThat(spool.queue(QUEUE).state().attempts()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenAnswerIsTriedAgainLater(Fault fault) throws IOException {
    List<String> ids = add(2);
    receiver.answers(aResponse().withFault(fault));
    assertThat(flush().kept()).isEqualTo(2);
    assertThat(receiver.requests()).as("a POST is never repeated silently").hasSize(1);
    receiver.answers(200);
    time.pass(2000);
    flush();
    assertThat(new TreeSet<>(receiver.acceptedIds())).containsExactlyElementsOf(ids);
  }

  @Test
  void theReceiversWishIsHonoured() throws IOException {
    add(1);
    receiver.answers(aResponse().withStatus(429).withHeader("Retry-After", "7200"));
    long before = time.nowMs();
    assertThat(flush().nextTryMs()).isEqualTo(before + 7_200_000);
  }

  @Test
  void theBackOffGrowsOverSeveralProcesses() throws IOException {
    add(1);
    receiver.answers(503);
    for (int i = 0; i < 20; i++) {
      flush();
      time.pass(3_600_000);
    }
    assertThat(receiver.requests()).hasSize(20);
    assertThat(spool.queue(QUEUE).state().attempts()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void aBadEventIsFoundBySplittingAndSetAsideAlone(int status) throws IOException {
    List<String> ids = add(100);
    List<String> bad = List.of(ids.get(0), ids.get(41), ids.get(99));
    for (String id : bad) {
      receiver.server.stubFor(
          any(anyUrl()).withRequestBody(containing(id)).willReturn(aResponse().withStatus(status)));
    }
    receiver.server.resetRequests();
    DestinationReport report = flush();
    assertThat(report.sent()).isEqualTo(97);
    assertThat(report.setAside()).isEqualTo(3);
    assertThat(report.kept()).isZero();
    assertThat(receiver.acceptedIds())
        .hasSize(97)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(bad);
    assertThat(receiptsWith("rejected")).hasSize(3);
  }

  @Test
  void aReceiverThatRejectsEveryEventIsAtFaultItself() throws IOException {
    add(200);
    receiver.answers(400);
    DestinationReport report = flush();
    assertThat(report.setAside()).isEqualTo(50);
    assertThat(report.kept()).isEqualTo(150);
    assertThat(report.refused()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 410, 415, 301, 302, 307, 308})
  void aRefusalIsNotRepeatedUntilSomebodyAsks(int status) throws IOException {
    List<String> ids = add(2);
    receiver.answers(
        aResponse().withStatus(status).withHeader("Location", receiver.url() + "/elsewhere"));
    DestinationReport report = flush();
    assertThat(report.refused()).isTrue();
    assertThat(report.kept()).isEqualTo(2);
    assertThat(report.problem()).startsWith("answered " + status);
    time.pass(60_000);
    flush();
    assertThat(receiver.requests()).as("redirects are not followed").hasSize(1);

    receiver.answers(200);
    assertThat(flush(FlushOptions.explicit()).sent()).isEqualTo(2);
    assertThat(receiver.acceptedIds()).isEqualTo(ids);
    assertThat(spool.queue(QUEUE).state().refused()).isFalse();
  }

  @Test
  void aRefusedDestinationIsTriedAgainAfterAnHour() throws IOException {
    add(1);
    receiver.answers(401);
    flush();
    receiver.answers(200);
    time.pass(3_600_000);
    assertThat(flush().sent()).isEqualTo(1);
  }

  @Test
  void anExplicitFlushTriesOnceAndNotForEver() throws IOException {
    add(2);
    receiver.answers(503);
    flush();
    flush(FlushOptions.explicit());
    assertThat(receiver.requests()).hasSize(2);
  }

  @Test
  void aSecretThatIsNotThereIsNamedAndNothingIsSent() throws IOException {
    destination = receiver.destination(",\"headers\":{\"Authorization\":{\"env\":\"KEY\"}}");
    add(1);
    DestinationReport report = flush();
    assertThat(report.problem())
        .startsWith("the environment variable KEY is not set: set it where telem runs");
    assertThat(report.kept()).isEqualTo(1);
    assertThat(receiver.requests()).isEmpty();
    environment.put("KEY", "x");
    time.pass(60_000);
    assertThat(flush().sent()).isEqualTo(1);
  }

  @Test
  void aDamagedDestinationKeepsItsEventsUntilTheNextRunMendsIt() throws IOException {
    add(1);
    Files.writeString(home.resolve("spool/" + QUEUE + "/destination.json"), "{");
    assertThat(flush().problem()).contains("damaged");
    spool = new Spool(home.resolve("spool"));
    add(1);
    assertThat(flush().sent()).isEqualTo(2);
  }
}
