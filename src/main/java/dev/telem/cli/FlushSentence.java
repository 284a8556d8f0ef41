package dev.telem.cli;

import dev.telem.delivery.DestinationReport;
import dev.telem.report.Shown;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What became of one destination's events in a flush, on one line that steers no terminal. */
final class FlushSentence {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private FlushSentence() {}

  static String of(DestinationReport report, Instant now, ZoneId zone) {
    StringBuilder text = new StringBuilder();
    text.append(report.destination().isEmpty() ? report.queue() : report.destination());
    text.append(": ").append(report.sent()).append(" sent");
    count(text, report.kept(), "kept");
    count(text, report.setAside(), "set aside");
    count(text, report.dropped(), "dropped");
    if (!report.problem().isEmpty()) {
      text.append("; ").append(report.problem());
    }
    if (report.nextTryMs() > 0) {
      text.append("; next try at ");
      text.append(time(Instant.ofEpochMilli(report.nextTryMs()).atZone(zone), now.atZone(zone)));
    }
    // A receiver's own words are among them.
    return Shown.of(text.toString());
  }

  /** With the date where it is not today's. */
  private static String time(ZonedDateTime then, ZonedDateTime now) {
    return (then.toLocalDate().equals(now.toLocalDate()) ? TIME : DAY_AND_TIME).format(then);
  }

  private static void count(StringBuilder text, long number, String what) {
    if (number > 0) {
      text.append(", ").append(number).append(' ').append(what);
    }
  }
}
