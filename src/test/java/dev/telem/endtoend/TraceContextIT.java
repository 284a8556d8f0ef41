package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.telem.delivery.OtlpBodies;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run is a part of a trace, where a receiver of traces is in use (spec delivery.md, "otlp"). */
@ExtendWith(Worlds.class)
final class TraceContextIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

  @Test
  void theCommandIsGivenTheTraceThatItRunsIn(Program program, Receiver receiver) {
    String given =
        Otlp.sendingTo(program, receiver).wrap("sh", "-c", "echo $TRACEPARENT").out().strip();
    program.telem("flush");
    Span span = Otlp.spans(receiver).getFirst();
    assertThat(given)
        .isEqualTo("00-" + Otlp.hex(span.getTraceId()) + "-" + Otlp.hex(span.getSpanId()) + "-01");
  }

  @Test
  void aRunInsideOfATraceIsAPartOfIt(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver).with("TRACEPARENT", TRACEPARENT);
    String given = program.wrap("sh", "-c", "echo $TRACEPARENT").out().strip();
    program.telem("flush");
    Span span = Otlp.spans(receiver).getFirst();
    assertThat(Otlp.hex(span.getTraceId())).isEqualTo(TRACE);
    assertThat(Otlp.hex(span.getParentSpanId())).isEqualTo(CALLER);
    assertThat(given).isEqualTo("00-" + TRACE + "-" + Otlp.hex(span.getSpanId()) + "-01");
    assertThat(Otlp.records(receiver))
        .allSatisfy(log -> assertThat(Otlp.hex(log.getTraceId())).isEqualTo(TRACE));
    assertThat(Program.lines(program.log()).toString()).doesNotContain(TRACE);
  }

  @Test
  void aRunInsideOfARunIsItsChild(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver).wrap("sh", "-c", "\"$TELEM\" run -- true; exit 0");
    program.telem("flush");
    Span outer = Otlp.spanOf(receiver, "sh");
    Span inner = Otlp.spanOf(receiver, "true");
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
    Otlp.sendingTo(program, receiver).with("TELEMETRY", "local");
    assertThat(program.wrap(tell).out()).isEqualTo("[anything]\n");
    program.with("TELEMETRY", "0");
    assertThat(program.wrap(tell).out()).isEqualTo("[anything]\n");
  }

  @Test
  void nothingElseOfTheEnvironmentIsTouched(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver).with("TRACESTATE", "a=b").with("odd.name", "x");
    List<String> direct = program.command(List.of("env")).out().lines().toList();
    List<String> wrapped = new ArrayList<>(program.wrap("env").out().lines().toList());
    wrapped.removeIf(line -> line.matches("(TELEMETRY_(EX|SE|EV)\\w+|TRACEPARENT)=.*"));
    assertThat(wrapped).containsExactlyElementsOf(direct);
  }

  @Test
  void aRunWhoseTelemWasKilledIsClosedInItsOwnTrace(Program program, Receiver receiver) {
    Otlp.sendingTo(program, receiver).with("TRACEPARENT", TRACEPARENT);
    Process killed = program.start(Program.TELEM.toString(), "run", "--", "sleep", "60");
    // It is marked before its first event is recorded.
    await().atMost(10, SECONDS).until(() -> !program.events().isEmpty());
    killed.destroyForcibly().onExit().join();
    program.without("TRACEPARENT").wrap("true");
    program.telem("flush");
    LogRecord aborted =
        Otlp.records(receiver).stream()
            .filter(log -> log.getEventName().equals("telem.command.aborted"))
            .findFirst()
            .orElseThrow();
    assertThat(aborted.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
    assertThat(Otlp.hex(aborted.getTraceId())).isEqualTo(TRACE);
    assertThat(OtlpBodies.values(aborted.getAttributesList())).containsKey("process.pid");
    assertThat(Otlp.spans(receiver)).hasSize(1);
    assertThat(Otlp.spanOf(receiver, "true").getParentSpanId().isEmpty()).isTrue();
  }
}
