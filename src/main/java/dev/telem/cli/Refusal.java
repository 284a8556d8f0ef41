package dev.telem.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A command that cannot do what was asked. The message is for the person, and says what to do next.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;
  private final int exitCode;

  private Refusal(int exitCode, String message, @Nullable IOException cause) {
    super(message, cause, false, false);
    this.exitCode = exitCode;
  }

  /** The command was called wrongly. */
  static Refusal usage(String message) {
    return new Refusal(ExitCode.USAGE, message, null);
  }

  /** The command was right, but it does not work. */
  static Refusal failure(String message) {
    return new Refusal(ExitCode.FAILURE, message, null);
  }

  /** The same, with what went wrong below for those who look for defects. */
  static Refusal failure(String message, IOException cause) {
    return new Refusal(ExitCode.FAILURE, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
