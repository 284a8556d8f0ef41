package dev.telem.cli;

import dev.telem.config.BadConfiguration;
import dev.telem.config.ConfigurationFile;
import dev.telem.config.Level;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code telem enable}, {@code telem disable} and {@code telem level}: the person's own decision.
 */
final class LevelCommand implements Command {
  private final String name;
  private final @Nullable Level fixed;

  LevelCommand(String name, @Nullable Level fixed) {
    this.name = name;
    this.fixed = fixed;
  }

  @Override
  public CommandSpec spec() {
    if (fixed != null) {
      return Specs.command(
          name,
          fixed == Level.ON
              ? "Switch telemetry on. Commands that run through telem are recorded, and the events"
                  + " sent if an endpoint is named: by you, or by a tool's publisher in its"
                  + " profile."
              : "Switch telemetry off. From now on nothing is recorded, made or sent. What was"
                  + " recorded stays; `telem forget` removes it.",
          "telem " + name);
    }
    CommandSpec spec =
        Specs.command(
            name,
            "Show or set the level: off, local or on. off: nothing is recorded. local: recorded on"
                + " this machine, nothing is sent. on: recorded, and sent if an endpoint is named.",
            "telem level local",
            "telem level          show it");
    spec.addPositional(
        Specs.choice(
            "LEVEL",
            "0..1",
            "off, local or on. Default: the level is shown and not changed.",
            Arrays.stream(Level.values()).map(Level::word).toList()));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    Level wanted = fixed == null ? wanted(parsed) : fixed;
    if (wanted != null) {
      try {
        ConfigurationFile.setLevel(Here.on(surface).directories().configFile(), wanted);
      } catch (BadConfiguration unreadable) {
        throw Refusal.failure(
            unreadable.getMessage() + "; correct or delete the file, then try again");
      }
    }
    Here here = Here.on(surface);
    surface.out().println(here.decision().level().word());
    if (wanted != null && wanted != here.decision().level()) {
      surface
          .err()
          .println(
              "telem: it is "
                  + here.decision().level().word()
                  + " all the same: "
                  + here.decision().reason().source()
                  + ": "
                  + here.decision().reason().detail()
                  + "; `telem status` shows all that was looked at");
    }
    return ExitCode.OK;
  }

  private static @Nullable Level wanted(ParseResult parsed) throws Refusal {
    if (!parsed.hasMatchedPositional(0)) {
      return null;
    }
    String word = parsed.matchedPositional(0).stringValues().getFirst().toLowerCase(Locale.ROOT);
    for (Level level : Level.values()) {
      if (level.word().equals(word)) {
        return level;
      }
    }
    throw Refusal.usage("the level is off, local or on, but got '" + word + "'");
  }
}
