package dev.telem.delivery;

import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderTest extends SenderScenario {
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
}
