package dev.telem.delivery;

import java.util.OptionalLong;

/** What an attempt means for the events that it carried (spec delivery.md "Failure rules"). */
sealed interface Verdict {
  /** They have arrived. */
  record Delivered() implements Verdict {}

  /**
   * Later, perhaps.
   *
   * @param afterMs how long the receiver wants to be left alone, when it said so
   */
  record Retry(OptionalLong afterMs, String reason) implements Verdict {}

  /** Something in this very batch is not acceptable. */
  record Rejected(String reason) implements Verdict {}

  /**
   * The destination takes nothing from us until somebody mends something.
   *
   * @param waitMs how long to wait before seeing whether somebody did
   */
  record Refused(long waitMs, String reason) implements Verdict {}
}
