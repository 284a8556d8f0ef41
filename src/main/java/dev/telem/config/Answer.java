package dev.telem.config;

import java.util.Locale;

/** What a word that a person wrote says, in every usual spelling and case (spec consent.md). */
enum Answer {
  YES,
  NO,
  LOCAL,
  UNREADABLE;

  static Answer to(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes", "on", "y", "t", "enabled" -> YES;
      case "0", "false", "no", "off", "n", "f", "disabled" -> NO;
      case "local" -> LOCAL;
      default -> UNREADABLE;
    };
  }

  /** The level that a readable answer names. */
  Level level() {
    if (this == YES) {
      return Level.ON;
    }
    return this == LOCAL ? Level.LOCAL : Level.OFF;
  }
}
