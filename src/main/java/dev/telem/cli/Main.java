package dev.telem.cli;

/** Where the native launcher enters. */
public final class Main {
  private Main() {}

  /**
   * Runs telem.
   *
   * @param words the arguments' bytes, each ended by a NUL
   * @return the exit code
   */
  public static int launch(byte[] words) {
    return Telem.run(CommandWords.decode(words), Surface.ofThisProcess());
  }
}
