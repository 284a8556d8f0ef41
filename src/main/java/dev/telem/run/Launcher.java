package dev.telem.run;

/**
 * The native half of this program: {@code src/main/c/telem.c} registers these methods before it
 * calls Java. In any other virtual machine (a unit test) they are not there.
 */
final class Launcher {
  private Launcher() {}

  /**
   * Starts the words of the command line from {@code firstWord} (0 is the first after {@code
   * telem}) exactly as the caller's shell would have. Returns the process id, or the negative
   * {@code errno}.
   */
  static native int spawn(int firstWord, byte[][] environmentAdditions);

  /**
   * Waits for the command, passing signals on. Returns its exit code, or the negative number of the
   * signal that ended it.
   */
  static native int await();

  /**
   * Ends this process at once, by the signal if it is not 0. Returns only while the AOT cache is
   * trained.
   */
  static native void leave(int code, int signal);

  /**
   * Starts this program again in a session of its own, with nothing of the caller's but the
   * environment. Returns 0, the process id if {@code attached}, or the negative {@code errno}.
   */
  static native int startSender(
      byte[][] arguments, byte[][] environmentAdditions, boolean attached);

  /** Whether an attached process has ended within that time. */
  static native boolean waitFor(int process, long milliseconds);

  /** The system's words for an {@code errno}. */
  static native String reason(int errno);

  /** Whether a standard descriptor is a terminal. */
  static native boolean terminal(int descriptor);

  /** The width of the terminal on standard output, in columns; 0 if it is none. */
  static native int columns();

  /** Whether standard error is a terminal that has our process group in the foreground. */
  static native boolean foreground();

  /** Writes to our terminal without ever waiting for it; returns how many bytes stand there. */
  static native int show(byte[] text);
}
