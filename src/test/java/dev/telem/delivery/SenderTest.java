package dev.telem.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.telem.spool.Caps;
import dev.telem.spool.Claim;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
  private static final String OTHER_QUEUE = "fedcba9876543210";
  private static final FlushOptions UNFORCED = new FlushOptions(false, 0, 60_000, 0);

  @TempDir Path home;
  private final Receiver receiver = new Receiver();
  private final FakeTime time = new FakeTime();
  private final List<String> receipts = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Caps caps = Caps.standard();
  private byte[] destination = receiver.destination();
  private Spool spool;

  @BeforeEach
  void emptySpool() {
    spool = new Spool(home.resolve("spool"));
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void eventsArriveByteForByteInTheOrderInWhichTheyWereMade() throws IOException {
    List<String> ids = add(3);
    assertThat(flush().sent()).isEqualTo(3);
    assertThat(receiver.requests()).hasSize(1);
    assertThat(Receiver.body(receiver.requests().getFirst()))
        .isEqualTo(
            "{\"schemaVersion\":1,\"events\":["
                + String.join(",", ids.stream().map(id -> new String(line(id), UTF_8)).toList())
                + "]}");
    assertThat(spool.queue(QUEUE).isEmpty()).isTrue();
  }

  @Test
  void aRequestSaysWhatItIs() throws IOException {
    environment.put("KEY", "hush");
    destination = receiver.destination(",\"headers\":{\"Authorization\":{\"env\":\"KEY\"}}");
    List<String> ids = add(2);
    flush();
    var request = receiver.requests().getFirst();
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    assertThat(request.getUrl()).isEqualTo("/events");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("User-Agent")).isEqualTo("telem/1.2.3");
    assertThat(request.getHeader("Authorization")).isEqualTo("hush");
    assertThat(request.getHeader("Idempotency-Key"))
        .isEqualTo(ids.get(0) + "-" + ids.get(1) + "-2");
    assertThat(request.containsHeader("Cookie")).isFalse();
  }

  @Test
  void bodiesAboveOneKiBAreCompressed() throws IOException {
    add(1);
    flush();
    add(20);
    flush();
    assertThat(receiver.requests().get(0).containsHeader("Content-Encoding")).isFalse();
    assertThat(receiver.requests().get(1).getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(receiver.acceptedIds()).hasSize(21).doesNotHaveDuplicates();
  }

  @Test
  void aRequestHasAtMostFiveHundredEvents() throws IOException {
    List<String> ids = add(1100);
    assertThat(flush().sent()).isEqualTo(1100);
    assertThat(receiver.requests().stream().map(r -> Receiver.idsIn(Receiver.body(r)).size()))
        .containsExactly(500, 500, 100);
    assertThat(receiver.acceptedIds()).isEqualTo(ids);
  }

  @Test
  void aRequestHasAtMost512KiB() throws IOException {
    for (int i = 0; i < 12; i++) {
      String id = newId();
      spool.add(QUEUE, destination, id, line(id, "x".repeat(100_000)));
    }
    flush();
    assertThat(receiver.requests()).hasSize(3);
    for (var request : receiver.requests()) {
      assertThat(Receiver.body(request).getBytes(UTF_8).length).isBetween(200_000, 512 * 1024);
    }
    assertThat(receiver.acceptedIds()).hasSize(12).doesNotHaveDuplicates();
  }

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
    assertThat(report.problem()).isEqualTo("the environment variable KEY is not set");
    assertThat(report.kept()).isEqualTo(1);
    assertThat(receiver.requests()).isEmpty();
    environment.put("KEY", "x");
    time.pass(60_000);
    assertThat(flush().sent()).isEqualTo(1);
  }

  @Test
  void severalDestinationsEachHaveTheirOwnProgress() throws IOException {
    try (Receiver second = new Receiver()) {
      second.answers(503);
      List<String> ids = add(3);
      for (String id : ids) {
        spool.add(OTHER_QUEUE, second.destination(), id, line(id));
      }
      assertThat(flush().sent()).isEqualTo(3);
      assertThat(spool.queue(OTHER_QUEUE).waiting().events()).isEqualTo(3);
      second.answers(200);
      time.pass(2_000);
      flush();
      assertThat(second.acceptedIds()).isEqualTo(ids);
      assertThat(receiver.acceptedIds()).isEqualTo(ids);
    }
  }

  @Test
  void aDamagedEntryDoesNotHoldUpItsNeighbours() throws IOException {
    List<String> ids = add(3);
    Files.writeString(entry(ids.get(1)), "{\"schemaVersion\":1,\"eventID\":\"" + ids.get(1));
    DestinationReport report = flush();
    assertThat(report.sent()).isEqualTo(2);
    assertThat(report.setAside()).isEqualTo(1);
    assertThat(receiver.acceptedIds()).containsExactly(ids.get(0), ids.get(2));
    assertThat(receiptsWith("rejected")).singleElement().asString().contains(ids.get(1), "cut off");
  }

  @Test
  void aCrashBetweenTheAnswerAndTheDeletionOnlyRepeatsIds() throws IOException {
    List<String> ids = add(700);
    Map<Path, byte[]> before = new HashMap<>();
    for (String id : ids) {
      before.put(entry(id), Files.readAllBytes(entry(id)));
    }
    flush();
    for (var entry : before.entrySet()) {
      Files.write(entry.getKey(), entry.getValue());
    }
    flush();
    assertThat(receiver.acceptedIds()).hasSize(1400);
    assertThat(new TreeSet<>(receiver.acceptedIds())).containsExactlyElementsOf(ids);
  }

  @Test
  void theCapsHoldAlsoWhileABackOffIsPending() throws IOException {
    caps = new Caps(10, 1_000_000, Duration.ofDays(30));
    add(1);
    receiver.answers(503);
    flush();
    add(15);
    DestinationReport report = flush();
    assertThat(report.dropped()).isEqualTo(6);
    assertThat(report.kept()).isEqualTo(10);
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiptsWith("dropped")).hasSize(1);
  }

  @Test
  void everyAttemptHasAReceipt() throws IOException {
    environment.put("KEY", "hush");
    destination = receiver.destination(",\"headers\":{\"X-Key\":{\"env\":\"KEY\"}}");
    List<String> ids = add(2);
    receiver.answers(503);
    flush();
    receiver.answers(202);
    time.pass(2_000);
    flush();
    assertThat(receipts).hasSize(2);
    var json = new ObjectMapper();
    var first = json.readTree(receipts.get(0));
    assertThat(first.path("verdict").asText()).isEqualTo("retry");
    assertThat(first.path("status").asInt()).isEqualTo(503);
    var second = json.readTree(receipts.get(1));
    assertThat(second.path("ts").asLong()).isEqualTo(time.nowMs());
    assertThat(second.path("destination").asText()).isEqualTo(receiver.url());
    assertThat(second.path("type").asText()).isEqualTo("native");
    assertThat(second.path("status").asInt()).isEqualTo(202);
    assertThat(second.path("durationMs").isIntegralNumber()).isTrue();
    assertThat(second.path("verdict").asText()).isEqualTo("accepted");
    assertThat(second.path("eventIDs").toString())
        .isEqualTo("[\"" + ids.get(0) + "\",\"" + ids.get(1) + "\"]");
    assertThat(String.join("", receipts)).doesNotContain("hush");
  }

  @Test
  void aDetachedSenderTakesInWhatIsAddedWhileItLingers() throws IOException {
    add(1);
    List<String> late = new ArrayList<>();
    Time lively =
        new Time() {
          @Override
          public long nowMs() {
            return time.nowMs();
          }

          @Override
          public long elapsedMs() {
            return time.elapsedMs();
          }

          @Override
          public void pause(long ms) {
            time.pass(ms);
            if (late.size() < 20 && time.elapsedMs() % 2000 == 0) {
              addLate(late);
            }
          }
        };
    long began = time.elapsedMs();
    sender(lively).flush(FlushOptions.detached());
    assertThat(receiver.acceptedIds()).hasSize(21).containsAll(late);
    assertThat(time.elapsedMs() - began).isBetween(43_000L, 43_400L);
  }

  @Test
  void aDetachedSenderEndsAfterAMinuteWhateverComes() throws IOException {
    add(1);
    Time lively =
        new Time() {
          @Override
          public long nowMs() {
            return time.nowMs();
          }

          @Override
          public long elapsedMs() {
            return time.elapsedMs();
          }

          @Override
          public void pause(long ms) {
            time.pass(ms);
            addLate(new ArrayList<>());
          }
        };
    sender(lively).flush(FlushOptions.detached());
    assertThat(time.elapsedMs()).isEqualTo(60_000);
    assertThat(spool.senderActive()).isFalse();
  }

  @Test
  void twoSendersNeverWorkAtOnce() throws IOException {
    add(1);
    try (Claim claim = spool.claim().orElseThrow()) {
      assertThat(sender(time).flush(FlushOptions.detached())).isEqualTo(new Flushed.Busy());
      claim.open(QUEUE, new LossReceipts(surroundings(time), "")).clear();
      assertThat(sender(time).flush(FlushOptions.detached()))
          .as("nothing left to wait for")
          .isInstanceOf(Flushed.Done.class);
    }
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void withoutASpoolNothingIsCreated() throws IOException {
    assertThat(sender(time).flush(FlushOptions.explicit())).isEqualTo(new Flushed.Done(List.of()));
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void aDiskThatIsFullAfterTheAnswerDoesNotSendTwice() throws IOException {
    add(2);
    Path inTheWay = home.resolve("spool/" + QUEUE + "/state.tmp");
    Files.createDirectories(inTheWay.resolve("x"));
    DestinationReport report = flush();
    assertThat(report.problem()).contains("state.tmp");
    assertThat(report.kept()).isZero();
    Files.delete(inTheWay.resolve("x"));
    flush();
    assertThat(receiver.acceptedIds()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aBudgetHoldsAndADeadDestinationLeavesTheOthersTheirShare() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer silent = new RawServer(socket -> end.await())) {
      String id = newId();
      byte[] dead = ("{\"url\":\"" + silent.url() + "\"}").getBytes(UTF_8);
      spool.add("0000000000000000", dead, id, line(id));
      List<String> ids = add(1);
      long began = System.nanoTime();
      sender(Time.system()).flush(FlushOptions.within(1_000));
      assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(2_000);
      assertThat(receiver.acceptedIds()).isEqualTo(ids);
      assertThat(spool.queue("0000000000000000").state().problem()).isEqualTo("no answer in time");
    }
    end.countDown();
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

  private void addLate(List<String> late) {
    try {
      late.addAll(add(1));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private List<String> add(int count) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = newId();
      spool.add(QUEUE, destination, id, line(id));
      ids.add(id);
    }
    return ids;
  }

  private Path entry(String id) {
    return home.resolve("spool/" + QUEUE + "/inbox/" + id + ".json");
  }

  private List<String> receiptsWith(String verdict) {
    return receipts.stream()
        .filter(line -> line.contains("\"verdict\":\"" + verdict + "\""))
        .toList();
  }

  private DestinationReport flush() throws IOException {
    return flush(UNFORCED);
  }

  private DestinationReport flush(FlushOptions options) throws IOException {
    Flushed.Done done = (Flushed.Done) sender(time).flush(options);
    return done.destinations().getFirst();
  }

  private Sender sender(Time clock) {
    return new Sender(spool, caps, surroundings(clock));
  }

  private Surroundings surroundings(Time clock) {
    return new Surroundings(environment, clock, new Random(1), receipts::add, "1.2.3");
  }
}
