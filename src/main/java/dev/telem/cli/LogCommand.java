package dev.telem.cli;

import dev.telem.log.Receipts;
import dev.telem.report.RunView;
import java.io.IOException;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem log tail} and {@code telem log show}. */
final class LogCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "log",
            "Show what was recorded. The log is a file on this machine; `telem status` names it.",
            "telem log tail -n 20",
            "telem log tail -f --failed      and what comes, until Ctrl-C",
            "telem log show 3f2a9c01         one run whole, by its id in log tail");
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
    spec.addSubcommand("tail", LogTail.spec());
    spec.addSubcommand("show", show);
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    return switch (parsed.commandSpec().name()) {
      case "tail" -> LogTail.run(parsed, surface);
      case "show" -> show(parsed, surface);
      default -> throw Mistake.halfSaid(parsed.commandSpec());
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
}
