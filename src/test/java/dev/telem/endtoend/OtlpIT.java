package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.delivery.OtlpBodies;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The destination {@code otlp}: what arrives is read with the official classes. */
@ExtendWith(Worlds.class)
final class OtlpIT {
  @Test
  void everyEventIsALogRecordAndTheRunIsASpan(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver).wrap("sh", "-c", "echo $$ > pid; exit 3", "--token", "abc");
    program.telem("flush");
    JsonNode started = program.events().get(0);
    JsonNode exited = program.events().get(1);
    long pid = Long.parseLong(Program.lines(program.directory().resolve("pid")).getFirst());
    String run = Events.text(exited, "executionID").replace("-", "");
    long end = exited.path("ts").asLong();

    Span span = Otlp.spans(receiver).getFirst();
    assertThat(Otlp.spans(receiver)).hasSize(1);
    assertThat(Otlp.hex(span.getTraceId())).isEqualTo(run);
    assertThat(Otlp.hex(span.getSpanId())).isEqualTo(run.substring(16));
    assertThat(span.getParentSpanId().isEmpty()).isTrue();
    assertThat(span.getName()).isEqualTo("sh");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(end * 1_000_000);
    assertThat(span.getStartTimeUnixNano())
        .isEqualTo((end - exited.at("/eventData/durationMs").asLong()) * 1_000_000);
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(OtlpBodies.values(span.getAttributesList()))
        .containsEntry("process.executable.name", "sh")
        .containsEntry("process.exit.code", 3L)
        .containsEntry("process.pid", pid)
        .containsEntry(
            "process.command_args", List.of("sh", "-c", "<value>", "--token", "<redacted>"))
        .containsEntry("error.type", "exit");

    List<LogRecord> records = Otlp.records(receiver);
    assertThat(records.stream().map(LogRecord::getEventName))
        .containsExactly("telem.command.started", "telem.command.exited");
    assertThat(records.stream().map(LogRecord::getSeverityNumber))
        .containsExactly(SeverityNumber.SEVERITY_NUMBER_INFO, SeverityNumber.SEVERITY_NUMBER_ERROR);
    assertThat(records)
        .allSatisfy(
            log -> {
              assertThat(log.getTraceId()).isEqualTo(span.getTraceId());
              assertThat(log.getSpanId()).isEqualTo(span.getSpanId());
              assertThat(OtlpBodies.values(log.getAttributesList()))
                  .containsEntry("process.pid", pid)
                  .containsEntry("session.id", Events.text(started, "sessionID"));
            });
    assertThat(records.get(0).getTimeUnixNano()).isEqualTo(started.get("ts").asLong() * 1_000_000);
    assertThat(records.get(1).getTimeUnixNano()).isEqualTo(end * 1_000_000);
    assertThat(OtlpBodies.values(records.get(1).getAttributesList()))
        .containsEntry("log.record.uid", Events.text(exited, "eventID"));
    assertThat(Otlp.resource(receiver))
        .containsEntry("service.name", Events.text(exited, "app"))
        .containsEntry("os.type", Events.text(exited, "attributes/os"))
        .containsEntry("os.version", Events.text(exited, "attributes/osVersion"))
        .containsEntry("host.arch", Events.text(exited, "attributes/arch"))
        .containsEntry("app.installation.id", Events.text(exited, "machineID"));
  }

  @Test
  void aRunThatSucceedsHasNoStatusAndNoErrorType(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver).wrap("true");
    program.telem("flush");
    Span span = Otlp.spans(receiver).getFirst();
    assertThat(span.hasStatus()).isFalse();
    assertThat(OtlpBodies.values(span.getAttributesList()))
        .containsEntry("process.exit.code", 0L)
        .doesNotContainKey("error.type");
  }

  @Test
  void aCommandThatIsNotThereIsASpanWithoutAProcess(Program program, Receiver receiver) {
    assertThat(Otlp.sendingTo(program, receiver).wrap("not-there").code()).isEqualTo(127);
    program.telem("flush");
    assertThat(OtlpBodies.values(Otlp.spans(receiver).getFirst().getAttributesList()))
        .containsEntry("error.type", "command_not_found")
        .containsEntry("process.exit.code", 127L)
        .doesNotContainKey("process.pid");
  }

  @Test
  void whatThePersonSetsForOpenTelemetryIsNotTelemsBusiness(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver)
        .with("OTEL_EXPORTER_OTLP_HEADERS", "authorization=s3cret")
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
        .with("OTEL_RESOURCE_ATTRIBUTES", "team=s3cret")
        .with("OTEL_SERVICE_NAME", "s3cret");
    program.wrap("true");
    assertThat(program.telem("flush").code()).isZero();
    assertThat(receiver.requests())
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request.getHeaders() + request.getBodyAsString())
                    .doesNotContain("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void fourAnswersAreTriedAgain(int answer, Program program, Receiver receiver) {
    receiver.answers(answer, Duration.ZERO);
    Otlp.sendingTo(program, receiver).wrap("true");
    assertThat(program.telem("flush").code()).isEqualTo(1);
    assertThat(program.queued()).hasSize(2);
    assertThat(program.status().at("/destinations/0/state").asText()).isEqualTo("retrying");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 501})
  void allOtherFailuresOfTheReceiverAreFinal(int answer, Program program, Receiver receiver) {
    receiver.answers(answer, Duration.ZERO);
    Otlp.sendingTo(program, receiver).wrap("true");
    program.telem("flush");
    program.telem("flush");
    assertThat(receiver.requests()).hasSize(1);
    assertThat(program.queued()).isEmpty();
    assertThat(program.status().at("/queue/setAside").asInt()).isEqualTo(2);
    assertThat(program.telem("log", "tail").out()).contains("refused");
  }

  @Test
  void aPartialSuccessIsFinalAndWhatWasRejectedIsCounted(Program program, Receiver receiver) {
    receiver.says(
        "/v1/logs",
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"1\",\"errorMessage\":\"too odd\"}}");
    Otlp.sendingTo(program, receiver).wrap("true");
    assertThat(program.telem("flush").out()).contains("1 sent, 1 set aside");
    program.telem("flush");
    assertThat(receiver.bodies("/v1/logs")).hasSize(1);
    assertThat(program.queued()).isEmpty();
    assertThat(Program.lines(program.state().resolve("delivery.jsonl")))
        .singleElement()
        .asString()
        .contains("\"verdict\":\"accepted\"", "1 of 2 rejected: too odd");
  }

  @Test
  void aReceiverOfLogsAloneIsNamedInStatus(Program program, Receiver receiver) {
    receiver.answersTo("resourceSpans", 404);
    Otlp.sendingTo(program, receiver).wrap("true");
    program.telem("flush");
    assertThat(program.status().at("/destinations/0/problem").asText())
        .startsWith("/v1/traces answered 404");
    assertThat(program.queued()).hasSize(2);
  }

  @Test
  void aBatchIsInOneRequestOfEachKind(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver);
    for (int run = 0; run < 5; run++) {
      program.wrap("true");
    }
    program.telem("flush");
    assertThat(receiver.requests()).hasSize(2);
    assertThat(Otlp.spans(receiver)).hasSize(5);
    assertThat(Otlp.records(receiver)).hasSize(10);
  }

  @Test
  void itIsSentByItselfToo(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.at("otlp+", "")).wrap("true");
    await().atMost(10, SECONDS).until(() -> !receiver.bodies("/v1/logs").isEmpty());
  }
}
