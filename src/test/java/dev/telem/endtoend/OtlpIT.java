package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.telem.delivery.OtlpBodies;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The destination {@code otlp}: what arrives is read with the official classes. */
@ExtendWith(Worlds.class)
final class OtlpIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

  @Test
  void everyEventIsALogRecordAndTheRunIsASpan(Program program, Receiver receiver) {
    sendingTo(program, receiver).wrap("sh", "-c", "echo $$ > pid; exit 3", "--token", "abc");
    program.telem("flush");
    JsonNode started = program.events().get(0);
    JsonNode exited = program.events().get(1);
    long pid = Long.parseLong(Program.lines(program.directory().resolve("pid")).getFirst());
    String run = Events.text(exited, "executionID").replace("-", "");
    long end = exited.path("ts").asLong();

    Span span = spans(receiver).getFirst();
    assertThat(spans(receiver)).hasSize(1);
    assertThat(hex(span.getTraceId())).isEqualTo(run);
    assertThat(hex(span.getSpanId())).isEqualTo(run.substring(16));
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

    List<LogRecord> records = records(receiver);
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
    assertThat(resource(receiver))
        .containsEntry("service.name", Events.text(exited, "app"))
        .containsEntry("os.type", Events.text(exited, "attributes/os"))
        .containsEntry("os.version", Events.text(exited, "attributes/osVersion"))
        .containsEntry("host.arch", Events.text(exited, "attributes/arch"))
        .containsEntry("app.installation.id", Events.text(exited, "machineID"));
  }

  @Test
  void aRunThatSucceedsHasNoStatusAndNoErrorType(Program program, Receiver receiver) {
    sendingTo(program, receiver).wrap("true");
    program.telem("flush");
    Span span = spans(receiver).getFirst();
    assertThat(span.hasStatus()).isFalse();
    assertThat(OtlpBodies.values(span.getAttributesList()))
        .containsEntry("process.exit.code", 0L)
        .doesNotContainKey("error.type");
  }

  @Test
  void aCommandThatIsNotThereIsASpanWithoutAProcess(Program program, Receiver receiver) {
    assertThat(sendingTo(program, receiver).wrap("not-there").code()).isEqualTo(127);
    program.telem("flush");
    assertThat(OtlpBodies.values(spans(receiver).getFirst().getAttributesList()))
        .containsEntry("error.type", "command_not_found")
        .containsEntry("process.exit.code", 127L)
        .doesNotContainKey("process.pid");
  }

  @Test
  void theCommandIsGivenTheTraceThatItRunsIn(Program program, Receiver receiver) {
    String given = sendingTo(program, receiver).wrap("sh", "-c", "echo $TRACEPARENT").out().strip();
    program.telem("flush");
    Span span = spans(receiver).getFirst();
    assertThat(given)
        .isEqualTo("00-" + hex(span.getTraceId()) + "-" + hex(span.getSpanId()) + "-01");
  }

  @Test
  void aRunInsideOfATraceIsAPartOfIt(Program program, Receiver receiver) {
    sendingTo(program, receiver).with("TRACEPARENT", TRACEPARENT);
    String given = program.wrap("sh", "-c", "echo $TRACEPARENT").out().strip();
    program.telem("flush");
    Span span = spans(receiver).getFirst();
    assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
    assertThat(hex(span.getParentSpanId())).isEqualTo(CALLER);
    assertThat(given).isEqualTo("00-" + TRACE + "-" + hex(span.getSpanId()) + "-01");
    assertThat(records(receiver))
        .allSatisfy(log -> assertThat(hex(log.getTraceId())).isEqualTo(TRACE));
    assertThat(Program.lines(program.log()).toString()).doesNotContain(TRACE);
  }

  @Test
  void aRunInsideOfARunIsItsChild(Program program, Receiver receiver) {
    sendingTo(program, receiver).wrap("sh", "-c", "\"$TELEM\" run -- true; exit 0");
    program.telem("flush");
    Span outer = spanOf(receiver, "sh");
    Span inner = spanOf(receiver, "true");
    assertThat(inner.getTraceId()).isEqualTo(outer.getTraceId());
    assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
  }

  @Test
  void withoutAReceiverOfTracesTheVariableIsLeftAlone(Program program, Receiver receiver) {
    String[] tell = {"sh", "-c", "echo \"[${TRACEPARENT-unset}]\""};
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    assertThat(program.wrap(tell).out()).isEqualTo("[unset]\n");
    program.with("TRACEPARENT", "anything");
    assertThat(program.wrap(tell).out()).isEqualTo("[anything]\n");
    sendingTo(program, receiver).with("TELEMETRY", "local");
    assertThat(program.wrap(tell).out()).isEqualTo("[anything]\n");
    program.with("TELEMETRY", "0");
    assertThat(program.wrap(tell).out()).isEqualTo("[anything]\n");
  }

  @Test
  void aRunWhoseTelemWasKilledIsClosedInItsOwnTrace(Program program, Receiver receiver) {
    sendingTo(program, receiver).with("TRACEPARENT", TRACEPARENT);
    Process killed = program.start(Program.TELEM.toString(), "run", "--", "sleep", "60");
    // It is marked before its first event is recorded.
    await().atMost(10, SECONDS).until(() -> !program.events().isEmpty());
    killed.destroyForcibly().onExit().join();
    program.without("TRACEPARENT").wrap("true");
    program.telem("flush");
    LogRecord aborted =
        records(receiver).stream()
            .filter(log -> log.getEventName().equals("telem.command.aborted"))
            .findFirst()
            .orElseThrow();
    assertThat(aborted.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
    assertThat(hex(aborted.getTraceId())).isEqualTo(TRACE);
    assertThat(OtlpBodies.values(aborted.getAttributesList())).containsKey("process.pid");
    assertThat(spans(receiver)).hasSize(1);
    assertThat(spanOf(receiver, "true").getParentSpanId().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void fourAnswersAreTriedAgain(int answer, Program program, Receiver receiver) {
    receiver.answers(answer, Duration.ZERO);
    sendingTo(program, receiver).wrap("true");
    assertThat(program.telem("flush").code()).isEqualTo(1);
    assertThat(program.queued()).hasSize(2);
    assertThat(program.status().at("/destinations/0/state").asText()).isEqualTo("retrying");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 501})
  void allOtherFailuresOfTheReceiverAreFinal(int answer, Program program, Receiver receiver) {
    receiver.answers(answer, Duration.ZERO);
    sendingTo(program, receiver).wrap("true");
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
    sendingTo(program, receiver).wrap("true");
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
    sendingTo(program, receiver).wrap("true");
    program.telem("flush");
    assertThat(program.status().at("/destinations/0/problem").asText())
        .startsWith("/v1/traces answered 404");
    assertThat(program.queued()).hasSize(2);
  }

  @Test
  void aBatchIsInOneRequestOfEachKind(Program program, Receiver receiver) {
    sendingTo(program, receiver);
    for (int run = 0; run < 5; run++) {
      program.wrap("true");
    }
    program.telem("flush");
    assertThat(receiver.requests()).hasSize(2);
    assertThat(spans(receiver)).hasSize(5);
    assertThat(records(receiver)).hasSize(10);
  }

  @Test
  void itIsSentByItselfToo(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.at("otlp+", "")).wrap("true");
    await().atMost(10, SECONDS).until(() -> !receiver.bodies("/v1/logs").isEmpty());
  }

  private static Program sendingTo(Program program, Receiver receiver) {
    return program
        .with("TELEMETRY_ENDPOINT", receiver.at("otlp+", ""))
        .with("TELEMETRY_FLUSH", "never");
  }

  private static Span spanOf(Receiver receiver, String name) {
    return spans(receiver).stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Span> spans(Receiver receiver) {
    List<Span> spans = new ArrayList<>();
    for (String body : receiver.bodies("/v1/traces")) {
      OtlpBodies.traces(body)
          .getResourceSpansList()
          .forEach(group -> spans.addAll(group.getScopeSpans(0).getSpansList()));
    }
    return spans;
  }

  private static List<LogRecord> records(Receiver receiver) {
    List<LogRecord> records = new ArrayList<>();
    for (ResourceLogs group : logs(receiver)) {
      records.addAll(group.getScopeLogs(0).getLogRecordsList());
    }
    return records;
  }

  private static Map<String, Object> resource(Receiver receiver) {
    return OtlpBodies.values(logs(receiver).getFirst().getResource().getAttributesList());
  }

  private static List<ResourceLogs> logs(Receiver receiver) {
    List<ResourceLogs> logs = new ArrayList<>();
    for (String body : receiver.bodies("/v1/logs")) {
      logs.addAll(OtlpBodies.logs(body).getResourceLogsList());
    }
    return logs;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
