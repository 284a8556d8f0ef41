package dev.telem.report;

import dev.telem.report.Bars.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The charts of the page. */
final class Figures {
  /** Charts show the first ones; their tables show all. */
  static final int MOST_ROWS = 12;

  private static final String MORE = " Only the first " + MOST_ROWS + " are drawn.";
  private static final List<String> OUTCOMES =
      List.of("ok ended well", "failed failed", "lost lost");

  private final Usage usage;
  private final List<CommandUsage> commands;

  Figures(Usage usage) {
    this.usage = usage;
    this.commands = usage.commands();
  }

  List<Figure> all() {
    return List.of(
        days(), runs(), failures(), exitCodes(), durations(), options(), versions(), ci(), lost());
  }

  private Figure days() {
    DayColumns columns = new DayColumns(usage.total().days().byDay());
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<Long, Days.Day> day : usage.total().days().byDay().entrySet()) {
      rows.add(row(UsageWords.day(day.getKey()), day.getValue()));
    }
    Days.Day earlier = usage.total().days().earlier();
    if (earlier.runs() > 0) {
      rows.addFirst(row("earlier", earlier));
    }
    return new Figure(
        "days",
        "Runs per day",
        columns.says(earlier),
        DayColumns.HEIGHT,
        columns.svg(),
        OUTCOMES,
        List.of("day", "runs", "ended well", "failed", "lost"),
        rows);
  }

  private static List<String> row(String name, Days.Day day) {
    return List.of(
        name,
        UsageWords.number(day.runs()),
        UsageWords.number(day.ok()),
        UsageWords.number(day.failed()),
        UsageWords.number(day.lost()));
  }

  private Figure runs() {
    double most = Math.max(commands.getFirst().runs(), usage.commands().getLast().runs());
    return perCommand(
        "commands",
        "Commands",
        "Runs of each command, the most used first.",
        OUTCOMES,
        List.of("command", "runs", "ended well", "failed", "lost"),
        command -> true,
        (command, bars) ->
            bars.row(
                UsageWords.label(command),
                UsageWords.number(command.runs()),
                List.of(
                    new Part("ok", (command.ended() - command.failed()) / most),
                    new Part("failed", command.failed() / most),
                    new Part("lost", command.lost() / most))),
        command ->
            List.of(
                UsageWords.number(command.runs()),
                UsageWords.number(command.ended() - command.failed()),
                UsageWords.number(command.failed()),
                UsageWords.number(command.lost())));
  }

  private Figure failures() {
    return perCommand(
        "failures",
        "Failures",
        "The share of ended runs that failed: all together "
            + UsageWords.percent(usage.total().failureRate())
            + ".",
        List.of(),
        List.of("command", "ended", "failed", "failure rate"),
        command -> command.ended() > 0,
        (command, bars) ->
            bars.row(
                UsageWords.label(command),
                UsageWords.percent(command.failureRate()),
                List.of(new Part("failed", command.failureRate()))),
        command ->
            List.of(
                UsageWords.number(command.ended()),
                UsageWords.number(command.failed()),
                UsageWords.percent(command.failureRate())));
  }

  private Figure exitCodes() {
    ExitCodes codes = new ExitCodes(usage.total());
    return perCommand(
        "exit-codes",
        "Exit codes",
        "How the failed runs of each command ended.",
        codes.legend(),
        List.of("command", "exit codes of all ended runs"),
        command -> command.ended() > 0,
        (command, bars) -> {
          if (command.failed() > 0) {
            bars.row(UsageWords.label(command), ExitCodes.some(command, 2), codes.parts(command));
          }
        },
        command -> List.of(ExitCodes.most(command)));
  }

  private Figure durations() {
    double scale = onScale(Math.max(usage.total().durations().longest(), 1));
    return perCommand(
        "durations",
        "Durations",
        "The bar goes from the median (p50) to p95, the dot is the longest; the scale is"
            + " logarithmic. Percentiles are within 1 %.",
        List.of("ok p50 to p95", "most longest"),
        List.of("command", "p50", "p95", "longest"),
        command -> command.durations().total() > 0,
        (command, bars) ->
            bars.range(
                UsageWords.label(command),
                UsageWords.percentile(command, 0.5) + " · " + UsageWords.percentile(command, 0.95),
                onScale(command.durations().percentile(0.5)) / scale,
                onScale(command.durations().percentile(0.95)) / scale,
                onScale(command.durations().longest()) / scale),
        command ->
            List.of(
                UsageWords.percentile(command, 0.5),
                UsageWords.percentile(command, 0.95),
                UsageWords.longest(command)));
  }

  private static double onScale(long millis) {
    return Math.log1p((double) millis);
  }

  private Figure options() {
    return counted(
        "options",
        "Options used",
        "In how many of the ended runs an option stood, over all commands.",
        usage.total().options(),
        usage.total().ended(),
        UsageWords::option);
  }

  private Figure versions() {
    return counted(
        "versions",
        "Versions",
        "Ended runs of each version of a tool, where it is known.",
        usage.versions(),
        usage.total().ended(),
        UsageWords::name);
  }

  private static Figure counted(
      String id,
      String title,
      String says,
      Counts counts,
      long whole,
      Function<String, String> name) {
    Bars bars = new Bars();
    List<List<String>> rows = new ArrayList<>();
    for (Counts.Entry entry : counts.ranked()) {
      double share = whole == 0 ? 0 : (double) entry.count() / whole;
      String runs = UsageWords.number(entry.count());
      if (rows.size() < MOST_ROWS) {
        String value = runs + " · " + UsageWords.percent(share);
        bars.row(name.apply(entry.name()), value, List.of(new Part("ok", share)));
      }
      rows.add(List.of(name.apply(entry.name()), runs, UsageWords.percent(share)));
    }
    if (counts.others() > 0) {
      rows.add(List.of("others", UsageWords.number(counts.others()), ""));
    }
    String more = rows.size() > MOST_ROWS ? MORE : "";
    String described = rows.isEmpty() ? "None is recorded." : says + more;
    return new Figure(
        id,
        title,
        described,
        bars.height(),
        bars.svg(),
        List.of(),
        List.of("name", "runs", "share"),
        rows);
  }

  private Figure ci() {
    return perCommand(
        "ci",
        "CI share",
        "Runs in a CI system: of all together " + UsageWords.percent(usage.total().ciShare()) + ".",
        List.of("ci in CI", "track elsewhere"),
        List.of("command", "in CI", "share"),
        command -> true,
        (command, bars) ->
            bars.row(
                UsageWords.label(command),
                UsageWords.percent(command.ciShare()),
                List.of(new Part("ci", command.ciShare()))),
        command -> List.of(UsageWords.number(command.ci()), UsageWords.percent(command.ciShare())));
  }

  private Figure lost() {
    double most = commands.stream().mapToLong(CommandUsage::lost).max().orElse(0);
    return perCommand(
        "lost",
        "Lost runs",
        most == 0
            ? "None: every run that started has its end."
            : "Aborted: telem was killed, or the machine went down. Not ended: lost, or still"
                + " running.",
        List.of("lost aborted", "open not ended"),
        List.of("command", "aborted", "not ended"),
        command -> command.lost() > 0,
        (command, bars) ->
            bars.row(
                UsageWords.label(command),
                UsageWords.number(command.lost()),
                List.of(
                    new Part("lost", command.aborted() / most),
                    new Part("open", command.unfinished() / most))),
        command ->
            List.of(UsageWords.number(command.aborted()), UsageWords.number(command.unfinished())));
  }

  private Figure perCommand(
      String id,
      String title,
      String says,
      List<String> legend,
      List<String> columns,
      Predicate<CommandUsage> concerned,
      BiConsumer<CommandUsage, Bars> draw,
      Function<CommandUsage, List<String>> cells) {
    Bars bars = new Bars();
    List<List<String>> rows = new ArrayList<>();
    for (CommandUsage command : commands) {
      if (concerned.test(command)) {
        if (rows.size() < MOST_ROWS) {
          draw.accept(command, bars);
        }
        List<String> row = new ArrayList<>(List.of(UsageWords.label(command)));
        row.addAll(cells.apply(command));
        rows.add(row);
      }
    }
    String more = rows.size() > MOST_ROWS ? MORE : "";
    return new Figure(id, title, says + more, bars.height(), bars.svg(), legend, columns, rows);
  }
}
