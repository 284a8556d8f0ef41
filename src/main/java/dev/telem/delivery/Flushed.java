package dev.telem.delivery;

import java.util.List;

/** What came of a flush. */
public sealed interface Flushed {
  /** Another sender was at work all the time, and events still wait. */
  record Busy() implements Flushed {}

  /**
   * This one worked, or there was nothing to do.
   *
   * @param destinations what happened, per destination
   */
  record Done(List<DestinationReport> destinations) implements Flushed {
    public Done {
      destinations = List.copyOf(destinations);
    }
  }
}
