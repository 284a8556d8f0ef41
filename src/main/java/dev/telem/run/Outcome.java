package dev.telem.run;

/** How a wrapped command ended. */
public sealed interface Outcome permits Outcome.Exited, Outcome.Signalled, Outcome.NotStarted {
  /**
   * It ended by itself.
   *
   * @param code 0 to 255
   */
  record Exited(int code) implements Outcome {}

  /** A signal ended it. */
  record Signalled(int number) implements Outcome {}

  /**
   * It never ran.
   *
   * @param reason as a shell would say it
   */
  record NotStarted(Cause cause, String reason) implements Outcome {}

  /** Why a command could not be started. */
  enum Cause {
    /** There is no such file, in the PATH or where a path says. */
    NOT_FOUND,
    /** A directory, or a file without the right to execute it. */
    NOT_EXECUTABLE,
    /** Too many arguments, no memory, too many processes, a damaged program. */
    SYSTEM
  }

  /**
   * What a calling shell sees: the child's own code, 128+n for signal n, 127 or 126 for one that
   * never ran.
   */
  default int exitCode() {
    if (this instanceof Exited exited) {
      return exited.code();
    }
    if (this instanceof Signalled signalled) {
      return 128 + signalled.number();
    }
    return ((NotStarted) this).cause() == Cause.NOT_FOUND ? 127 : 126;
  }
}
