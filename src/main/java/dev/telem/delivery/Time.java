package dev.telem.delivery;

import java.util.concurrent.TimeUnit;

/** Time as the sender needs it. */
public interface Time {
  /** Milliseconds since the epoch, as the machine's clock has it; may jump. */
  long nowMs();

  /** Milliseconds since some moment; never jumps. */
  long elapsedMs();

  /** Lets so many milliseconds pass. */
  void pause(long ms) throws InterruptedException;

  /** The machine's own. */
  static Time system() {
    return new Time() {
      @Override
      public long nowMs() {
        return System.currentTimeMillis();
      }

      @Override
      public long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
      }

      @Override
      public void pause(long ms) throws InterruptedException {
        Thread.sleep(ms);
      }
    };
  }
}
