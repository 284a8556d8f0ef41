package dev.telem.delivery;

import static dev.telem.delivery.Recording.RUN;
import static dev.telem.delivery.Recording.SPAN;
import static dev.telem.delivery.Recording.TRACE;
import static dev.telem.delivery.Recording.TS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.telem.spool.Entry;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpFormTest {
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.44.0";
  private static final Address ADDRESS =
      new Address(URI.create("http://127.0.0.1:4318"), Map.of("X-Key", "hush"), "");
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
    List<Request> requests = requests(Recording.started(), Recording.succeeded());
    assertThat(requests.stream().map(request -> request.url().toString()))
        .containsExactly("http://127.0.0.1:4318/v1/traces", "http://127.0.0.1:4318/v1/logs");
    assertThat(requests)
        .allSatisfy(
            request ->
                assertThat(request.headers())
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("X-Key", "hush"));
    assertThat(spans(requests)).hasSize(1);
    assertThat(records(requests)).hasSize(2);
  }

  @Test
  void aBatchWithoutAnEndedRunIsOneRequest() {
    assertThat(requests(Recording.started(), Recording.aborted()))
        .singleElement()
        .satisfies(request -> assertThat(request.url()).hasPath("/v1/logs"));
  }

  @Test
  void theResourceAndTheScopeSayWhereAndByWhom() {
    List<Request> requests = requests(Recording.succeeded());
    ResourceSpans spans = traces(requests).getFirst();
    ResourceLogs logs = logs(requests).getFirst();
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
    List<Request> requests = requests(Recording.started(), other, Recording.failed());
    assertThat(logs(requests).stream().map(group -> group.getScopeLogs(0).getLogRecordsCount()))
        .containsExactly(2, 1);
    assertThat(traces(requests)).hasSize(2);
  }

  @Test
  void theWordsForSystemsAndProcessorsAreThoseOfTheConventions() {
    Entry old = Recording.but(Recording.started(), "\"amd64\"", "\"386\"");
    Entry small = Recording.but(Recording.started(), "\"amd64\"", "\"arm\"");
    assertThat(resource(old)).containsEntry("host.arch", "x86");
    assertThat(resource(small)).containsEntry("host.arch", "arm32");
  }

  @Test
  void aSpanTellsAllOfASuccess() {
    Span span = span(Recording.with(Recording.succeeded(), "{\"pid\":4711}"));
    assertThat(span)
        .isEqualTo(
            Span.newBuilder()
                .setTraceId(hex(TRACE))
                .setSpanId(hex(SPAN))
                .setFlags(0x101)
                .setName("mytool")
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano((TS - 280) * 1_000_000)
                .setEndTimeUnixNano(TS * 1_000_000)
                .addAllAttributes(span.getAttributesList())
                .build());
    assertThat(OtlpBodies.values(span.getAttributesList()))
        .isEqualTo(
            Map.of(
                "process.executable.name",
                "mytool",
                "process.exit.code",
                0L,
                "process.pid",
                4711L,
                "process.command_args",
                List.of("mytool", "<value>", "--token", "<redacted>"),
                "telem.command",
                "mytool deploy",
                "telem.execution.id",
                RUN,
                "session.id",
                Recording.SESSION));
  }

  @Test
  void aFailureHasAStatusAndAnErrorType() {
    Span span = span(Recording.failed());
    assertThat(span.getStatus())
        .isEqualTo(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).build());
    assertThat(OtlpBodies.values(span.getAttributesList()))
        .containsEntry("error.type", "SIGKILL")
        .containsEntry("process.exit.code", 137L)
        .doesNotContainKey("process.pid");
  }

  @Test
  void aRunInsideOfATraceIsAChildOfItsCaller() {
    String enclosure =
        "{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"parentSpanId\":\"00f067aa0ba902b7\","
            + "\"traceFlags\":0,\"pid\":7}";
    List<Request> requests = requests(Recording.with(Recording.failed(), enclosure));
    Span span = spans(requests).getFirst();
    LogRecord log = records(requests).getFirst();
    assertThat(span.getTraceId()).isEqualTo(hex("4bf92f3577b34da6a3ce929d0e0e4736"));
    assertThat(span.getParentSpanId()).isEqualTo(hex("00f067aa0ba902b7"));
    assertThat(span.getSpanId()).isEqualTo(hex(SPAN));
    assertThat(span.getFlags()).isEqualTo(0x300);
    assertThat(log.getTraceId()).isEqualTo(span.getTraceId());
    assertThat(log.getSpanId()).isEqualTo(span.getSpanId());
    assertThat(log.getFlags()).isZero();
  }

  @Test
  void aLogRecordTellsAllOfItsEvent() {
    LogRecord log = record(Recording.with(Recording.failed(), "{\"pid\":4711}"));
    assertThat(log)
        .isEqualTo(
            LogRecord.newBuilder()
                .setTimeUnixNano(TS * 1_000_000)
                .setObservedTimeUnixNano(TS * 1_000_000)
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                .setSeverityText("ERROR")
                .setEventName("telem.command.exited")
                .setTraceId(hex(TRACE))
                .setSpanId(hex(SPAN))
                .setFlags(1)
                .addAllAttributes(log.getAttributesList())
                .build());
    assertThat(OtlpBodies.values(log.getAttributesList()))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("log.record.uid", Recording.id(3)),
                Map.entry("telem.schema_version", 1L),
                Map.entry("telem.execution.id", RUN),
                Map.entry("session.id", Recording.SESSION),
                Map.entry("telem.project.hash", "0123456789abcdef"),
                Map.entry("telem.command", "mytool deploy"),
                Map.entry("process.executable.name", "mytool"),
                Map.entry("process.pid", 4711L),
                Map.entry("telem.version", "0.1.0"),
                Map.entry("telem.ci", true),
                Map.entry("telem.ci_name", "gitlab"),
                Map.entry("process.interactive", false),
                Map.entry("telem.extra.team-name", "blue"),
                Map.entry(
                    "process.command_args", List.of("mytool", "<value>", "--token", "<redacted>")),
                Map.entry("telem.args_count", 3L),
                Map.entry(
                    "telem.command_options",
                    List.of(Map.of("name", "token", "as_cli", true, "as_env", false, "count", 1L))),
                Map.entry("process.exit.code", 137L),
                Map.entry("telem.duration_ms", 280L),
                Map.entry("telem.success", false),
                Map.entry("error.type", "SIGKILL"),
                Map.entry("telem.signal", 9L)));
  }

  @Test
  void everyTypeOfEventHasItsNameAndSeverity() {
    Entry metrics =
        Recording.metrics(
            7, "{\"collection\":\"c\",\"topic\":\"t\",\"aggregation\":\"count\",\"ms\":1.5}");
    List<LogRecord> records =
        records(
            requests(
                Recording.started(),
                Recording.succeeded(),
                Recording.failed(),
                Recording.aborted(),
                Recording.error(),
                Recording.apiRequest(),
                metrics));
    assertThat(records.stream().map(log -> log.getEventName() + " " + log.getSeverityText()))
        .containsExactly(
            "telem.command.started INFO",
            "telem.command.exited INFO",
            "telem.command.exited ERROR",
            "telem.command.aborted WARN",
            "telem.error.reported ERROR",
            "telem.api.request INFO",
            "telem.metrics.reported INFO");
    assertThat(OtlpBodies.values(records.get(3).getAttributesList()))
        .containsEntry("telem.started_ts", 1658231825000L)
        .containsEntry("telem.reason", "unknown");
    assertThat(OtlpBodies.values(records.get(4).getAttributesList()))
        .containsEntry("error.type", "java.io.IOException")
        .containsEntry("exception.stacktrace", "a:1\nb:2");
    assertThat(OtlpBodies.values(records.get(5).getAttributesList()))
        .containsEntry("http.request.method", "GET")
        .containsEntry("url.template", "/v1/<id>")
        .containsEntry("http.response.status_code", 200L);
    assertThat(OtlpBodies.values(records.get(6).getAttributesList()))
        .containsEntry(
            "telem.metrics",
            List.of(Map.of("collection", "c", "topic", "t", "aggregation", "count", "ms", 1.5)));
  }

  @Test
  void theSameEventsAreTheSameBytes() {
    assertThat(requests(Recording.failed()).stream().map(OtlpFormTest::body))
        .isEqualTo(requests(Recording.failed()).stream().map(OtlpFormTest::body).toList());
  }

  @Test
  void anEventThatIsOfNoRunIsALogRecordWithoutATrace() {
    Entry odd = Recording.but(Recording.succeeded(), RUN, "none");
    List<Request> requests = requests(odd);
    assertThat(requests).hasSize(1);
    assertThat(records(requests).getFirst().getTraceId().isEmpty()).isTrue();
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

  private List<Request> requests(Entry... batch) {
    return form.requests(ADDRESS, List.of(batch));
  }

  private Span span(Entry event) {
    return spans(requests(event)).getFirst();
  }

  private LogRecord record(Entry event) {
    return records(requests(event)).getFirst();
  }

  private Map<String, Object> resource(Entry event) {
    return OtlpBodies.values(logs(requests(event)).getFirst().getResource().getAttributesList());
  }

  private static List<ResourceSpans> traces(List<Request> requests) {
    return OtlpBodies.traces(body(requests.getFirst())).getResourceSpansList();
  }

  private static List<ResourceLogs> logs(List<Request> requests) {
    return OtlpBodies.logs(body(requests.getLast())).getResourceLogsList();
  }

  private static List<Span> spans(List<Request> requests) {
    return traces(requests).stream()
        .flatMap(group -> group.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  private static List<LogRecord> records(List<Request> requests) {
    return logs(requests).stream()
        .flatMap(group -> group.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .toList();
  }

  private static String body(Request request) {
    return new String(request.body(), UTF_8);
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }
}
