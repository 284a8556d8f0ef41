package dev.telem.report;

import java.time.ZoneId;

/** Shows a status. */
public final class StatusReport {
  private StatusReport() {}

  /** For people: aligned text, several lines; {@code zone} is theirs. */
  public static String text(Status status, ZoneId zone, boolean colour) {
    return StatusText.of(status, zone, colour);
  }

  /**
   * For programs: one JSON object with {@code version}, {@code level}, {@code reason}, {@code
   * sources}, {@code wouldHappen}, {@code ci}, {@code ciName}, {@code container}, {@code
   * interactive}, {@code nested}, {@code machineID}, {@code projectID}, {@code stateDirectory},
   * {@code logFile}, {@code queue}, {@code destinations}, {@code notices}, {@code troubles} and
   * {@code problems}.
   */
  public static String json(Status status) {
    return StatusJson.of(status);
  }
}
