package dev.telem.run;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command that this process was asked to run: one process has one. */
public final class WrappedCommand {
  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int SIGINT = 2;
  private static final int SIGQUIT = 3;

  private final int process;

  private WrappedCommand(int process) {
    this.process = process;
  }

  /**
   * Starts the command. Whether that worked, {@link #await} tells.
   *
   * @param firstWord where the command stands on the command line; 0 is the first word after {@code
   *     telem}
   * @param environmentAdditions {@code NAME=value}, in place of the caller's variables of the same
   *     names
   */
  public static WrappedCommand start(int firstWord, List<String> environmentAdditions) {
    return new WrappedCommand(Launcher.spawn(firstWord, bytes(environmentAdditions)));
  }

  /** Its process id; negative where it could not be started. */
  public int process() {
    return process;
  }

  /** Waits for the end of the command, passing signals on meanwhile. */
  public Outcome await() {
    if (process < 0) {
      int errno = -process;
      if (errno == ENOENT) {
        return new Outcome.NotStarted(Outcome.Cause.NOT_FOUND, "command not found");
      }
      return new Outcome.NotStarted(
          errno == EACCES ? Outcome.Cause.NOT_EXECUTABLE : Outcome.Cause.SYSTEM,
          Launcher.reason(errno));
    }
    int status = Launcher.await();
    return status < 0 ? new Outcome.Signalled(-status) : new Outcome.Exited(status);
  }

  /**
   * Ends this process as the command ended: with its exit code, or by the same signal where it was
   * the terminal's, so that a shell loop around us stops as it would have without us (spec
   * process.md, "Exit status").
   */
  public static void leaveAs(Outcome outcome) {
    int signal = 0;
    if (outcome instanceof Outcome.Signalled signalled
        && (signalled.number() == SIGINT || signalled.number() == SIGQUIT)) {
      signal = signalled.number();
    }
    Launcher.leave(outcome.exitCode(), signal);
  }

  static byte[][] bytes(List<String> texts) {
    byte[][] bytes = new byte[texts.size()][];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }
}
