package dev.telem.channel;

/** A line cannot be taken. Carries no text of it. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;
  private final Reason reason;

  /** Without a trace: there may be ten thousand of them in a run. */
  Refused(Reason reason) {
    super(reason.words(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
