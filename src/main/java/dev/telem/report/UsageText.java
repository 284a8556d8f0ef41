package dev.telem.report;

import java.util.List;
import java.util.Map;

/** Statistics for people at a terminal. */
final class UsageText {
  private static final int MOST_LABEL = 40;
  private static final int LISTED = 8;
  private static final int DAYS = 14;
  private static final int BAR = 40;
  private static final String GAP = "  ";
  private static final int[] WIDTHS = {9, 7, 10, 10, 10, 7, 7};
  private static final String[] NAMES = {"runs", "failed", "p50", "p95", "max", "CI", "lost"};

  private final Usage usage;
  private final List<CommandUsage> commands;
  private final Paint paint;
  private final int label;
  private final StringBuilder text = new StringBuilder();

  private UsageText(Usage usage, boolean colour) {
    this.usage = usage;
    this.commands = usage.commands();
    this.paint = new Paint(colour);
    int widest = "command".length();
    for (CommandUsage command : commands) {
      String shown = Shown.of(command.label(), MOST_LABEL);
      widest = Math.max(widest, shown.codePointCount(0, shown.length()));
    }
    this.label = widest;
  }

  static String of(Usage usage, boolean colour) {
    UsageText page = new UsageText(usage, colour);
    page.write();
    return page.text.toString();
  }

  private void write() {
    if (!usage.isEmpty()) {
      text.append(UsageWords.summary(usage)).append("\n\n");
      header();
      commands.forEach(this::row);
      if (commands.size() > 1) {
        row(usage.total());
      }
      for (CommandUsage command : commands) {
        details(command);
      }
      days();
    }
    List<String> remarks = UsageWords.remarks(usage);
    if (!remarks.isEmpty()) {
      text.append('\n');
      remarks.forEach(remark -> text.append(remark).append('\n'));
    }
  }

  private void header() {
    StringBuilder line = new StringBuilder(Shown.padded("command", label));
    for (int i = 0; i < NAMES.length; i++) {
      line.append(GAP).append(right(NAMES[i], WIDTHS[i]));
    }
    text.append(paint.strong(line.toString())).append('\n');
  }

  private void row(CommandUsage command) {
    text.append(Shown.padded(Shown.of(command.label(), MOST_LABEL), label));
    cell(0, UsageWords.number(command.runs()));
    String failed =
        right(command.ended() == 0 ? "–" : UsageWords.percent(command.failureRate()), WIDTHS[1]);
    text.append(GAP).append(command.failed() > 0 ? paint.bad(failed) : failed);
    cell(2, UsageWords.percentile(command, 0.5));
    cell(3, UsageWords.percentile(command, 0.95));
    cell(4, UsageWords.longest(command));
    cell(5, UsageWords.percent(command.ciShare()));
    String lost = right(UsageWords.number(command.lost()), WIDTHS[6]);
    text.append(GAP).append(command.lost() > 0 ? paint.doubtful(lost) : lost).append('\n');
  }

  private void cell(int column, String content) {
    text.append(GAP).append(right(content, WIDTHS[column]));
  }

  private void details(CommandUsage command) {
    text.append('\n').append(paint.strong(UsageWords.label(command))).append('\n');
    list("exit codes", command.exitCodes(), false);
    list("options", command.options(), true);
    list("versions", command.versions(), false);
    if (command.lost() > 0) {
      name("lost");
      text.append(UsageWords.number(command.aborted())).append(" aborted, ");
      text.append(UsageWords.number(command.unfinished()));
      text.append(" started and not ended (lost, or still running)\n");
    }
  }

  private void list(String name, Counts counts, boolean options) {
    List<Counts.Entry> ranked = counts.ranked();
    if (ranked.isEmpty()) {
      return;
    }
    name(name);
    String between = "";
    for (Counts.Entry entry : ranked.subList(0, Math.min(LISTED, ranked.size()))) {
      text.append(between);
      text.append(options ? UsageWords.option(entry.name()) : UsageWords.name(entry.name()));
      text.append(" ×").append(UsageWords.number(entry.count()));
      between = ", ";
    }
    int more = ranked.size() - LISTED;
    if (more > 0) {
      text.append(", and ").append(more).append(" more");
    }
    if (counts.others() > 0) {
      text.append(", and others ×").append(UsageWords.number(counts.others()));
    }
    text.append('\n');
  }

  private void name(String name) {
    text.append(GAP).append(paint.quiet(Shown.padded(name, 12)));
  }

  private void days() {
    Map<Long, Days.Day> days = usage.total().days().byDay();
    List<Long> last = days.keySet().stream().skip(Math.max(days.size() - DAYS, 0)).toList();
    long most = 1;
    for (Long day : last) {
      most = Math.max(most, runs(days, day));
    }
    text.append('\n').append(paint.strong("runs per day")).append('\n');
    for (Long day : last) {
      long runs = runs(days, day);
      int length = (int) Math.max(runs * BAR / most, 1);
      text.append(GAP).append(UsageWords.day(day)).append(GAP);
      text.append(right(UsageWords.number(runs), WIDTHS[0])).append(GAP);
      text.append(paint.good("█".repeat(length))).append('\n');
    }
    if (days.size() > last.size()) {
      text.append(GAP).append(days.size() - last.size()).append(" earlier days: --json has all\n");
    }
  }

  private static long runs(Map<Long, Days.Day> days, Long day) {
    Days.Day found = days.get(day);
    return found == null ? 0 : found.runs();
  }

  private static String right(String content, int width) {
    return " ".repeat(Math.max(width - content.length(), 0)) + content;
  }
}
