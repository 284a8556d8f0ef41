package dev.telem.cli;

import dev.telem.run.Outcome;
import dev.telem.run.WrappedCommand;
import dev.telem.session.Call;
import dev.telem.session.Session;
import java.util.List;

/** {@code telem run}: the command that this process was asked to run. */
final class WrappedRun {
  private final Surface surface;

  WrappedRun(Surface surface) {
    this.surface = surface;
  }

  /**
   * Runs the command and ends this process as it ended; returns only while the AOT cache is
   * trained.
   *
   * @param firstWord where the command stands among the words after {@code telem}
   */
  int run(int firstWord, List<String> command, RunOptions options) {
    String app = options.app() == null ? baseName(command.get(0)) : options.app();
    Here here = Here.on(surface, app, options, command);
    Outcome outcome =
        Session.run(
            new Call(
                firstWord,
                command,
                app,
                here.decision().level(),
                here.directories(),
                here.settings(),
                here.surroundings(),
                surface.environment(),
                surface.workingDirectory(),
                Version.NUMBER,
                surface.err(),
                surface.debugging()));
    if (outcome instanceof Outcome.NotStarted failed) {
      // As a shell prints it, and the exit code below is a shell's too.
      surface.err().println("telem: " + command.get(0) + ": " + failed.reason());
      surface.err().flush();
    }
    WrappedCommand.leaveAs(outcome);
    return outcome.exitCode();
  }

  /** The app, where nobody named one: the last part of the command. */
  static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
