package dev.telem.cli;

import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import dev.telem.log.Pause;
import dev.telem.log.Receipts;
import dev.telem.report.EventLine;
import dev.telem.report.LogTable;
import dev.telem.report.RunView;
import dev.telem.run.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem log tail} and {@code telem log show}. */
final class LogCommand implements Command {
  private static final int USUAL_COUNT = 10;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "log",
            "Look at what was recorded.",
            "telem log tail -n 20",
            "telem log tail -f",
            "telem log show 3f2a9c01");
    CommandSpec tail =
        Specs.command(
            "tail",
            "Show the last events, as a table for people or as they are with --json.",
            "telem log tail",
            "telem log tail -n 50",
            "telem log tail -f                  and every event that comes, until Ctrl-C",
            "telem log tail --json | jq .command");
    tail.addOption(Specs.number("N", "How many events (default: 10).", "-n", "--lines"));
    tail.addOption(Specs.flag("Go on: show every event as it comes.", "-f", "--follow"));
    tail.addOption(Specs.flag("Print the lines of the log as they are.", "--json"));
    tail.addPositional(
        Specs.word("FILE", "0..1", "The log; default: the one that `telem status` names."));
    CommandSpec show =
        Specs.command(
            "show",
            "Show every byte of one run's events, and what became of each.",
            "telem log show 3f2a9c01",
            "telem log show --json 3f2a9c01");
    show.addOption(Specs.flag("Print one JSON object.", "--json"));
    show.addPositional(
        Specs.word("ID", "1", "The run's id, or the part of it that `telem log tail` shows."));
    spec.addSubcommand("tail", tail);
    spec.addSubcommand("show", show);
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    return switch (parsed.commandSpec().name()) {
      case "tail" -> tail(parsed, surface);
      case "show" -> show(parsed, surface);
      default ->
          throw Refusal.usage(
              "say what to do with the log: `telem log tail` or `telem log show ID`");
    };
  }

  private static int tail(ParseResult parsed, Surface surface) throws IOException, Refusal {
    int count = parsed.matchedOptionValue("-n", USUAL_COUNT);
    if (count < 0) {
      throw Refusal.usage("-n takes how many events to show, 0 or more");
    }
    Here here = Here.on(surface);
    boolean follow = parsed.hasMatchedOption("-f");
    LogReader log;
    if (parsed.hasMatchedPositional(0)) {
      Path file =
          RecordedLines.resolved(parsed.matchedPositional(0).stringValues().getFirst(), surface);
      if (!follow && !Files.exists(file)) {
        throw Refusal.failure(
            file + " does not exist; `telem status` names the log, and -f waits for one");
      }
      log = LogReader.named(file);
    } else {
      log = RecordedLines.log(here);
    }
    Consumer<LogLine> printer = printer(parsed.hasMatchedOption("--json"), here, surface);
    if (follow) {
      log.follow(count, line -> true, printer, whileSomebodyReads(surface));
      return ExitCode.OK;
    }
    var lines = log.last(count, line -> true);
    lines.forEach(printer);
    if (lines.isEmpty() && count > 0) {
      surface.err().println("telem: nothing has been recorded yet; try: telem run -- echo hello");
    }
    return ExitCode.OK;
  }

  private static Pause whileSomebodyReads(Surface surface) {
    Pause pause = Pause.of(Pause.BETWEEN_LOOKS);
    return () -> !surface.out().checkError() && pause.goesOn();
  }

  private static Consumer<LogLine> printer(boolean json, Here here, Surface surface)
      throws IOException {
    PrintStream out = surface.out();
    if (json) {
      return line -> {
        out.println(EventLine.of(line).json());
        out.flush();
      };
    }
    boolean terminal = Terminal.on(1);
    LogTable table =
        new LogTable(
            ZoneId.systemDefault(),
            terminal ? columns(surface) : 0,
            terminal && !surface.environment().containsKey("NO_COLOR"),
            new DeliveryWords(here));
    out.println(table.header());
    return line -> {
      out.println(table.row(EventLine.of(line)));
      out.flush();
    };
  }

  private static int show(ParseResult parsed, Surface surface) throws IOException, Refusal {
    Here here = Here.on(surface);
    String id = parsed.matchedPositional(0).stringValues().getFirst();
    RunView view =
        RunView.of(
            id,
            RecordedLines.log(here),
            new Receipts(here.directories().receipts()),
            here.directories().troubles());
    switch (view) {
      case RunView.Found found ->
          surface
              .out()
              .print(
                  parsed.hasMatchedOption("--json")
                      ? found.json(new DeliveryWords(here)) + "\n"
                      : found.text(ZoneId.systemDefault(), new DeliveryWords(here)));
      case RunView.Ambiguous ambiguous ->
          throw Refusal.failure(ambiguous.message(ZoneId.systemDefault()).strip());
      case RunView.Unknown unknown -> throw Refusal.failure(unknown.message());
    }
    return ExitCode.OK;
  }

  private static int columns(Surface surface) {
    String columns = surface.environment().get("COLUMNS");
    try {
      return columns == null ? Terminal.columns() : Integer.parseInt(columns);
    } catch (NumberFormatException unreadable) {
      return Terminal.columns();
    }
  }
}
