package dev.telem.run;

/** Whether this process's streams are terminals. */
public final class Terminal {
  private Terminal() {}

  /** Standard input, output, error: 0, 1, 2. One that the caller had closed is none. */
  public static boolean on(int descriptor) {
    return Launcher.terminal(descriptor);
  }

  /** The width of the terminal on standard output, in columns; 0 if it is none. */
  public static int columns() {
    return Launcher.columns();
  }

  /**
   * Whether standard error is a terminal at which somebody waits for this process: its job is in
   * the foreground. A terminal may stop those in the background when they write ({@code stty
   * tostop}).
   */
  public static boolean isInForeground() {
    return Launcher.foreground();
  }

  /**
   * Shows a text at that terminal, unless it does not take it at once: output may be halted
   * (Ctrl-S).
   *
   * @return how many bytes of the text, from its start, stand there
   */
  public static int show(byte[] text) {
    return Launcher.show(text);
  }
}
