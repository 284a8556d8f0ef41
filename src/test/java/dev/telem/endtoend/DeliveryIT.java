package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events arrive, once, and nobody waits for that (spec delivery.md). */
@ExtendWith(Worlds.class)
final class DeliveryIT {
  private static final Result NOTHING = new Result(0, "", "");

  @Test
  void bothEventsArriveWithinFiveSecondsOfTheEndAndOnce(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    assertThat(program.wrap("true")).isEqualTo(NOTHING);
    await().atMost(5, SECONDS).untilAsserted(() -> assertThat(receiver.eventIds()).hasSize(2));
    await().atMost(20, SECONDS).until(() -> program.processes().isEmpty());
    assertThat(receiver.eventIds()).isEqualTo(Events.texts(program.events(), "eventID"));
    assertThat(program.queued()).isEmpty();
  }

  @Test
  void theOptionNamesAnEndpointToo(Program program, Receiver receiver) {
    program.telem("run", "--endpoint", receiver.url(), "--", "true");
    await().atMost(5, SECONDS).untilAsserted(() -> assertThat(receiver.eventIds()).hasSize(2));
  }

  @Test
  void aRequestIsJsonWithAKeyThatStaysAndAPersonsHeaders(Program program, Receiver receiver) {
    program
        .configured(
            "{\"destinations\": [{\"type\": \"native\", \"url\": \""
                + receiver.url()
                + "\", \"headers\": {\"Authorization\": {\"env\": \"MY_KEY\"}}}]}")
        .with("MY_KEY", "Bearer s3cret")
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    receiver.answers(503, Duration.ZERO);
    program.telem("flush");
    receiver.answers(200, Duration.ZERO);
    assertThat(program.telem("flush").code()).isZero();
    List<LoggedRequest> requests = receiver.requests();
    assertThat(requests).hasSizeGreaterThanOrEqualTo(2);
    assertThat(requests)
        .allSatisfy(
            request -> {
              assertThat(request.getMethod().getName()).isEqualTo("POST");
              assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
              assertThat(request.getHeader("Content-Encoding")).isEqualTo("gzip");
              assertThat(request.getHeader("Authorization")).isEqualTo("Bearer s3cret");
              assertThat(request.getHeader("Idempotency-Key"))
                  .isNotBlank()
                  .isEqualTo(requests.getFirst().getHeader("Idempotency-Key"));
            });
    assertThat(program.telem("status").out()).doesNotContain("s3cret");
  }

