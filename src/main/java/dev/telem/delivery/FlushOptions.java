package dev.telem.delivery;

/**
 * How long and how insistently one flush works.
 *
 * @param force whether to try once although a back-off is pending
 * @param lingerMs how long to wait for more events after the last
 * @param budgetMs when to stop, whatever is left
 * @param patienceMs how long to wait while another sender is at work and events are waiting
 */
public record FlushOptions(boolean force, long lingerMs, long budgetMs, long patienceMs) {
  /** The detached sender's: serves the runs that follow, and ends within 60 s. */
  public static FlushOptions detached() {
    return new FlushOptions(false, 3_000, 60_000, 300);
  }

  /** A person's {@code telem flush}: tries everything now, and waits for a sender to end. */
  public static FlushOptions explicit() {
    return new FlushOptions(true, 0, 3_600_000, 65_000);
  }

  /** The same within so many milliseconds. */
  public static FlushOptions explicitWithin(long budgetMs) {
    return new FlushOptions(true, 0, budgetMs, budgetMs);
  }

  /** A run's own, in CI: what can be done within so many milliseconds, name look-up included. */
  public static FlushOptions within(long budgetMs) {
    return new FlushOptions(false, 0, budgetMs, budgetMs);
  }
}
