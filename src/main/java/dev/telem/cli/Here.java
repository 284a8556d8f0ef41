package dev.telem.cli;

import dev.telem.config.Directories;
import dev.telem.config.Options;
import dev.telem.config.Problem;
import dev.telem.config.Rank;
import dev.telem.config.Settings;
import dev.telem.config.Source;
import dev.telem.config.Statement;
import dev.telem.consent.Audience;
import dev.telem.consent.Consent;
import dev.telem.consent.Decision;
import dev.telem.environment.FileProbe;
import dev.telem.environment.Surroundings;
import dev.telem.event.EventEncoder;
import dev.telem.run.Terminal;
import dev.telem.session.Call;
import java.util.List;
import java.util.Optional;

/**
 * What holds here and now: what people set, what that means, and where we are.
 *
 * @param app the name under which is collected; empty where no tool is meant
 */
record Here(
    String app,
    Directories directories,
    Settings settings,
    Decision decision,
    Surroundings surroundings) {

  /** For a command that is about no tool in particular. */
  static Here on(Surface surface) {
    return on(surface, RunOptions.NONE);
  }

  /** For what is about a tool in general: its profile is read whole. */
  static Here on(Surface surface, RunOptions options) {
    return on(surface, options.app() == null ? "" : options.app(), options, List.of());
  }

  /** For one call of a tool, with these words: its profile is read as far as they need it. */
  static Here on(Surface surface, RunOptions options, List<String> command) {
    return on(
        surface,
        options.app() == null ? baseName(command.get(0)) : options.app(),
        options,
        command);
  }

  private static Here on(Surface surface, String app, RunOptions options, List<String> command) {
    Directories directories = directories(surface);
    Settings settings =
        Settings.read(
            surface.environment(),
            directories,
            surface.workingDirectory(),
            app,
            new Options(
                Optional.ofNullable(options.endpoint()),
                Optional.ofNullable(options.level()),
                Optional.ofNullable(options.profile()),
                command));
    boolean errorsAreSeen = Terminal.on(2);
    Surroundings surroundings =
        Surroundings.of(
            surface.environment(),
            surface.system(),
            FileProbe.onDisk(),
            Terminal.on(0),
            errorsAreSeen);
    Decision decision =
        Consent.decide(
            settings,
            Audience.of(surroundings.ci().present(), errorsAreSeen),
            EventEncoder.SCHEMA_VERSION);
    return new Here(named(app, options, settings), directories, settings, decision, surroundings);
  }

  /**
   * Refuses where a profile was named that cannot be used: shown without it, a command line would
   * look as it will not be recorded.
   */
  void expectUsableProfile() throws Refusal {
    for (Statement statement : decision.sources()) {
      if (statement.rank() == Rank.PROFILE && statement instanceof Statement.Unreadable) {
        throw Refusal.failure(
            statement.source()
                + ": "
                + statement.said()
                + "; `telem profile check FILE` shows more");
      }
    }
  }

  /** Refuses an {@code --endpoint} that nothing can be sent to: the person is looking. */
  void expectUsableEndpoint() throws Refusal {
    for (Problem problem : settings.problems()) {
      if (problem.source().kind() == Source.Kind.OPTION
          && problem.source().name().equals("--endpoint")) {
        throw Refusal.usage(problem.toString());
      }
    }
  }

  /** The last part of the command. */
  static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }

  /** The person's word, then the profile's, then the command's name. */
  private static String named(String app, RunOptions options, Settings settings) {
    return options.app() == null && settings.profile().isPresent()
        ? settings.profile().get().app().orElse(app)
        : app;
  }

  /** This call, for the session. */
  Call call(int firstWord, List<String> command, RunOptions options, Surface surface) {
    return new Call(
        firstWord,
        command,
        app,
        decision,
        directories,
        settings,
        surroundings,
        surface.environment(),
        surface.workingDirectory(),
        options.configFile(),
        Version.NUMBER,
        surface.err(),
        surface.debugging());
  }

  /** Every place that telem reads or writes here. */
  static Directories directories(Surface surface) {
    return Directories.of(
        surface.environment(),
        surface.system().getProperty("os.name", ""),
        surface.system().getProperty("user.home", ""));
  }
}
