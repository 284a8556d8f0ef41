package dev.telem.delivery;

/**
 * A moment by which everything has to be over, on a clock that does not jump.
 *
 * @param time the clock
 * @param endMs the moment, as {@link Time#elapsedMs} counts
 */
record Deadline(Time time, long endMs) {
  static Deadline in(long ms, Time time) {
    return new Deadline(time, time.elapsedMs() + ms);
  }

  /** An earlier one, so that so many can each have the same share of what is left. */
  Deadline share(int ofSoMany) {
    return in(leftMs() / ofSoMany, time);
  }

  long leftMs() {
    return Math.max(0, endMs - time.elapsedMs());
  }

  boolean isOver() {
    return leftMs() == 0;
  }
}
