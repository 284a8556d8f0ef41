package dev.telem.delivery;

import dev.telem.spool.Entry;
import dev.telem.spool.Outbox;
import dev.telem.spool.QueueState;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.util.List;

/**
 * One pass over one queue: batch after batch until it is empty, the destination fails, or the time
 * is over (spec delivery.md "Requests", "Failure rules").
 */
final class Visit {
  private static final int MOST_EVENTS = 500;
  private static final long WHOLE_REQUEST_MS = 10_000;

  // After that many events in a row it is not the events that are wrong.
  private static final int MOST_REJECTED_IN_A_ROW = 50;

  private final Surroundings surroundings;
  private final Dispatch dispatch;
  private final Outbox outbox;
  private final Deadline deadline;
  private int rejectedInARow;
  private boolean progress;
  private boolean heldBack;

  Visit(Surroundings surroundings, Dispatch dispatch, Outbox outbox, Deadline deadline) {
    this.surroundings = surroundings;
    this.dispatch = dispatch;
    this.outbox = outbox;
    this.deadline = deadline;
  }

  /** Returns whether anything left the queue. */
  boolean pay() throws IOException, InterruptedException {
    List<Entry> batch = outbox.next(MOST_EVENTS, Spool.LONGEST_LINE);
    if (batch.isEmpty()) {
      return false;
    }
    if (!outbox.isWritable()) {
      throw new IOException("its folder may not be changed, so that nothing is sent from it");
    }
    Destination destination;
    Form form;
    try {
      destination = Destination.parse(outbox.queue().destination());
      form = destination.form();
    } catch (Undeliverable here) {
      return refuse(FailureRules.UNDELIVERABLE_MS, here.whatToMend());
    }
    boolean goOn = true;
    while (goOn && !batch.isEmpty()) {
      List<Entry> permitted = batch.stream().filter(surroundings::mayLeave).toList();
      heldBack |= permitted.size() < batch.size();
      List<Entry> taken = permitted.stream().filter(form::takes).toList();
      if (taken.size() < permitted.size()) {
        passOver(permitted.stream().filter(entry -> !form.takes(entry)).toList());
      }
      goOn = taken.isEmpty() || deliver(destination, taken);
      batch = goOn ? outbox.next(MOST_EVENTS, Spool.LONGEST_LINE) : List.of();
    }
    return progress;
  }

  /** Whether a person's word for one app kept anything in the queue. */
  boolean heldBack() {
    return heldBack;
  }

  /** Nothing was sent, so that nothing is known of the destination: its state stays. */
  private void passOver(List<Entry> others) throws IOException {
    outbox.remove(others);
    progress = true;
  }

  /** Returns whether the destination may be sent more. */
  private boolean deliver(Destination destination, List<Entry> batch)
      throws IOException, InterruptedException {
    if (deadline.isOver() || !surroundings.permitted().getAsBoolean()) {
      return false;
    }
    long within = Math.min(deadline.leftMs(), WHOLE_REQUEST_MS);
    return switch (dispatch.send(destination, batch, within)) {
      case Verdict.Delivered delivered -> accept(batch, delivered);
      case Verdict.Retry retry -> backOff(retry);
      case Verdict.Refused refused -> refuse(refused.waitMs(), refused.reason());
      case Verdict.TooLarge tooLarge -> halve(destination, batch);
      case Verdict.Rejected rejected ->
          batch.size() == 1 ? setAside(batch, rejected.reason()) : halve(destination, batch);
      case Verdict.Final last -> setAside(batch, last.reason());
    };
  }

  private boolean halve(Destination destination, List<Entry> batch)
      throws IOException, InterruptedException {
    int middle = batch.size() / 2;
    return deliver(destination, batch.subList(0, middle))
        && deliver(destination, batch.subList(middle, batch.size()));
  }

  private boolean accept(List<Entry> batch, Verdict.Delivered delivered) throws IOException {
    if (delivered.rejected() >= batch.size()) {
      return setAside(batch, delivered.reason());
    }
    int rejected = (int) delivered.rejected();
    // First of all: what happens after this cannot make the events go out again.
    outbox.remove(batch);
    outbox.remember(outbox.state().delivered(batch.size() - rejected).rejected(rejected, ""));
    rejectedInARow = 0;
    progress = true;
    return true;
  }

  private boolean backOff(Verdict.Retry retry) throws IOException {
    QueueState state = outbox.state();
    long wait =
        retry
            .afterMs()
            .orElseGet(() -> FailureRules.backOffMs(state.attempts() + 1, surroundings.jitter()));
    outbox.remember(state.failed(surroundings.time().nowMs() + wait, retry.reason()));
    return false;
  }

  private boolean refuse(long waitMs, String reason) throws IOException {
    outbox.remember(outbox.state().refused(surroundings.time().nowMs() + waitMs, reason));
    return false;
  }

  private boolean setAside(List<Entry> batch, String reason) throws IOException {
    outbox.setAside(batch, reason + "; set aside");
    rejectedInARow += batch.size();
    progress = true;
    return rejectedInARow < MOST_REJECTED_IN_A_ROW
        || refuse(FailureRules.REFUSED_MS, reason + " to one event after another");
  }
}
