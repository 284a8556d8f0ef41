package dev.telem.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem run} with options; without any it does not come this way. */
final class RunCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "run",
            "Run a command as if telem were not there, and record it. Two events are recorded: that"
                + " it started, and how it ended. What was typed becomes placeholders; `telem"
                + " preview` shows them. Ends as the command ends; 127 if there is no such"
                + " command.",
            "telem run -- mytool deploy ./x",
            "telem run --level local -- mytool deploy    record here, send nothing",
            "telem run --endpoint https://telemetry.example.com -- mytool deploy");
    spec.parser().stopAtPositional(true);
    RunOptions.describe(spec);
    spec.addPositional(Specs.words("COMMAND", "The command and its arguments, behind `--`."));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws Refusal {
    List<String> words = parsed.originalArgs();
    int first = CommandWords.commandWord(words, parsed.commandSpec());
    if (first == words.size()) {
      throw Refusal.usage("say which command to run: telem run -- COMMAND");
    }
    return new WrappedRun(surface)
        .run(first, words.subList(first, words.size()), RunOptions.of(parsed));
  }
}
