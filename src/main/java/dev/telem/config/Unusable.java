package dev.telem.config;

/** A written value that cannot be used; the message is a sentence without any secret. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1;

  Unusable(String sentence) {
    super(sentence, null, false, false);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
