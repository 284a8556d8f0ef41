package dev.telem.delivery;

import dev.telem.spool.Caps;
import dev.telem.spool.Claim;
import dev.telem.spool.Outbox;
import dev.telem.spool.Queue;
import dev.telem.spool.QueueState;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One flush, from the attempt to become the sender to the last look into the inboxes. */
final class Shift {
  private static final long POLL_MS = 200;
  private static final long LOCK_POLL_MS = 50;
  private static final long SHORT_BACK_OFF_MS = 15_000;

  /** After that, what was half written at the beginning is a dead run's. */
  private static final long SETTLING_MS = 6_000;

  private final Spool spool;
  private final Caps caps;
  private final Surroundings surroundings;
  private final FlushOptions options;
  private final Time time;
  private final Deadline deadline;
  private final Dispatch dispatch;
  private final Map<String, Tally> tallies = new HashMap<>();

  Shift(Spool spool, Caps caps, Surroundings surroundings, FlushOptions options) {
    this.spool = spool;
    this.caps = caps;
    this.surroundings = surroundings;
    this.options = options;
    this.time = surroundings.time();
    this.deadline = Deadline.in(options.budgetMs(), time);
    this.dispatch = new Dispatch(surroundings);
  }

  Flushed work() throws IOException, InterruptedException {
    Optional<Claim> claim = waitForClaim();
    if (claim.isEmpty() && isAnythingDue()) {
      return new Flushed.Busy();
    }
    while (claim.isPresent()) {
      try (Claim held = claim.get()) {
        serve(held);
      }
      // The last look: a run that found a sender active relies on it (races of the spool, 3).
      claim = !deadline.isOver() && isAnythingDue() ? spool.claim(time::nowMs) : Optional.empty();
    }
    return new Flushed.Done(report());
  }

  /**
   * Another sender may be done with what waits before it lets go: then there is no need to wait.
   */
  private Optional<Claim> waitForClaim() throws IOException, InterruptedException {
    Deadline patience = Deadline.in(options.patienceMs(), time);
    Optional<Claim> claim = spool.claim(time::nowMs);
    while (claim.isEmpty() && !patience.isOver() && isAnythingDue()) {
      time.pause(LOCK_POLL_MS);
      claim = spool.claim(time::nowMs);
    }
    return claim;
  }

  private void serve(Claim claim) throws IOException, InterruptedException {
    Deadline quiet = Deadline.in(options.lingerMs(), time);
    Deadline settling = Deadline.in(options.force() ? SETTLING_MS : 0, time);
    while (true) {
      if (round(claim)) {
        quiet = Deadline.in(options.lingerMs(), time);
      }
      if (deadline.isOver()
          || !surroundings.permitted().getAsBoolean()
          || (quiet.isOver() && (settling.isOver() || isTidy()) && !isWorthStaying())) {
        return;
      }
      time.pause(Math.min(POLL_MS, deadline.leftMs()));
    }
  }

  private boolean isTidy() {
    return tallies.values().stream().allMatch(Tally::isTidy);
  }

  /**
   * A sender that lingers stays for a short back-off too: the runs meanwhile start none, so that a
   * receiver that is back soon gets everything without another run.
   */
  private boolean isWorthStaying() throws IOException {
    long now = time.nowMs();
    for (Queue queue : options.lingerMs() == 0 ? List.<Queue>of() : spool.queues()) {
      QueueState state = queue.state();
      boolean soon = state.waits(now) && state.notBeforeMs() - now <= SHORT_BACK_OFF_MS;
      if (soon && !state.refused() && !queue.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Visits every queue once. Returns whether anything left one. */
  private boolean round(Claim claim) throws IOException, InterruptedException {
    boolean progress = false;
    List<String> names = claim.queues();
    for (int i = 0; i < names.size(); i++) {
      Queue queue = spool.queue(names.get(i));
      Tally tally = tally(queue);
      try {
        // A dead destination must not use up what the others need.
        progress |= visit(claim, queue, tally, deadline.share(names.size() - i));
      } catch (IOException failure) {
        // One queue's files are not another's: the rest is delivered.
        tally.broken(failure);
      }
    }
    return progress;
  }

  private boolean visit(Claim claim, Queue queue, Tally tally, Deadline end)
      throws IOException, InterruptedException {
    String shown = Destination.shown(queue.destination());
    Outbox outbox = claim.open(queue.name(), new LossReceipts(surroundings, shown));
    boolean mayTry = tally.mayTry(outbox.state(), options.force(), time.nowMs());
    boolean firstVisit = tally.firstVisit();
    if (!tally.isTidy()) {
      tally.tidied(outbox.tidy(time.nowMs()));
    }
    if (!mayTry || end.isOver()) {
      if (firstVisit || mayTry) {
        outbox.trim(caps, time.nowMs());
      }
      return false;
    }
    tally.tried();
    outbox.trim(caps.ofAnyAge(), time.nowMs());
    Visit visit = new Visit(surroundings, dispatch, outbox, end);
    boolean progress = visit.pay();
    tally.heldBack(visit.heldBack());
    // Only now: to a clock that has jumped ahead everything is too old, and yet it can arrive.
    outbox.trim(caps, time.nowMs());
    return progress;
  }

  private boolean isAnythingDue() throws IOException {
    if (!surroundings.permitted().getAsBoolean()) {
      return false;
    }
    for (Queue queue : spool.queues()) {
      if (isDue(queue)) {
        return true;
      }
    }
    return false;
  }

  private boolean isDue(Queue queue) {
    Tally tally = tally(queue);
    try {
      return !tally.rests()
          && tally.mayTry(queue.state(), options.force(), time.nowMs())
          && !queue.isEmpty();
    } catch (IOException failure) {
      tally.broken(failure);
      return false;
    }
  }

  private Tally tally(Queue queue) {
    Tally known = tallies.get(queue.name());
    if (known != null) {
      return known;
    }
    Tally first = new Tally(queue.state());
    tallies.put(queue.name(), first);
    return first;
  }

  List<DestinationReport> report() throws IOException {
    List<DestinationReport> reports = new ArrayList<>();
    for (Queue queue : spool.queues()) {
      reports.add(tally(queue).report(queue, time.nowMs()));
    }
    return reports;
  }
}
