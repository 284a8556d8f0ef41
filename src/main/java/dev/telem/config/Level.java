package dev.telem.config;

/** How much is collected, from least to most (spec consent.md). */
public enum Level {
  /** Nothing at all. */
  OFF("off"),
  /** Recorded on this machine, sent nowhere. */
  LOCAL("local"),
  /** Recorded and sent. */
  ON("on");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  /** The level as configurations and screens write it. */
  public String word() {
    return word;
  }

  /** Whether this level collects less than {@code other}. */
  public boolean isBelow(Level other) {
    return compareTo(other) < 0;
  }
}
