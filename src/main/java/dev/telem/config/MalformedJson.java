package dev.telem.config;

/** A text that is not JSON; the message is a sentence that says what was expected. */
final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  MalformedJson(int line, int column, String sentence) {
    super(sentence, null, false, false);
    this.line = line;
    this.column = column;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }

  Place place() {
    return new Place(line, column, 0, 0);
  }
}
