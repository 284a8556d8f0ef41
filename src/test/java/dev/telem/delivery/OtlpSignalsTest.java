package dev.telem.delivery;

import static dev.telem.delivery.Recording.RUN;
import static dev.telem.delivery.Recording.SPAN;
import static dev.telem.delivery.Recording.TRACE;
import static dev.telem.delivery.Recording.TS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.spool.Entry;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpSignalsTest {
  @Test
  void aSpanTellsAllOfASuccess() {
    Span span = OtlpRequests.span(Recording.with(Recording.succeeded(), "{\"pid\":4711}"));
    assertThat(span)
        .isEqualTo(
            Span.newBuilder()
                .setTraceId(OtlpRequests.hex(TRACE))
                .setSpanId(OtlpRequests.hex(SPAN))
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
    Span span = OtlpRequests.span(Recording.failed());
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
    List<Request> requests = OtlpRequests.requests(Recording.with(Recording.failed(), enclosure));
    Span span = OtlpRequests.spans(requests).getFirst();
    LogRecord log = OtlpRequests.records(requests).getFirst();
    assertThat(span.getTraceId()).isEqualTo(OtlpRequests.hex("4bf92f3577b34da6a3ce929d0e0e4736"));
    assertThat(span.getParentSpanId()).isEqualTo(OtlpRequests.hex("00f067aa0ba902b7"));
    assertThat(span.getSpanId()).isEqualTo(OtlpRequests.hex(SPAN));
    assertThat(span.getFlags()).isEqualTo(0x300);
    assertThat(log.getTraceId()).isEqualTo(span.getTraceId());
    assertThat(log.getSpanId()).isEqualTo(span.getSpanId());
    assertThat(log.getFlags()).isZero();
  }

  @Test
  void aLogRecordTellsAllOfItsEvent() {
    LogRecord log = OtlpRequests.record(Recording.with(Recording.failed(), "{\"pid\":4711}"));
    assertThat(log)
        .isEqualTo(
            LogRecord.newBuilder()
                .setTimeUnixNano(TS * 1_000_000)
                .setObservedTimeUnixNano(TS * 1_000_000)
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                .setSeverityText("ERROR")
                .setEventName("telem.command.exited")
                .setTraceId(OtlpRequests.hex(TRACE))
                .setSpanId(OtlpRequests.hex(SPAN))
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
        OtlpRequests.records(
            OtlpRequests.requests(
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
  void anEventThatIsOfNoRunIsALogRecordWithoutATrace() {
    Entry odd = Recording.but(Recording.succeeded(), RUN, "none");
    List<Request> requests = OtlpRequests.requests(odd);
    assertThat(requests).hasSize(1);
    assertThat(OtlpRequests.records(requests).getFirst().getTraceId().isEmpty()).isTrue();
  }
}
