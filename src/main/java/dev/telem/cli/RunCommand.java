package dev.telem.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem run} with options; without any it does not come this way. */
final class RunCommand implements Command {
  static final String PROFILE = "The tool's profile: a file, or the name of an installed one.";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "run",
            "Run a command exactly as if telem were not there, and record that it started and how"
                + " it ended.",
            "telem run -- mytool deploy ./x",
            "telem run --level local -- mytool deploy ./x    record here, send nothing",
            "telem run --app mytool --endpoint https://telemetry.example.com/v1/events -- ./mytool"
                + " deploy");
    spec.parser().stopAtPositional(true);
    spec.addOption(
        Specs.value("NAME", "Collect under this name; default: the command's.", "--app"));
    spec.addOption(
        Specs.value(
            "URL", "Send the events there. Naming an endpoint is consent to it.", "--endpoint"));
    spec.addOption(
        Specs.value("LEVEL", "off, local or on; never above what an opt-out says.", "--level"));
    spec.addOption(Specs.value("FILE|NAME", PROFILE, "--profile"));
    spec.addPositional(Specs.words("COMMAND", "The command and its arguments, after `--`."));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws Refusal {
    List<String> words = parsed.originalArgs();
    int first = CommandWords.commandWord(words, parsed.commandSpec());
    if (first == words.size()) {
      throw Refusal.usage("say which command to run: telem run -- COMMAND [ARG…]");
    }
    String level = parsed.matchedOptionValue("--level", null);
    if (level != null && !level.equals("off") && !level.equals("local") && !level.equals("on")) {
      throw Refusal.usage("--level takes off, local or on, not '" + level + "'");
    }
    return new WrappedRun(surface)
        .run(
            first,
            words.subList(first, words.size()),
            new RunOptions(
                parsed.matchedOptionValue("--app", null),
                parsed.matchedOptionValue("--endpoint", null),
                level,
                parsed.matchedOptionValue("--profile", null)));
  }
}
