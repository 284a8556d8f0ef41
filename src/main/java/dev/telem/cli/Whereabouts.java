package dev.telem.cli;

import dev.telem.config.Destination;
import dev.telem.consent.Decision;
import dev.telem.log.Receipts;
import dev.telem.log.Verdict;
import dev.telem.session.QueueName;
import dev.telem.spool.Queue;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where reports are by now, as far as a snapshot that is sent needs to know.
 *
 * <p>It takes only what was recorded to be sent: what has reached some receiver, or waits for one.
 * What was recorded while the level was local stays local whatever the level is now, and so does
 * what somebody has cleared from a queue. Where a destination of type snapshot has got a report
 * already, or it waits to be sent there, it is not taken once more: no receiver counts anything
 * twice. A snapshot that stays here takes all.
 *
 * <p>What is remembered are ids, of no more events than the caps of the queues and the size of the
 * receipts allow.
 */
final class Whereabouts {
  private final Receipts receipts;
  private final List<Destination> destinations;
  private final List<Queue> queues;
  private final Set<String> theirQueues = new HashSet<>();
  private final Set<String> sent = new HashSet<>();
  private final Set<String> given = new HashSet<>();

  Whereabouts(Here here) throws IOException {
    this.receipts = new Receipts(here.directories().receipts());
    this.destinations =
        here.decision() instanceof Decision.On on
            ? on.destinations().stream()
                .filter(destination -> destination.type() == Destination.Type.SNAPSHOT)
                .toList()
            : List.of();
    this.queues =
        destinations.isEmpty() ? List.of() : new Spool(here.directories().spool()).queues();
    for (Destination destination : destinations) {
      theirQueues.add(QueueName.of(destination.identity()));
    }
  }

  /** Whether the snapshot is sent anywhere. */
  boolean areAsked() {
    return !destinations.isEmpty();
  }

  /** Before the receipts: what a sender takes out meanwhile has its receipt by then. */
  void lookInQueues(String id) {
    for (Queue queue : queues) {
      if (queue.holds(id)) {
        sent.add(id);
        if (theirQueues.contains(queue.name())) {
          given.add(id);
        }
      }
    }
  }

  void readReceipts() throws IOException {
    if (!areAsked()) {
      return;
    }
    Set<String> theirs = new HashSet<>();
    destinations.forEach(destination -> theirs.add(destination.maskedUrl()));
    receipts.forEach(
        receipt -> {
          if (receipt.verdict() == Verdict.ACCEPTED) {
            sent.addAll(receipt.eventIDs());
            if (theirs.contains(receipt.destination())) {
              given.addAll(receipt.eventIDs());
            }
          }
        });
  }

  boolean mayBeTaken(String id) {
    return !areAsked() || (sent.contains(id) && !given.contains(id));
  }

  /** Whether it is on its way to those destinations, or there. */
  boolean isGiven(String id) {
    return given.contains(id);
  }
}
