package dev.telem.cli;

/**
 * A command that cannot do what was asked. The message is for the person, and says what to do next.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;
  private final int exitCode;

  private Refusal(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The command was called wrongly. */
  static Refusal usage(String message) {
    return new Refusal(ExitCode.USAGE, message);
  }

  /** The command was right, but it does not work. */
  static Refusal failure(String message) {
    return new Refusal(ExitCode.FAILURE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
