package dev.telem.spool;

import java.time.Duration;

/**
 * What one queue may grow to before its oldest events are dropped (spec delivery.md "Spool").
 *
 * @param events how many
 * @param bytes how large together
 * @param age how old, by the time in the event's id
 */
public record Caps(long events, long bytes, Duration age) {
  public Caps {
    if (events < 0 || bytes < 0 || age.isNegative()) {
      throw new IllegalArgumentException("caps cannot be negative");
    }
  }

  /** The same for events of any age. */
  public Caps ofAnyAge() {
    return new Caps(events, bytes, Duration.ofDays(365_000));
  }

  /** 10 000 events, 16 MiB, 30 days. */
  public static Caps standard() {
    return new Caps(10_000, 16L * 1024 * 1024, Duration.ofDays(30));
  }
}
