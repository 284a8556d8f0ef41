package dev.telem.cli;

import dev.telem.report.Shown;

/** A word as a shell takes it: what people are given to paste does what it says, and no more. */
final class ShellWord {
  private ShellWord() {}

  /** The text, quoted where a shell would see more in it than a word. */
  static String of(String text) {
    return text.matches("[A-Za-z0-9/._+,@%=:-]+")
        ? text
        : "'" + Shown.of(text).replace("'", "'\\''") + "'";
  }
}
