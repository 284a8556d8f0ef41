package dev.telem.delivery;

import dev.telem.spool.Losses;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Keeps receipts of events that left a queue without an attempt. */
record LossReceipts(Surroundings surroundings, String destination) implements Losses {
  @Override
  public void dropped(List<String> eventIds) {
    keep("dropped", "the queue exceeded its caps", eventIds);
  }

  @Override
  public void damaged(String name, String reason) {
    keep("rejected", "damaged: " + reason, idIn(name));
  }

  /** A stray file's name says nothing about an event. */
  private static List<String> idIn(String name) {
    return name.matches("[0-9a-f-]{36}\\..*") ? List.of(name.substring(0, 36)) : List.of();
  }

  private void keep(String verdict, String reason, List<String> eventIds) {
    surroundings
        .receipts()
        .record(
            new Receipt(
                    surroundings.time().nowMs(),
                    destination,
                    "",
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    verdict,
                    reason,
                    eventIds)
                .json());
  }
}
