package dev.telem.report;

import dev.telem.report.EventLine.Damaged;
import dev.telem.report.EventLine.Seen;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The log as a table for people, row by row, so that it can grow (spec cli.md, {@code log tail}).
 * Whatever an event holds, a row is one line and steers no terminal.
 */
public final class LogTable {
  private static final DateTimeFormatter FULL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter SHORT_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);
  private static final String GAP = "  ";
  private static final int WIDE = 100;
  private static final int EVENT = 7;
  private static final int RUN = 8;
  private static final int OUTCOME = 17;
  private static final int DELIVERY = 10;
  private static final int LEAST_COMMAND = 12;
  private static final int MOST_COMMAND = 60;
  private static final int DAMAGED = 60;

  /** Where there is place without end: nobody reads a hundred thousand characters of a command. */
  private static final int MOST_IN_A_PIPE = 1_000;

  private final DateTimeFormatter time;
  private final int timeWidth;
  private final int commandWidth;
  private final int mostCommand;
  private final Paint paint;
  private final UnaryOperator<String> delivery;

  /**
   * A table for one terminal or file.
   *
   * @param width columns of the terminal; 0 for a file or a pipe, where only absurdly long commands
   *     are cut
   * @param delivery from an event's id to what became of it: accepted, refused, queued, local only,
   *     dropped
   */
  public LogTable(ZoneId zone, int width, boolean colour, UnaryOperator<String> delivery) {
    boolean wide = width == 0 || width >= WIDE;
    this.time = (wide ? FULL_TIME : SHORT_TIME).withZone(zone);
    this.timeWidth = wide ? 19 : 14;
    int others = timeWidth + EVENT + RUN + OUTCOME + DELIVERY + 5 * GAP.length();
    this.commandWidth = width == 0 ? 40 : Math.clamp(width - others, LEAST_COMMAND, MOST_COMMAND);
    this.mostCommand = width == 0 ? MOST_IN_A_PIPE : commandWidth;
    this.paint = new Paint(colour);
    this.delivery = delivery;
  }

  /** The names of the columns. */
  public String header() {
    return paint.strong(
        cell("time", timeWidth)
            + cell("event", EVENT)
            + cell("run", RUN)
            + cell("command", commandWidth)
            + cell("outcome", OUTCOME)
            + "delivery");
  }

  /** The row of one line of the log, without line end. */
  public String row(EventLine line) {
    // Not a switch over types: it spins method handles when it runs, and no cache holds them.
    if (line instanceof Seen event) {
      return row(event);
    }
    Damaged damaged = (Damaged) line;
    String text = Shown.of(Shown.start(damaged.text(), DAMAGED));
    return paint.doubtful("damaged (" + Shown.of(damaged.reason()) + "): " + text);
  }

  private String row(Seen event) {
    // Cut first, and again when control characters are spelt out.
    String command = Shown.of(Shown.start(Wording.command(event), mostCommand + 1), mostCommand);
    String outcome = cell(Shown.of(Wording.outcome(event), OUTCOME), OUTCOME);
    String row =
        paint.quiet(cell(time.format(Instant.ofEpochMilli(event.ts())), timeWidth))
            + cell(Shown.of(Wording.event(event), EVENT), EVENT)
            + cell(Shown.of(event.shortRun(), RUN), RUN)
            + cell(command, commandWidth)
            + (event.failed() ? paint.bad(outcome) : paint.good(outcome))
            + painted(Shown.of(delivery.apply(event.eventID())));
    return row.stripTrailing();
  }

  private String painted(String word) {
    return word.equals("refused") || word.equals("dropped") ? paint.doubtful(word) : word;
  }

  private static String cell(String text, int width) {
    return Shown.padded(text, width) + GAP;
  }
}
