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
    Here here = Here.on(surface, options, command);
    Call call = here.call(firstWord, command, options, surface);
    Outcome outcome =
        here.decision().noticeDue() && Notice.show(here, surface)
            ? Session.runAfterNotice(call)
            : Session.run(call);
    if (outcome instanceof Outcome.NotStarted failed) {
      // As a shell prints it, and the exit code below is a shell's too.
      surface.err().println("telem: " + command.get(0) + ": " + failed.reason());
      surface.err().flush();
    }
    WrappedCommand.leaveAs(outcome);
    return outcome.exitCode();
  }
}
