package dev.telem.delivery;

import static dev.telem.delivery.Recording.TS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.spool.Entry;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpFormTest {
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.44.0";
  private static final Map<String, Object> RESOURCE =
      Map.of(
          "service.name", "mytool",
          "service.version", "1.2.3",
          "os.type", "linux",
          "os.version", "6.8.0",
          "host.arch", "amd64",
          "app.installation.id", Recording.MACHINE);

  private final OtlpForm form = new OtlpForm();

  @Test
  void aRunThatHasEndedIsASpanAndEveryEventIsALogRecord() {
    List<Request> requests = OtlpRequests.requests(Recording.started(), Recording.succeeded());
    assertThat(requests.stream().map(request -> request.url().toString()))
        .containsExactly("http://127.0.0.1:4318/v1/traces", "http://127.0.0.1:4318/v1/logs");
    assertThat(requests)
        .allSatisfy(
            request ->
                assertThat(request.headers())
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("X-Key", "hush"));
    assertThat(OtlpRequests.spans(requests)).hasSize(1);
    assertThat(OtlpRequests.records(requests)).hasSize(2);
  }

  @Test
  void aBatchWithoutAnEndedRunIsOneRequest() {
    assertThat(OtlpRequests.requests(Recording.started(), Recording.aborted()))
        .singleElement()
        .satisfies(request -> assertThat(request.url()).hasPath("/v1/logs"));
  }

  @Test
  void theResourceAndTheScopeSayWhereAndByWhom() {
    List<Request> requests = OtlpRequests.requests(Recording.succeeded());
    ResourceSpans spans = OtlpRequests.traces(requests).getFirst();
    ResourceLogs logs = OtlpRequests.logs(requests).getFirst();
    InstrumentationScope telem =
        InstrumentationScope.newBuilder().setName("telem").setVersion("0.1.0").build();
    assertThat(OtlpBodies.values(spans.getResource().getAttributesList())).isEqualTo(RESOURCE);
    assertThat(OtlpBodies.values(logs.getResource().getAttributesList())).isEqualTo(RESOURCE);
    assertThat(spans.getScopeSpans(0).getScope()).isEqualTo(telem);
    assertThat(logs.getScopeLogs(0).getScope()).isEqualTo(telem);
    assertThat(spans.getSchemaUrl()).isEqualTo(SCHEMA);
    assertThat(logs.getSchemaUrl()).isEqualTo(SCHEMA);
    assertThat(spans.getScopeSpans(0).getSchemaUrl()).isEqualTo(SCHEMA);
    assertThat(logs.getScopeLogs(0).getSchemaUrl()).isEqualTo(SCHEMA);
  }

  @Test
  void toolsAreResourcesOfTheirOwn() {
    Entry other = Recording.but(Recording.succeeded(), "\"app\":\"mytool\"", "\"app\":\"other\"");
    List<Request> requests = OtlpRequests.requests(Recording.started(), other, Recording.failed());
    assertThat(
            OtlpRequests.logs(requests).stream()
                .map(group -> group.getScopeLogs(0).getLogRecordsCount()))
        .containsExactly(2, 1);
    assertThat(OtlpRequests.traces(requests)).hasSize(2);
  }

  @Test
  void theWordsForSystemsAndProcessorsAreThoseOfTheConventions() {
    Entry old = Recording.but(Recording.started(), "\"amd64\"", "\"386\"");
    Entry small = Recording.but(Recording.started(), "\"amd64\"", "\"arm\"");
    assertThat(OtlpRequests.resource(old)).containsEntry("host.arch", "x86");
    assertThat(OtlpRequests.resource(small)).containsEntry("host.arch", "arm32");
  }

  @Test
  void theSameEventsAreTheSameBytes() {
    assertThat(OtlpRequests.requests(Recording.failed()).stream().map(OtlpRequests::body))
        .isEqualTo(
            OtlpRequests.requests(Recording.failed()).stream().map(OtlpRequests::body).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "200, Delivered",
    "202, Delivered",
    "429, Retry",
    "502, Retry",
    "503, Retry",
    "504, Retry",
    "408, Final",
    "500, Final",
    "501, Final",
    "505, Final",
    "599, Final",
    "400, Rejected",
    "413, Rejected",
    "422, Rejected",
    "307, Refused",
    "401, Refused",
    "404, Refused",
    "-1, Retry"
  })
  void onlyFourAnswersMayBeTriedAgain(int status, String verdict) {
    assertThat(judge(status, "").getClass().getSimpleName()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"bad\"}} | 2 | bad",
        "{\"partialSuccess\":{\"rejectedSpans\":3,\"errorMessage\":\"worse\"}} | 3 | worse",
        "{\"partialSuccess\":{\"errorMessage\":\"a warning\"}} | 0 | a warning",
        "{\"partialSuccess\":{\"rejectedSpans\":\"-1\"}} | 0 | ``",
        "{\"partialSuccess\":{}} | 0 | ``",
        "{} | 0 | ``",
        "[1] | 0 | ``",
        "OK | 0 | ``",
        "`` | 0 | ``"
      })
  void aPartialSuccessSaysHowManyAndWhy(String body, long rejected, String reason) {
    assertThat(judge(200, body)).isEqualTo(new Verdict.Delivered(rejected, reason));
  }

  @Test
  void aLongReasonIsCutAndStaysOnItsLine() {
    String message = "x".repeat(500).replaceFirst("xx", "\\\\n\\\\u0007");
    Verdict.Delivered delivered =
        (Verdict.Delivered)
            judge(200, "{\"partialSuccess\":{\"errorMessage\":\"" + message + "\"}}");
    assertThat(delivered.reason()).hasSize(200).startsWith(" x");
  }

  private Verdict judge(int status, String body) {
    return form.judge(new Reply(status, "", body.getBytes(UTF_8)), TS);
  }
}
