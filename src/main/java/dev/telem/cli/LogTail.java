package dev.telem.cli;

import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import dev.telem.log.Pause;
import dev.telem.report.EventFilter;
import dev.telem.report.EventLine;
import dev.telem.report.LogTable;
import dev.telem.report.RunName;
import dev.telem.report.RunView;
import dev.telem.run.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem log tail}: the last events, and those that come. */
final class LogTail {
  private static final int USUAL_COUNT = 10;
  private static final int BUFFER = 1 << 16;

  private final ParseResult parsed;
  private final Surface surface;
  private final Here here;
  private final boolean follow;

  private LogTail(ParseResult parsed, Surface surface) {
    this.parsed = parsed;
    this.surface = surface;
    this.here = Here.on(surface);
    this.follow = parsed.hasMatchedOption("-f");
  }

  static CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "tail",
            "Show the last events. Each with its run, its command, how that ended, and whether the"
                + " event was sent. Of several filters all must hold.",
            "telem log tail",
            "telem log tail -n 50 --failed",
            "telem log tail --run 3f2a9c01      one run, by the id that this table shows",
            "telem log tail --app mytool --type exited",
            "telem log tail -f                  and every event that comes, until Ctrl-C",
            "telem log tail --json | jq .command");
    spec.addOption(Specs.number("N", "How many of these events. Default: 10.", "-n", "--lines"));
    spec.addOption(
        Specs.flag("Go on, and show every event as it comes; end with Ctrl-C.", "-f", "--follow"));
    spec.addOption(
        Specs.flag("Print the lines of the log as they are: one JSON object each.", "--json"));
    spec.addOption(
        Specs.value("ID", "Only this run: its id, or the part of it that is shown.", "--run"));
    spec.addOption(Specs.value("NAME", "Only what was collected under this name.", "--app"));
    spec.addOption(
        Specs.choice(
            "TYPE",
            "Only events of this type: " + String.join(", ", EventFilter.types()) + ".",
            EventFilter.types(),
            "--type"));
    spec.addOption(
        Specs.flag("Only failed commands, lost runs and errors that were reported.", "--failed"));
    spec.addPositional(
        Specs.word("FILE", "0..1", "The log. Default: the one that `telem status` names."));
    return spec;
  }

  static int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    return new LogTail(parsed, surface).run();
  }

  private int run() throws IOException, Refusal {
    int count = parsed.matchedOptionValue("-n", USUAL_COUNT);
    if (count < 0) {
      throw Refusal.usage("-n or --lines takes a whole number, 0 or more, but got '" + count + "'");
    }
    Optional<String> type = type();
    LogReader log = log();
    EventFilter filter =
        new EventFilter(run(log), given("--app"), type, parsed.hasMatchedOption("--failed"));
    Function<LogLine, String> words = words();
    if (follow) {
      log.follow(count, filter, line -> show(words.apply(line)), whileSomebodyReads());
      return ExitCode.OK;
    }
    if (last(log, count, filter, words) == 0 && count > 0) {
      surface
          .err()
          .println(
              filter.choosesSome()
                  ? "telem: no event is like that; `telem log tail` shows the last ones of all"
                  : parsed.hasMatchedPositional(0)
                      ? "telem: that file is empty; `telem log tail` shows the log of this machine"
                      : "telem: " + RecordedLines.nothing(here));
    }
    return ExitCode.OK;
  }

  /** How many there were. They may be millions, so that not each is written by itself. */
  private long last(LogReader log, int count, EventFilter filter, Function<LogLine, String> words)
      throws IOException {
    long[] shown = new long[1];
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(surface.out(), BUFFER), false, surface.out().charset());
    log.last(
        count,
        filter,
        line -> {
          out.println(words.apply(line));
          shown[0]++;
        });
    out.flush();
    return shown[0];
  }

  private void show(String line) {
    surface.out().println(line);
    surface.out().flush();
  }

  private LogReader log() throws Refusal {
    if (!parsed.hasMatchedPositional(0)) {
      return RecordedLines.log(here);
    }
    String word = parsed.matchedPositional(0).stringValues().getFirst();
    Path file = RecordedLines.resolved(word, surface);
    if (!follow || Files.exists(file)) {
      file = RecordedLines.named(word, whatElse(word), surface);
    }
    return LogReader.named(file);
  }

  private static String whatElse(String word) {
    return word.matches("[0-9]+")
        ? "for so many events: telem log tail -n " + word
        : "`telem status` names the log, and -f waits for one";
  }

  private Optional<String> type() throws Refusal {
    Optional<String> named = given("--type");
    Optional<String> type = named.flatMap(EventFilter::type);
    if (named.isPresent() && type.isEmpty()) {
      throw Refusal.usage(
          "--type takes one of " + String.join(", ", EventFilter.types()) + ", or its whole name");
    }
    return type;
  }

  /** The whole id of the run that is meant; of one that is to be waited for as it is given. */
  private Optional<String> run(LogReader log) throws IOException, Refusal {
    Optional<String> named = given("--run");
    if (named.isEmpty()) {
      return named;
    }
    return switch (RunName.of(named.get(), log)) {
      case RunName.Whole whole -> Optional.of(whole.run());
      case RunView.Ambiguous ambiguous ->
          throw Refusal.failure(ambiguous.message(ZoneId.systemDefault()).strip());
      case RunView.Unknown unknown -> {
        if (follow && RunName.isWhole(named.get())) {
          yield named;
        }
        throw Refusal.failure(unknown.message());
      }
    };
  }

  private Optional<String> given(String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, null));
  }

  private Pause whileSomebodyReads() {
    Pause pause = Pause.of(Pause.BETWEEN_LOOKS);
    return () -> !surface.out().checkError() && pause.goesOn();
  }

  /** What is printed of a line. A table's header is printed now. */
  private Function<LogLine, String> words() {
    if (parsed.hasMatchedOption("--json")) {
      return line -> EventLine.of(line).json();
    }
    boolean terminal = Terminal.on(1);
    LogTable table =
        new LogTable(
            ZoneId.systemDefault(),
            terminal ? columns() : 0,
            terminal && !surface.environment().containsKey("NO_COLOR"),
            new DeliveryWords(here));
    show(table.header());
    return line -> table.row(EventLine.of(line));
  }

  private int columns() {
    String columns = surface.environment().get("COLUMNS");
    try {
      return columns == null ? Terminal.columns() : Integer.parseInt(columns);
    } catch (NumberFormatException unreadable) {
      return Terminal.columns();
    }
  }
}
