package dev.telem.config;

/** A text that is not JSON; the message is a sentence that says what was expected. */
final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Place place;

  MalformedJson(Place place, String sentence) {
    super(sentence, null, false, false);
    this.place = place;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }

  Place place() {
    return place;
  }
}
