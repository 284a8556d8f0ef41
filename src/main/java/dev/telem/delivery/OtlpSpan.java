package dev.telem.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The span of a run that has ended, as the semantic conventions for command-line programs have it.
 */
final class OtlpSpan {
  private static final int CLIENT = 3;
  private static final int ERROR = 2;

  /** Bits 8 and 9 of a span's flags: it is known whether its parent is remote, and it is. */
  private static final int KNOWN = 0x100;

  private static final int REMOTE = 0x200;

  private OtlpSpan() {}

  /** The span of a {@code CommandExited}. */
  static ObjectNode of(Recorded exited, SpanContext context) {
    long durationMs = exited.data().path("durationMs").asLong();
    boolean first = context.parentSpanId().isEmpty();
    ObjectNode span = JsonNodeFactory.instance.objectNode();
    span.put("traceId", context.traceId());
    span.put("spanId", context.spanId());
    if (!first) {
      span.put("parentSpanId", context.parentSpanId());
    }
    span.put("flags", context.flags() | KNOWN | (first ? 0 : REMOTE));
    span.put("name", exited.program());
    span.put("kind", CLIENT);
    span.put("startTimeUnixNano", nanos(exited.ts() - durationMs));
    span.put("endTimeUnixNano", nanos(exited.ts()));
    OtlpAttributes attributes = new OtlpAttributes();
    attributes.text("process.executable.name", exited.program());
    attributes.add("process.exit.code", exited.data().path("exitCode"));
    attributes.add("process.pid", exited.enclosure().path("pid"));
    attributes.commandArgs(exited);
    if (exited.failed()) {
      attributes.add("error.type", exited.data().path("errorType"));
      span.putObject("status").put("code", ERROR);
    }
    attributes.text("telem.command", exited.text("command"));
    attributes.text("telem.execution.id", exited.text("executionID"));
    attributes.text("session.id", exited.text("sessionID"));
    span.set("attributes", attributes.list());
    return span;
  }

  /** Milliseconds since the epoch in nanoseconds, as text: JSON's numbers are too small. */
  static String nanos(long ms) {
    return ms <= 0 ? "0" : ms + "000000";
  }
}
