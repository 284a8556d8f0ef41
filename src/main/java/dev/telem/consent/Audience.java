package dev.telem.consent;

/** Who would see what telem writes to standard error. */
public enum Audience {
  /** A person at a terminal. */
  PERSON,
  /** Nobody, or a program. */
  PIPE,
  /** Whoever reads the records of a CI system, long after. */
  CI;

  /** Who it is; a CI system may give its jobs a terminal, and nobody sits there. */
  public static Audience of(boolean ci, boolean errorsGoToTerminal) {
    return ci ? CI : errorsGoToTerminal ? PERSON : PIPE;
  }
}
