package dev.telem.delivery;

/** Keeps what became of events, a line per attempt (spec delivery.md "Receipts"). */
@FunctionalInterface
public interface Receipts {
  /**
   * Records one receipt. Must not throw: what is told here has already happened.
   *
   * @param jsonLine one JSON object without a line end: {@code ts}, {@code destination} (without
   *     its secrets), {@code type}, {@code status} and {@code durationMs} (when there was a reply,
   *     an attempt), {@code verdict} ({@code accepted}, {@code retry}, {@code refused}, {@code
   *     rejected}, {@code dropped}), {@code reason}, {@code eventIDs}
   */
  void record(String jsonLine);
}
