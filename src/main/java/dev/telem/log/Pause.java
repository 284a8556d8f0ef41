package dev.telem.log;

import java.time.Duration;

/** The wait between two looks at a file that is followed. */
@FunctionalInterface
public interface Pause {
  /** Two looks and a rotation in between stay within the quarter second that people call "now". */
  Duration BETWEEN_LOOKS = Duration.ofMillis(80);

  /** Waits; false when following is over. */
  boolean goesOn();

  /** A pause of this length, over when the thread is interrupted. */
  static Pause of(Duration length) {
    return () -> {
      try {
        Thread.sleep(length);
        return true;
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
