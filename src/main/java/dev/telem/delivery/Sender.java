package dev.telem.delivery;

import dev.telem.spool.Caps;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.util.List;

/**
 * Delivers what waits in the spool, one sender at a time on this machine (spec delivery.md
 * "Sender"). Whether anything may be sent at all is for the caller to know: a sender asks nobody.
 */
public final class Sender {
  private final Spool spool;
  private final Caps caps;
  private final Surroundings surroundings;

  /**
   * A sender for that spool.
   *
   * @param caps what a queue may grow to
   * @param surroundings environment, clock, receipts
   */
  public Sender(Spool spool, Caps caps, Surroundings surroundings) {
    this.spool = spool;
    this.caps = caps;
    this.surroundings = surroundings;
  }

  /**
   * Works until nothing is left that can be sent now, or the budget is over. Failures of a
   * destination are in the report, not thrown. Creates nothing when there is no spool.
   *
   * @throws IOException when the spool cannot be read or locked
   */
  public Flushed flush(FlushOptions options) throws IOException {
    if (!spool.exists()) {
      return new Flushed.Done(List.of());
    }
    Shift shift = new Shift(spool, caps, surroundings, options);
    try {
      return shift.work();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Flushed.Done(shift.report());
    }
  }
}
