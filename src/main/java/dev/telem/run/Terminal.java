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
}
