package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Where a run stands in a trace (W3C Trace Context). By itself a run is a trace of its own, whose
 * id is the execution id's; inside of another trace it is a span of that. The span's id is the
 * random half of the execution id, so that it need not be kept anywhere.
 *
 * <table>
 *   <caption>In the enclosure, which the run writes</caption>
 *   <tr><td>{@code traceId}</td><td>the trace that the run was started in; absent for its own</td></tr>
 *   <tr><td>{@code parentSpanId}</td><td>the span that it was started by; likewise</td></tr>
 *   <tr><td>{@code traceFlags}</td><td>that trace's flags, a number; likewise</td></tr>
 *   <tr><td>{@code pid}</td><td>the command's process id, when it could be started</td></tr>
 * </table>
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentSpanId 16 hex digits; empty for the first span of a trace
 * @param flags those of W3C
 */
record SpanContext(String traceId, String spanId, String parentSpanId, int flags) {
  private static final int SAMPLED = 1;

  /** Of a run's event; empty when the event does not say of which run it is. */
  static Optional<SpanContext> of(Recorded recorded) {
    String run = recorded.text("executionID").replace("-", "");
    if (!run.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    JsonNode enclosure = recorded.enclosure();
    return Optional.of(
        new SpanContext(
            enclosure.path("traceId").asText(run),
            run.substring(16),
            enclosure.path("parentSpanId").asText(""),
            enclosure.path("traceFlags").asInt(SAMPLED)));
  }
}
