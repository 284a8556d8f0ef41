package dev.telem.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.telem.spool.Entry;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Address ADDRESS =
      new Address(URI.create("http://127.0.0.1:8000"), Map.of(), "");

  private final SnapshotForm form = new SnapshotForm();

  @Test
  void theDocumentIsGrouparoos() throws IOException {
    Entry metrics =
        Recording.metrics(
            1,
            """
            {"collection":"cluster","topic":"os","aggregation":"exact","value":"linux/6.8.0"}
            """);
    Request request = form.requests(ADDRESS, List.of(metrics)).getFirst();
    assertThat(request.url().toString()).isEqualTo("http://127.0.0.1:8000/api/v1/telemetry");
    assertThat(request.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Idempotency-Key", Recording.id(1) + "-" + Recording.id(1) + "-1");
    assertThat(JSON.readTree(request.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"guid":"tcs_67f000f7-1468-4141-93cc-eacac42708a9","name":"mytool","license":"",
                 "metrics":[
                   {"collection":"cluster","topic":"os","aggregation":"exact",
                    "value":"linux/6.8.0"}]}
                """));
  }

  @Test
  void countsAreSummedAndOfExactMetricsTheLastStands() throws IOException {
    Entry first =
        Recording.metrics(
            1,
            """
            {"collection":"sources","topic":"pg","aggregation":"count","count":2,"runs":1},
            {"collection":"sources","topic":"pg","aggregation":"count","key":"a","count":1},
            {"collection":"cluster","topic":"workers","aggregation":"exact","value":10}
            """);
    Entry second =
        Recording.metrics(
            2,
            """
            {"collection":"cluster","topic":"workers","aggregation":"exact","value":12},
            {"collection":"sources","topic":"pg","aggregation":"count","count":3,"runs":0.5},
            {"collection":"sources","topic":"pg","aggregation":"count","count":4,"exports":7},
            {"collection":"sources","topic":"pg","aggregation":"exact","value":"x"}
            """);
    assertThat(document(first, second).path("metrics"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"collection":"sources","topic":"pg","aggregation":"count","count":9,"runs":1.5,
                  "exports":7},
                 {"collection":"sources","topic":"pg","aggregation":"count","key":"a","count":1},
                 {"collection":"cluster","topic":"workers","aggregation":"exact","value":12},
                 {"collection":"sources","topic":"pg","aggregation":"exact","value":"x"}]
                """));
  }

  @Test
  void hugeCountsDoNotOverflow() throws IOException {
    Entry huge =
        Recording.metrics(
            1,
            """
            {"collection":"c","topic":"t","aggregation":"count","count":9223372036854775807},
            {"collection":"c","topic":"t","aggregation":"count","count":1}
            """);
    assertThat(document(huge).at("/metrics/0/count").asText()).isEqualTo("9223372036854775808");
  }

  @Test
  void onlyReportedMetricsAreTaken() {
    assertThat(
            List.of(
                    Recording.started(),
                    Recording.failed(),
                    Recording.aborted(),
                    Recording.metrics(1, ""),
                    Recording.metrics(2, "{}"))
                .stream()
                .map(form::takes))
        .containsExactly(false, false, false, false, true);
  }

  @Test
  void everyMachineAndToolHasADocumentOfItsOwn() throws IOException {
    String metric = "{\"collection\":\"c\",\"topic\":\"t\",\"aggregation\":\"count\",\"count\":1}";
    String ci = "ci-0c2ad6d1-02f7-4f4e-8f0a-3a4d6a0f4c55";
    Entry first = Recording.metrics(1, metric);
    Entry other = Recording.but(Recording.metrics(2, metric), Recording.MACHINE, ci);
    List<Request> requests =
        form.requests(ADDRESS, List.of(first, other, Recording.metrics(3, metric)));
    assertThat(requests).hasSize(2);
    JsonNode second = JSON.readTree(requests.get(1).body());
    assertThat(JSON.readTree(requests.get(0).body()).at("/metrics/0/count").asInt()).isEqualTo(2);
    assertThat(second.path("guid").asText()).isEqualTo("tcs_0c2ad6d1-02f7-4f4e-8f0a-3a4d6a0f4c55");
    assertThat(requests.get(0).headers())
        .containsEntry("Idempotency-Key", Recording.id(1) + "-" + Recording.id(3) + "-2");
  }

  private JsonNode document(Entry... events) throws IOException {
    return JSON.readTree(form.requests(ADDRESS, List.of(events)).getFirst().body());
  }
}
