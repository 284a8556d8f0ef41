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

  /** It never ran. */
  record NotStarted(Cause cause) implements Outcome {}

  /** Why a command could not be started. */
  enum Cause {
    /** No such file, in the PATH or where a path says. */
    NOT_FOUND("command not found", 127),
    /** A directory, or a file without the right to execute it. */
    NOT_EXECUTABLE("permission denied", 126),
    /** Too many arguments, no memory, too many processes, a damaged program. */
    SYSTEM("cannot be started", 126);

    private final String words;
    private final int exitCode;

    Cause(String words, int exitCode) {
      this.words = words;
      this.exitCode = exitCode;
    }

    /** As a shell would say it. */
    public String words() {
      return words;
    }
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
    return ((NotStarted) this).cause().exitCode;
  }
}
