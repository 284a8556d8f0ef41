package dev.telem.run;

import java.util.List;

/**
 * Starts telem again, to send what waits. The new process has a session of its own and none of our
 * streams.
 */
public final class SenderProcess {
  private SenderProcess() {}

  /**
   * Starts it and forgets it: it is nobody's child.
   *
   * @return whether it could be started
   */
  public static boolean startDetached(List<String> arguments, List<String> environmentAdditions) {
    return Launcher.startSender(
            WrappedCommand.bytes(arguments), WrappedCommand.bytes(environmentAdditions), false)
        == 0;
  }

  /**
   * Starts it and waits for its end, at most for that time, in milliseconds; then it goes on alone.
   *
   * @return whether it could be started
   */
  public static boolean startAndWait(
      List<String> arguments, List<String> environmentAdditions, long milliseconds) {
    int process =
        Launcher.startSender(
            WrappedCommand.bytes(arguments), WrappedCommand.bytes(environmentAdditions), true);
    if (process > 0) {
      Launcher.waitFor(process, milliseconds);
    }
    return process > 0;
  }
}
