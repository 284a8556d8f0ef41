package dev.telem.report;

import java.time.Duration;

/** Lengths of time as people say them. */
final class Elapsed {
  private Elapsed() {}

  /** {@code 12 ms}, {@code 3.4 s}, {@code 2 m 03 s}, {@code 1 h 02 m}; nothing is rounded up. */
  static String text(long millis) {
    Duration time = Duration.ofMillis(millis);
    if (millis < 1000) {
      return millis + " ms";
    }
    if (time.toMinutes() < 1) {
      return time.toSeconds() + "." + time.toMillisPart() / 100 + " s";
    }
    return time.toHours() < 1
        ? time.toMinutes() + " m " + twoDigits(time.toSecondsPart()) + " s"
        : time.toHours() + " h " + twoDigits(time.toMinutesPart()) + " m";
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
