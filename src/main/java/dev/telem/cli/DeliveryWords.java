package dev.telem.cli;

import dev.telem.log.Receipts;
import dev.telem.log.Verdict;
import dev.telem.spool.Queue;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What became of an event by now: accepted, refused, queued, dropped, or it never left this
 * machine.
 */
final class DeliveryWords implements UnaryOperator<String> {
  private static final int WINDOW = 5_000;

  private final Spool spool;
  private final Path receipts;
  private long receiptsSize = -1;
  private Map<String, Verdict> verdicts = Map.of();

  DeliveryWords(Here here) {
    this.spool = new Spool(here.directories().spool());
    this.receipts = here.directories().receipts();
  }

  @Override
  public String apply(String eventId) {
    try {
      Verdict verdict = verdicts().get(eventId);
      if (verdict == null) {
        return waits(eventId) ? "queued" : verdictSince(eventId, "local only");
      }
      return switch (verdict) {
        // One destination has it; another has perhaps not been asked yet, so that it gave no
        // receipt.
        case ACCEPTED -> waits(eventId) ? Verdict.KEPT.word() : verdict.word();
        case KEPT, REFUSED ->
            waits(eventId) ? verdict.word() : verdictSince(eventId, Verdict.DROPPED.word());
        case DROPPED, REJECTED -> verdict.word();
      };
    } catch (IOException unreadable) {
      // What became of it is not known; `telem status` says why.
      return "unknown";
    }
  }

  private boolean waits(String eventId) throws IOException {
    for (Queue queue : spool.queues()) {
      if (queue.holds(eventId)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Of an event that waits no more: it was sent between the two looks, since a receipt is written
   * before an event is removed; or else a person threw it away.
   */
  private String verdictSince(String eventId, String otherwise) throws IOException {
    Verdict verdict = verdicts().get(eventId);
    return verdict == null || verdict == Verdict.KEPT || verdict == Verdict.REFUSED
        ? otherwise
        : verdict.word();
  }

  private Map<String, Verdict> verdicts() throws IOException {
    long size = receipts.toFile().length();
    if (size != receiptsSize) {
      receiptsSize = size;
      verdicts = new Receipts(receipts).verdicts(WINDOW);
    }
    return verdicts;
  }
}
