package dev.telem.channel;

/** Why a line was refused. */
public enum Reason {
  /** It is no JSON object, or not one that stands on a line of its own. */
  NOT_JSON("not JSON"),
  /** It is none of the four forms, or holds what they do not have, or misses what they need. */
  FORM("not one of the forms"),
  /** The name of a counter, of a metric or of a part of it is none. */
  NAME("no name that may leave"),
  /** A number is no number, or a larger one than all receivers can hold. */
  NUMBER("no number that may leave"),
  /** A text that the profile does not allow, or that is neither a name nor a version. */
  VALUE("an exact value that the profile does not allow"),
  /** Neither a class nor a frame could be told. */
  ERROR("no error that may leave"),
  /** The method or the status of a request is none. */
  REQUEST("no request of an API"),
  /** The line is longer than is read. */
  TOO_LONG("too long"),
  /** There were more different names than a run may have, or more numbers than one metric may. */
  TOO_MANY_NAMES("more than 256 names, or 16 numbers of one metric"),
  /** There were more errors or requests than a run may report one by one. */
  TOO_MANY_EVENTS("more errors or API requests than a run may have"),
  /** There were more lines than a run may have. */
  TOO_MUCH("more than 10000 lines"),
  /** The command had ended, and there was no time left to read it. */
  TOO_LATE("still unread half a second after the end");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** The reason for people. */
  public String words() {
    return words;
  }
}
