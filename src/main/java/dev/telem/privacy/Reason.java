package dev.telem.privacy;

/** Why a word of the command line became what it became, in words for {@code telem preview}. */
public enum Reason {
  PROGRAM_NAME("the name of a program"),
  NOT_A_PROGRAM_NAME("does not look like a program's name"),
  OPTION_NAME("the name of an option"),
  OPTION_LETTER("an option of one letter"),
  COMMAND_NAME("a command that the profile declares"),
  DECLARED_OPTION("an option that the profile declares"),
  CHOICE("a value that the profile declares"),
  END_OF_OPTIONS("marks the end of the options"),
  NAME_WITH_PATH("the option's name is kept, its value looks like a path"),
  NAME_WITH_VALUE("the option's name is kept, its value is not"),
  LETTER_WITH_PATH("the first letter is kept, the rest looks like a path"),
  LETTER_WITH_VALUE("the first letter is kept, the rest may be a value"),
  NOT_AN_OPTION_NAME("does not look like an option's name"),
  UNKNOWN_OPTION("the profile is strict and does not know it"),
  VALUE_OF_OPTION("the value of the option before it"),
  NUMBER("a number"),
  KEY_WITH_VALUE("a key and its value"),
  LOOKS_LIKE_PATH("looks like a path"),
  NO_RULE("no rule lets it through"),
  AFTER_END_OF_OPTIONS("no name is kept after --"),
  AFTER_SENSITIVE("follows a sensitive option"),
  GLUED_TO_SENSITIVE("is the value of something sensitive");

  private final String description;

  Reason(String description) {
    this.description = description;
  }

  /** The reason as a short phrase in English, without a full stop. */
  public String description() {
    return description;
  }
}
