package dev.telem.cli;

import dev.telem.config.Level;
import dev.telem.consent.Withheld;
import dev.telem.report.PreviewReport;
import dev.telem.run.Executable;
import dev.telem.session.Preview;
import dev.telem.shim.Shim;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem preview}: runs nothing, records nothing, sends nothing. */
final class PreviewCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "preview",
            "Show what would be recorded of a command line, and why. Word by word, then the event"
                + " and the request that would be sent. Runs, records and sends nothing.",
            "telem preview -- mytool deploy --token abc ./x",
            "telem preview --json -- mytool deploy ./x | jq .args",
            "telem preview --as otlp -- mytool deploy ./x",
            "telem preview --json --lines < commands.jsonl    lines as [\"mytool\",\"deploy\"]",
            "telem preview --profile ./mytool.json -- mytool deploy ./x");
    spec.parser().stopAtPositional(true);
    RunOptions.describe(spec);
    spec.addOption(Specs.flag("Print one JSON object.", "--json"));
    spec.addOption(
        OptionSpec.builder("--lines")
            .type(boolean.class)
            .description(
                "With --json: read command lines on stdin, each a JSON array of strings, and print"
                    + " one JSON object for each.")
            .build());
    spec.addOption(PreviewedForms.option());
    spec.addPositional(Specs.anyWords("COMMAND", "The command and its arguments, behind `--`."));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    if (parsed.hasMatchedOption("--lines")) {
      if (!parsed.hasMatchedOption("--json")) {
        throw Refusal.usage("--lines prints JSON; type: telem preview --json --lines");
      }
      return new PreviewLines(RunOptions.of(parsed), surface).print();
    }
    List<String> words = parsed.originalArgs();
    int first = CommandWords.commandWord(words, parsed.commandSpec());
    if (first == words.size()) {
      throw Refusal.usage("say which command to preview: telem preview -- COMMAND");
    }
    List<String> command = words.subList(first, words.size());
    RunOptions options = asRun(RunOptions.of(parsed), command.getFirst(), surface);
    Here here = Here.on(surface, options, command);
    here.expectUsableProfile();
    here.expectUsableEndpoint();
    if (options.configFile() != null
        && !Files.isReadable(RecordedLines.resolved(options.configFile(), surface))) {
      throw Refusal.failure(
          "--config-file " + options.configFile() + " cannot be read; name a file that can be");
    }
    Preview preview = Preview.of(here.call(0, command, options, surface));
    PreviewedForms forms = PreviewedForms.of(parsed, here, preview);
    if (parsed.hasMatchedOption("--json")) {
      surface.out().println(PreviewReport.json(preview.command(), preview.event(), forms.json()));
    } else {
      show(command, here, preview, forms, surface.out());
    }
    return ExitCode.OK;
  }

  /** As the run itself: where the PATH leads to a shim, with its profile unless one is named. */
  private static RunOptions asRun(RunOptions options, String tool, Surface surface)
      throws IOException {
    String path = surface.environment().getOrDefault("PATH", "");
    Optional<Path> found = Executable.find(tool, path, surface.workingDirectory());
    Optional<Shim> shim = found.isPresent() ? Shim.at(found.get()) : Optional.empty();
    return options.profile() == null && shim.isPresent() && !shim.get().profile().isEmpty()
        ? options.withProfile(shim.get().profile())
        : options;
  }

  /** For people: word by word, the event, and the requests. */
  static void show(
      List<String> command, Here here, Preview preview, PreviewedForms forms, PrintStream out) {
    out.print(PreviewReport.text(command, preview.command()));
    out.println();
    show(here, preview, out);
    forms.show(out);
  }

  private static void show(Here here, Preview preview, PrintStream out) {
    Level level = here.decision().level();
    switch (level) {
      case OFF -> out.println("Telemetry is off here: nothing of it is recorded or sent.");
      case LOCAL ->
          out.println(
              "Telemetry is local here: this event is recorded in the log, and nothing is sent.");
      case ON -> out.println("Telemetry is on here: this event is recorded in the log, and sent.");
    }
    out.println(preview.event());
    for (Withheld withheld : here.decision().withheld()) {
      out.println("Not sent to " + withheld.destination() + ": " + withheld.why());
    }
  }
}
