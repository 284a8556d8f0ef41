package dev.telem.config;

import java.util.Optional;

/**
 * When events are handed to a sender (spec delivery.md, "Sender").
 *
 * @param mode what the person chose; nothing where the surroundings decide (CI waits)
 * @param timeoutMs the budget of a run that waits, in milliseconds
 * @param intervalMs how often a long run flushes, in milliseconds
 */
public record Flushing(Optional<Mode> mode, int timeoutMs, int intervalMs) {

  /** The ways to flush at the end of a run. */
  public enum Mode {
    /** A process of its own sends, nobody waits. */
    DETACH,
    /** The run sends and waits, within its budget. */
    WAIT,
    /** Nothing is sent before {@code telem flush}. */
    NEVER
  }
}
