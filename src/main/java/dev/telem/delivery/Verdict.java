package dev.telem.delivery;

import java.util.OptionalLong;

/** What an attempt means for the events that it carried (spec delivery.md "Failure rules"). */
sealed interface Verdict {
  /**
   * They have arrived, and it is over with them.
   *
   * @param rejected how many of them the receiver did not want all the same, without saying which
   * @param reason its reason or warning; empty when it had none
   */
  record Delivered(long rejected, String reason) implements Verdict {
    /** All of them, and nothing was said. */
    Delivered() {
      this(0, "");
    }

    /** What holds when the same events went out in another request before. */
    Delivered and(Delivered other) {
      long most = Math.max(rejected, other.rejected);
      boolean itsReason =
          reason.isEmpty() || (other.rejected > rejected && !other.reason.isEmpty());
      return new Delivered(most, itsReason ? other.reason : reason);
    }
  }

  /**
   * Later, perhaps.
   *
   * @param afterMs how long the receiver wants to be left alone, when it said so
   */
  record Retry(OptionalLong afterMs, String reason) implements Verdict {}

  /** Together they are more than one request may carry: nothing was sent. */
  record TooLarge() implements Verdict {}

  /** Something in this very batch is not acceptable. */
  record Rejected(String reason) implements Verdict {}

  /** The receiver has had its chance with this batch, and must not be asked again. */
  record Final(String reason) implements Verdict {}

  /**
   * The destination takes nothing from us until somebody mends something.
   *
   * @param waitMs how long to wait before seeing whether somebody did
   */
  record Refused(long waitMs, String reason) implements Verdict {}
}
