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
            "Show what was recorded. The log is a file on this machine; `telem status` names it.",
            "telem log tail -n 20",
            "telem log tail -f               and what comes, until Ctrl-C",
            "telem log show 3f2a9c01         one run whole, by its id in log tail");
    CommandSpec tail =
        Specs.command(
            "tail",
            "Show the last events. Each with its run, its command, how that ended, and whether the"
                + " event was sent.",
            "telem log tail",
            "telem log tail -n 50",
            "telem log tail -f                  and what comes, until Ctrl-C",
            "telem log tail --json | jq .command");
    tail.addOption(Specs.number("N", "How many events. Default: 10.", "-n", "--lines"));
    tail.addOption(
        Specs.flag("Go on, and show every event as it comes; end with Ctrl-C.", "-f", "--follow"));
    tail.addOption(
        Specs.flag("Print the lines of the log as they are: one JSON object each.", "--json"));
    tail.addPositional(
        Specs.word("FILE", "0..1", "The log. Default: the one that `telem status` names."));
    CommandSpec show =
        Specs.command(
            "show",
            "Show one run: all that was recorded of it. Each event whole, and what became of it:"
                + " sent, waiting, refused.",
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
      default -> throw Mistake.halfSaid(parsed.commandSpec());
    };
  }

  private static int tail(ParseResult parsed, Surface surface) throws IOException, Refusal {
    int count = parsed.matchedOptionValue("-n", USUAL_COUNT);
    if (count < 0) {
      throw Refusal.usage("-n or --lines takes a whole number, 0 or more, but got '" + count + "'");
    }
    Here here = Here.on(surface);
    boolean follow = parsed.hasMatchedOption("-f");
    LogReader log;
    if (parsed.hasMatchedPositional(0)) {
      String word = parsed.matchedPositional(0).stringValues().getFirst();
      Path file = RecordedLines.resolved(word, surface);
      if (!follow || Files.exists(file)) {
        file = RecordedLines.named(word, whatElse(word), surface);
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
      surface
          .err()
          .println(
              "telem: "
                  + (parsed.hasMatchedPositional(0)
                      ? "that file is empty; `telem log tail` shows the log of this machine"
                      : RecordedLines.nothing(here)));
    }
    return ExitCode.OK;
  }

  private static String whatElse(String word) {
    return word.matches("[0-9]+")
        ? "for so many events: telem log tail -n " + word
        : "`telem status` names the log, and -f waits for one";
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
      case RunView.Ambiguous ambiguous -> {
        surface.err().print("telem: " + ambiguous.message(ZoneId.systemDefault()));
        return ExitCode.FAILURE;
      }
      case RunView.Unknown unknown ->
          throw unknown.tooShort()
              ? Refusal.usage(unknown.message())
              : Refusal.failure(unknown.message());
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
