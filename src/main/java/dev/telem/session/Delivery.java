package dev.telem.session;

import dev.telem.config.Flushing;
import dev.telem.run.SenderProcess;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.util.List;

/** Hands over to the sender, which is a process of its own (spec delivery.md, "Sender"). */
final class Delivery {
  /** What the hidden form of {@code telem flush} takes. */
  private static final String FLUSH = "flush";

  private static final String SENDER = "--sender";
  private static final String BUDGET = "--budget";

  private final Call call;
  private final Spool spool;
  private final List<OpenRuns.Queue> queues;
  private final Failures failures;

  Delivery(Call call, Spool spool, List<OpenRuns.Queue> queues, Failures failures) {
    this.call = call;
    this.spool = spool;
    this.queues = queues;
    this.failures = failures;
  }

  /** How long a run may wait for the sender at its end, in milliseconds. */
  static long waitMs(Call call) {
    return mode(call) == Flushing.Mode.WAIT ? call.settings().flushing().timeoutMs() : 0;
  }

  /** A long run does not let what it has recorded wait for its end. */
  void meanwhile() throws IOException {
    boolean anythingWaits = false;
    for (int i = 0; i < queues.size() && !anythingWaits; i++) {
      anythingWaits = !spool.queue(queues.get(i).name()).isEmpty();
    }
    if (anythingWaits && mode(call) != Flushing.Mode.NEVER) {
      detach("");
    }
  }

  /** The run's last event is recorded. */
  void atEnd(String lastEventId) {
    Flushing.Mode mode = mode(call);
    if (mode == Flushing.Mode.WAIT && !queues.isEmpty()) {
      long budget = call.settings().flushing().timeoutMs();
      if (!SenderProcess.startAndWait(
          List.of(FLUSH, SENDER, BUDGET, String.valueOf(budget)), List.of(), budget)) {
        failures.add("sender", "cannot be started");
      }
    } else if (mode == Flushing.Mode.DETACH) {
      detach(lastEventId);
    }
  }

  private void detach(String lastEventId) {
    if (senderIsNeeded(lastEventId)
        && !SenderProcess.startDetached(List.of(FLUSH, SENDER), List.of())) {
      failures.add("sender", "cannot be started");
    }
  }

  private boolean senderIsNeeded(String lastEventId) {
    boolean due = !lastEventId.isEmpty() && Spool.housekeepingDue(lastEventId);
    long now = System.currentTimeMillis();
    boolean anyReady = false;
    for (int i = 0; i < queues.size() && !anyReady; i++) {
      anyReady = due || !spool.backOffPending(queues.get(i).name(), now);
    }
    return anyReady && !spool.senderActive(now);
  }

  /** In CI the machine may vanish with the run: there the run waits, within its budget. */
  private static Flushing.Mode mode(Call call) {
    return call.settings()
        .flushing()
        .mode()
        .orElse(call.surroundings().ci().present() ? Flushing.Mode.WAIT : Flushing.Mode.DETACH);
  }
}
