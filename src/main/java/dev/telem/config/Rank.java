package dev.telem.config;

/** The places of consent.md's list, in the order in which they are asked. */
public enum Rank {
  /** The variable {@code DO_NOT_TRACK}. */
  DO_NOT_TRACK(1, true),
  /** A variable of telem or of the wrapped tool that does not say "on". */
  OPT_OUT(2, true),
  /** The machine's policy. */
  POLICY(3, true),
  /** The project's file. */
  PROJECT(4, true),
  /** The option {@code --level}, or a variable that says "on". */
  OPT_IN(5, false),
  /** The user's configuration. */
  USER(6, false),
  /** What the tool's profile says. */
  PROFILE(7, false),
  /** What holds when nobody said anything. */
  BUILT_IN(8, false);

  private final int number;
  private final boolean restrictsOnly;

  Rank(int number, boolean restrictsOnly) {
    this.number = number;
    this.restrictsOnly = restrictsOnly;
  }

  /** The number in consent.md's list. */
  public int number() {
    return number;
  }

  /** Whether a source of this rank can lower the level but never raise it. */
  public boolean restrictsOnly() {
    return restrictsOnly;
  }
}
