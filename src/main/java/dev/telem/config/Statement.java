package dev.telem.config;

/** What one source said about the level. */
public sealed interface Statement {
  /** Its place in the order of precedence. */
  Rank rank();

  /** Who said it. */
  Source source();

  /** What it said in its own words, or why it said nothing; for people to read. */
  String said();

  /** The level that it asks for; "" where it has no say. */
  String word();

  /** The source names a level. */
  record Wants(Rank rank, Source source, Level level, String said) implements Statement {
    @Override
    public String word() {
      return level.word();
    }
  }

  /** The source said something that cannot be understood, which means off. */
  record Unreadable(Rank rank, Source source, String said) implements Statement {
    @Override
    public String word() {
      return Level.OFF.word();
    }
  }

  /** The source has no say here: it is not set, or its value asks for nothing. */
  record Silent(Rank rank, Source source, String said) implements Statement {
    @Override
    public String word() {
      return "";
    }
  }
}
