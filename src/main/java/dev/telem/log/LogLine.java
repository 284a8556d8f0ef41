package dev.telem.log;

/** One line as it was found in a log, without its line end. */
public sealed interface LogLine {
  /** The longest line in bytes that is taken for one: 1 MiB. */
  int LIMIT = 1 << 20;

  /** The line, or of a damaged one as much as can be shown; may hold any character but LF. */
  String text();

  /** A line of valid UTF-8; whether it holds an event is for others to say. */
  record Whole(String text) implements LogLine {}

  /**
   * A line that nobody wrote like this.
   *
   * @param text its first bytes, unreadable ones replaced by U+FFFD
   * @param reason what is wrong with it
   */
  record Damaged(String text, String reason) implements LogLine {}
}
