package dev.telem.log;

import java.util.Optional;

/** How an attempt to send an event ended; the later in this list, the more a person should know. */
public enum Verdict {
  /** The destination has it. */
  ACCEPTED("accepted", "accepted"),
  /** Not yet; it waits for the next attempt. */
  KEPT("retry", "queued"),
  /** The destination takes nothing from us until somebody mends something; the event waits. */
  REFUSED("refused", "refused"),
  /** Thrown away by a cap before it could be sent. */
  DROPPED("dropped", "dropped"),
  /** The destination does not want this event. */
  REJECTED("rejected", "refused");

  private final String written;
  private final String word;

  Verdict(String written, String word) {
    this.written = written;
    this.word = word;
  }

  static Optional<Verdict> of(String written) {
    for (Verdict verdict : values()) {
      if (verdict.written.equals(written)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }

  /** The word for it on the screen. */
  public String word() {
    return word;
  }

  /** Of two destinations' verdicts on one event the one to show. */
  Verdict worseOf(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
