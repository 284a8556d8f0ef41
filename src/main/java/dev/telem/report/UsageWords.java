package dev.telem.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What statistics say, in the words of a table; the same on the terminal and on the page. */
final class UsageWords {
  /** So much is shown of a name, which a hostile log may have made of anything. */
  private static final int MOST_NAME = 60;

  /** On a page, where a letter may become six bytes. */
  private static final int MOST_BYTES = 150;

  private UsageWords() {}

  /** A name from a log, cut to what a table has place for, so that a page stays small. */
  static String name(String name) {
    int width = MOST_NAME;
    String shown = Shown.of(name, width);
    while (width > 1 && Html.escaped(shown).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      width--;
      shown = Shown.of(name, width);
    }
    return shown;
  }

  static String label(CommandUsage command) {
    return name(command.label());
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String runs(long number) {
    return number(number) + (number == 1 ? " run" : " runs");
  }

  /** One decimal; what is little is not shown as nothing, nor nearly all as all. */
  static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "<0.1 %";
    }
    if (share < 1 && share > 0.999) {
      return ">99.9 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String percentile(CommandUsage command, double share) {
    return command.durations().total() == 0
        ? "–"
        : Elapsed.text(command.durations().percentile(share));
  }

  static String longest(CommandUsage command) {
    return command.durations().total() == 0 ? "–" : Elapsed.text(command.durations().longest());
  }

  /** An option as it is typed. */
  static String option(String name) {
    return name((name.codePointCount(0, name.length()) == 1 ? "-" : "--") + name);
  }

  static String day(long epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  /** Which days it is about. */
  static String period(Usage usage) {
    String from = date(usage.first(), usage);
    String to = date(usage.last(), usage);
    return from.equals(to) ? from : from + " to " + to;
  }

  /** How much: {@code 3 commands, 1,234 runs, 2026-01-01 to 2026-01-31}. */
  static String summary(Usage usage) {
    int commands = usage.commands().size();
    long runs = usage.total().runs();
    return number(commands)
        + (commands == 1 ? " command, " : " commands, ")
        + runs(runs)
        + ", "
        + period(usage);
  }

  /** What a reader has to know of what is not in the figures; none where all is. */
  static List<String> remarks(Usage usage) {
    Usage.Lines lines = usage.lines();
    List<String> remarks = new ArrayList<>();
    remark(
        remarks,
        lines.damagedFiles,
        "damaged file",
        "counted up to the damage; the rest is left out");
    remark(remarks, lines.damaged, "damaged line", "left out");
    remark(remarks, lines.foreign, "line", "no event of telem, and left out");
    remark(
        remarks, lines.newer, "event", "of a newer schema; what is known of it is in the figures");
    remark(remarks, lines.repeated, "end of a run", "recorded again, and counted once");
    remark(remarks, lines.outside, "event", "of another time or app, and left out");
    remark(
        remarks,
        usage.forgotten(),
        "start of a run",
        "given up waiting for its end, so that the run may count twice");
    CommandUsage last = usage.isEmpty() ? usage.total() : usage.commands().getLast();
    if (last.command().equals(Usage.OTHERS)) {
      remark(
          remarks,
          last.runs(),
          "run",
          "of more commands than the " + Usage.MOST_COMMANDS + " that are told apart");
    }
    return remarks;
  }

  private static void remark(List<String> remarks, long count, String noun, String what) {
    if (count > 0) {
      String several = noun.replaceFirst("^(\\w+(?: line| file)?)", count == 1 ? "$1" : "$1s");
      remarks.add(number(count) + " " + several + (count == 1 ? " is " : " are ") + what + ".");
    }
  }

  private static String date(long ts, Usage usage) {
    return Instant.ofEpochMilli(ts).atZone(usage.zone()).toLocalDate().toString();
  }
}
