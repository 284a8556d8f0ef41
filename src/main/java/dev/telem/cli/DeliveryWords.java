package dev.telem.cli;

import dev.telem.log.Receipts;
import dev.telem.log.Verdict;
import dev.telem.spool.Queue;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What became of an event: accepted, refused, queued, dropped, or it never left this machine. */
final class DeliveryWords implements UnaryOperator<String> {
  private static final int WINDOW = 5_000;

  private final Map<String, Verdict> verdicts;
  private final List<Queue> queues;

  DeliveryWords(Here here) throws IOException {
    this.verdicts = new Receipts(here.directories().receipts()).verdicts(WINDOW);
    this.queues = new Spool(here.directories().spool()).queues();
  }

  @Override
  public String apply(String eventId) {
    for (Queue queue : queues) {
      if (queue.holds(eventId)) {
        return "queued";
      }
    }
    Verdict verdict = verdicts.get(eventId);
    return verdict == null ? "local only" : verdict.word();
  }
}
