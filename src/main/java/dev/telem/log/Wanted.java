package dev.telem.log;

/** Which lines of a log are wanted. */
@FunctionalInterface
public interface Wanted {
  /** Whether this one is; asked more than once of the same line. */
  boolean wants(LogLine line);

  /** Whether no line before this one can be wanted: a search from the end stops here. */
  default boolean isFirst(LogLine line) {
    return false;
  }
}
