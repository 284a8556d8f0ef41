package dev.telem.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What the options said that {@code telem run} and {@code telem preview} take. */
record RunOptions(
    @Nullable String app,
    @Nullable String endpoint,
    @Nullable String level,
    @Nullable String profile,
    @Nullable String configFile) {
  static final RunOptions NONE = new RunOptions(null, null, null, null, null);
  static final String PROFILE =
      "The tool's profile: a file, or the name of an installed one. Default: what"
          + " TELEMETRY_PROFILE or your configuration names, if anything.";

  /** The same, about that app if none was named. */
  RunOptions named(String program) {
    return app == null ? new RunOptions(program, endpoint, level, profile, configFile) : this;
  }

  /** The same, with this profile. */
  RunOptions withProfile(String other) {
    return new RunOptions(app, endpoint, level, other, configFile);
  }

  static void describe(CommandSpec spec) {
    spec.addOption(
        Specs.value(
            "NAME",
            "The tool's name in every event. Default: the \"app\" of the profile, or the command.",
            "--app"));
    spec.addOption(Specs.value("FILE|NAME", PROFILE, "--profile"));
    spec.addOption(
        Specs.value(
            "URL",
            "Send the events to this URL. Whoever names one agrees to sending, unless a level is"
                + " set. Default: TELEMETRY_ENDPOINT, or the configuration's.",
            "--endpoint"));
    spec.addOption(
        Specs.choice(
            "LEVEL",
            "off: record nothing. local: record on this machine. on: send, too. An opt-out"
                + " elsewhere still holds.",
            List.of("off", "local", "on"),
            "--level"));
    spec.addOption(
        Specs.value(
            "FILE",
            "A configuration file of the tool. Its hash is recorded: whether it changed can be"
                + " seen, and nothing of what is in it.",
            "--config-file"));
  }

  /** What commands take that look at a tool and run none. */
  static void describeTool(CommandSpec spec) {
    spec.addOption(
        Specs.value(
            "NAME",
            "Look at what is set for this tool, too, such as MYTOOL_TELEMETRY for mytool.",
            "--app"));
    spec.addOption(Specs.value("FILE|NAME", PROFILE, "--profile"));
  }

  static RunOptions ofTool(ParseResult parsed) {
    return new RunOptions(
        parsed.matchedOptionValue("--app", null),
        null,
        null,
        parsed.matchedOptionValue("--profile", null),
        null);
  }

  static RunOptions of(ParseResult parsed) throws Refusal {
    String level = parsed.matchedOptionValue("--level", null);
    if (level != null && !level.equals("off") && !level.equals("local") && !level.equals("on")) {
      throw Refusal.usage("--level takes off, local or on, but got '" + level + "'");
    }
    return new RunOptions(
        parsed.matchedOptionValue("--app", null),
        parsed.matchedOptionValue("--endpoint", null),
        level,
        parsed.matchedOptionValue("--profile", null),
        parsed.matchedOptionValue("--config-file", null));
  }
}
