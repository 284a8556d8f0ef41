package dev.telem.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a run is a span of (W3C Trace Context): the one that {@code TRACEPARENT} names, or
 * one of its own, whose id is that of the run. Only for runs whose events go to an OTLP receiver;
 * all others neither read nor set the variable.
 *
 * @param traceId 32 hex digits
 * @param parentSpanId 16 hex digits; empty where the run begins the trace
 * @param flags two hex digits, as they came
 */
record Trace(String traceId, String parentSpanId, String flags, String spanId) {
  private static final int LENGTH = 55;
  private static final int PARENT = 36;
  private static final int FLAGS = 53;

  /** The trace of a run, given the {@code TRACEPARENT} that it was started with. */
  static Trace of(UUID executionId, @Nullable String traceparent) {
    String own = executionId.toString().replace("-", "");
    // As the OTLP form derives it: the random half.
    String spanId = own.substring(16);
    return traceparent != null && isTraceparent(traceparent)
        ? new Trace(
            traceparent.substring(3, PARENT - 1),
            traceparent.substring(PARENT, FLAGS - 1),
            traceparent.substring(FLAGS, LENGTH),
            spanId)
        : new Trace(own, "", "01", spanId);
  }

  /** What the command gets, so that what it traces becomes a part of the run. */
  String traceparent() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  /**
   * What travels beside the run's events, and what no event tells.
   *
   * @param process the command's process id; negative where it could not be started
   */
  String enclosure(int process) {
    StringBuilder out = new StringBuilder(128).append('{');
    if (!parentSpanId.isEmpty()) {
      out.append("\"traceId\":\"").append(traceId);
      out.append("\",\"parentSpanId\":\"").append(parentSpanId);
      out.append("\",\"traceFlags\":").append(Integer.parseInt(flags, 16));
      out.append(process > 0 ? "," : "");
    }
    if (process > 0) {
      out.append("\"pid\":").append(process);
    }
    return out.append('}').toString();
  }

  /**
   * {@code 00-TRACE-SPAN-FLAGS} in lower-case hex, neither id all zeros; later versions may have
   * more behind it, and version ff is none.
   */
  private static boolean isTraceparent(String text) {
    boolean longer = text.length() > LENGTH && text.charAt(LENGTH) == '-';
    if (text.length() != LENGTH && (!longer || text.startsWith("00"))) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 2 || i == PARENT - 1 || i == FLAGS - 1;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return !text.startsWith("ff")
        && !isZero(text, 3, PARENT - 1)
        && !isZero(text, PARENT, FLAGS - 1);
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
