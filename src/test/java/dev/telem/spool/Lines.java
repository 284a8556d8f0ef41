package dev.telem.spool;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Event lines as they are recorded, with ids that sort in the order in which they are asked for.
 */
public final class Lines {
  public static final String QUEUE = "0123456789abcdef";
  public static final byte[] DESTINATION =
      "{\"type\":\"native\",\"url\":\"http://127.0.0.1:9/\"}".getBytes(StandardCharsets.UTF_8);

  private static final AtomicLong COUNTER = new AtomicLong();

  private Lines() {}

  /** A UUIDv7 made at that moment. */
  public static String idAt(long ms) {
    long count = COUNTER.incrementAndGet();
    String hex = String.format("%012x", ms);
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8)
        + String.format("-7%03x-8%03x-%012x", count >> 12 & 0xfff, count & 0xfff, count);
  }

  public static String newId() {
    return idAt(System.currentTimeMillis());
  }

  public static byte[] line(String eventId) {
    return line(eventId, "");
  }

  public static byte[] line(String eventId, String padding) {
    return ("{\"schemaVersion\":1,\"eventID\":\""
            + eventId
            + "\",\"eventType\":\"CommandStarted\",\"eventData\":{\"args\":[\"héllo"
            + padding
            + "\"]}}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
