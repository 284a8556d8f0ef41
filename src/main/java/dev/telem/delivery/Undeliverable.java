package dev.telem.delivery;

/** Nothing can be sent as things are configured here; the message says what to mend. */
final class Undeliverable extends Exception {
  private static final long serialVersionUID = 1L;

  Undeliverable(String whatToMend) {
    super(whatToMend);
  }

  String whatToMend() {
    return String.valueOf(getMessage());
  }
}
