package dev.telem.cli;

import dev.telem.log.Receipts;
import dev.telem.log.Verdict;
import dev.telem.spool.Queue;
import dev.telem.spool.Spool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What became of an event by now: accepted, refused, queued, dropped, or it never left this
 * machine.
 */
final class DeliveryWords implements UnaryOperator<String> {
  private static final int WINDOW = 5_000;

  /** So long a change may be the same to the clock of a file system as the one before: 2 s. */
  private static final long TICK = 2_000;

  private final Spool spool;
  private final File spoolFolder;
  private final Path receipts;
  private long receiptsSize = -1;
  private Map<String, Verdict> verdicts = Map.of();
  private long queuesChanged = -1;
  private List<Queue> queues = List.of();

  DeliveryWords(Here here) {
    this.spool = new Spool(here.directories().spool());
    this.spoolFolder = here.directories().spool().toFile();
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
    for (Queue queue : queues()) {
      if (queue.holds(eventId)) {
        return true;
      }
    }
    return false;
  }

  /** Listed anew only when one was added: there may be a million events to ask for. */
  private List<Queue> queues() throws IOException {
    long changed = spoolFolder.lastModified();
    if (changed != queuesChanged || changed > System.currentTimeMillis() - TICK) {
      queuesChanged = changed;
      queues = spool.queues();
    }
    return queues;
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