  @Test
  void statusTellsTheLastDeliveryToAUrlWhoseQueryIsMasked(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.url() + "?key=sesame")
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("flush").code()).isZero();
    assertThat(program.status().at("/destinations/0/lastDelivery").asText()).startsWith("20");
  }

  @Test
  void aReceiverThatWasDownForTenRunsGetsAllTwentyEventsFromFlush(Program program)
      throws IOException {
    int port = freePort();
    program.with("TELEMETRY_ENDPOINT", "http://127.0.0.1:" + port + "/v1/events");
    for (int run = 0; run < 10; run++) {
      assertThat(program.wrap("true")).isEqualTo(NOTHING);
    }
    assertThat(program.queued()).hasSize(20);
    try (Receiver receiver = new Receiver(port)) {
      assertThat(program.telem("flush").code()).isZero();
      assertThat(receiver.eventIds())
          .containsExactlyInAnyOrderElementsOf(Events.texts(program.events(), "eventID"))
          .hasSize(20);
    }
    assertThat(program.queued()).isEmpty();
  }

  @Test
  void theNextRunDeliversWhatTenRunsHaveLeft(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    for (int run = 0; run < 10; run++) {
      program.wrap("true");
    }
    assertThat(receiver.requests()).isEmpty();
    program.without("TELEMETRY_FLUSH").wrap("true");
    await().atMost(5, SECONDS).untilAsserted(() -> assertThat(receiver.eventIds()).hasSize(22));
    assertThat(receiver.eventIds())
        .containsExactlyInAnyOrderElementsOf(Events.texts(program.events(), "eventID"));
  }

  @Test
  void anEndpointThatAnswersLateDelaysNothing(Program program, Receiver receiver) {
    receiver.answers(200, Duration.ofSeconds(5));
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    assertEndsAtOnce(program);
    // It is taken in all the same.
    await()
        .atMost(5, SECONDS)
        .untilAsserted(() -> assertThat(new HashSet<>(receiver.eventIds())).hasSize(2));
  }

  @Test
  void anEndpointThatRefusesDelaysNothing(Program program) throws IOException {
    program.with("TELEMETRY_ENDPOINT", "http://127.0.0.1:" + freePort() + "/");
    assertEndsAtOnce(program);
    assertThat(program.queued()).hasSize(2);
  }

  @Test
  void anEndpointThatNeverAnswersDelaysNothing(Program program) throws IOException {
    try (ServerSocket silent = silent()) {
      program.with("TELEMETRY_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort() + "/");
      assertEndsAtOnce(program);
      assertThat(program.queued()).hasSize(2);
    }
  }

  @Test
  void anAddressThatIsNoNameDelaysNothing(Program program) {
    program.with("TELEMETRY_ENDPOINT", "https://no-such-host.invalid/v1");
    assertEndsAtOnce(program);
    assertThat(program.queued()).hasSize(2);
  }

  @Test
  void aProxyIsUsedUnlessItIsToBeLeftOut(Program program, Receiver receiver) {
    program
        .configured("{\"endpoint\": \"http://telemetry.example.com/in\", \"allowInsecure\": true}")
        .with("HTTP_PROXY", receiver.url())
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("flush").code()).isZero();
    assertThat(receiver.requests())
        .singleElement()
        .satisfies(
            request -> assertThat(request.getHeader("Host")).isEqualTo("telemetry.example.com"));
    assertThat(receiver.events()).hasSize(2);
  }

  @Test
  void aProxyIsNotUsedForWhoIsNamedInNoProxy(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.url())
        .with("HTTP_PROXY", "http://127.0.0.1:9/")
        .with("NO_PROXY", "localhost,127.0.0.1")
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("flush").code()).isZero();
    assertThat(receiver.events()).hasSize(2);
  }

  @Test
  void theSenderHasASessionOfItsOwnNoStreamsAndNothingInItsArguments(Program program)
      throws IOException {
    try (ServerSocket silent = silent()) {
      program.with("TELEMETRY_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort() + "/");
      program.wrap("true");
      await().atMost(5, SECONDS).until(() -> program.processes().size() == 1);
      Path sender = Path.of("/proc/" + program.processes().getFirst().pid());
      for (String stream : List.of("0", "1", "2")) {
        assertThat(Files.readSymbolicLink(sender.resolve("fd/" + stream))).hasToString("/dev/null");
      }
      assertThat(Files.readString(sender.resolve("cmdline"))).endsWith("/telem\0flush\0--sender\0");
      String[] stat =
          Files.readString(sender.resolve("stat")).replaceFirst(".*\\) ", "").split(" ", -1);
      assertThat(stat[3]).as("session").isEqualTo(sender.getFileName().toString());
      assertThat(stat[4]).as("terminal").isEqualTo("0");
    }
  }

  @Test
  void plainHttpIsForLoopbackOnly(Program program) {
    program.with("TELEMETRY_ENDPOINT", "http://telemetry.example.com/v1").wrap("true");
    assertThat(program.status().get("level").asText()).isEqualTo("local");
    assertThat(program.status().get("problems").toString()).contains("https");
    assertThat(program.queued()).isEmpty();
  }

  @Test
  void theReceiptsTellWhatBecameOfEachEvent(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("log", "tail").out().lines().skip(1))
        .hasSize(2)
        .allMatch(row -> row.endsWith("queued"));
    program.telem("flush");
    assertThat(program.telem("log", "tail").out().lines().skip(1))
        .hasSize(2)
        .allMatch(row -> row.endsWith("accepted"));
    String receipt = Program.lines(program.state().resolve("delivery.jsonl")).getLast();
    assertThat(receipt).contains(Events.texts(program.events(), "eventID")).contains("200");
    assertThat(program.status().at("/destinations/0/lastDelivery").asText()).isNotBlank();
  }

  @Test
  void aLevelOfLocalSendsNothingThoughAnEndpointIsNamed(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY", "local");
    program.wrap("true");
    assertThat(program.events()).hasSize(2);
    assertThat(program.telem("flush").code()).isEqualTo(1);
    assertThat(program.state().resolve("spool")).doesNotExist();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void manyShortRunsStartAHandfulOfSenders(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    program.shell("for i in $(seq 30); do \"$TELEM\" run -- true; done");
    await().atMost(10, SECONDS).until(() -> receiver.eventIds().size() >= 60);
    assertThat(receiver.eventIds()).hasSize(60).doesNotHaveDuplicates();
    // A sender that lingers takes in the events of the runs that follow: it is still the first, or
    // nearly.
    assertThat(program.processes()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aLongRunSendsItsFirstEventBeforeItEnds(Program program, Receiver receiver) {
    program.configured("{\"endpoint\": \"" + receiver.url() + "\", \"flushIntervalMs\": 200}");
    Process run = program.start(Program.TELEM.toString(), "run", "--", "sleep", "60");
    await().atMost(10, SECONDS).untilAsserted(() -> assertThat(receiver.eventIds()).hasSize(1));
    assertThat(run.isAlive()).isTrue();
  }

  private static void assertEndsAtOnce(Program program) {
    // The sender would take 5 s and more: half of that is no measurement, only the difference
    // between waiting and not.
    long start = System.nanoTime();
    assertThat(program.wrap("sh", "-c", "exit 3")).isEqualTo(new Result(3, "", ""));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
  }

  /** Its connections are accepted by the kernel, and nobody ever answers. */
  static ServerSocket silent() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
