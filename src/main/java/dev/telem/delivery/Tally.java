package dev.telem.delivery;

import dev.telem.spool.Queue;
import dev.telem.spool.QueueState;
import java.io.IOException;

/** What one flush has seen of one queue so far. */
final class Tally {
  private final QueueState atStart;
  private boolean visited;
  private boolean tidy;
  private boolean tried;
  private boolean rests;
  private String broken = "";

  Tally(QueueState atStart) {
    this.atStart = atStart;
  }

  /** Whether this is the first time that the question is asked: housekeeping is for once. */
  boolean firstVisit() {
    boolean first = !visited;
    visited = true;
    return first;
  }

  /** Whether nothing is left that a dead run might have left half written. */
  boolean isTidy() {
    return tidy;
  }

  void tidied(boolean allClear) {
    tidy = allClear;
  }

  /** Whether the queue may be tried: its time has come, or this is the one try that is forced. */
  boolean mayTry(QueueState state, boolean force, long nowMs) {
    return broken.isEmpty() && (!state.waits(nowMs) || (force && !tried));
  }

  void tried() {
    tried = true;
  }

  /** Whether all that is left was held back, so that it is no reason to go on. */
  boolean rests() {
    return rests;
  }

  void heldBack(boolean anything) {
    rests = anything;
  }

  /** The queue's own files failed: leave it alone until the next flush. */
  void broken(IOException failure) {
    broken = "the queue cannot be worked on: " + failure;
  }

  DestinationReport report(Queue queue, long nowMs) {
    long waiting = waitingIn(queue);
    QueueState now = queue.state();
    return new DestinationReport(
        queue.name(),
        Destination.shown(queue.destination()),
        now.accepted() - atStart.accepted(),
        waiting,
        now.setAside() - atStart.setAside(),
        now.dropped() - atStart.dropped(),
        now.waits(nowMs) ? now.notBeforeMs() : 0,
        now.refused(),
        broken.isEmpty() ? now.problem() : broken);
  }

  private long waitingIn(Queue queue) {
    try {
      return queue.waiting().events();
    } catch (IOException failure) {
      broken(failure);
      return 0;
    }
  }
}
