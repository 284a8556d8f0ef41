package dev.telem.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** From when on: so long ago ({@code 7d}, {@code 12h}), or a day ({@code 2026-01-31}). */
final class Since {
  private Since() {}

  /** In milliseconds since the epoch. */
  static long of(String words, Instant now, ZoneId zone) throws Refusal {
    try {
      return words.contains("-")
          ? LocalDate.parse(words).atStartOfDay(zone).toInstant().toEpochMilli()
          : now.minus(number(words), unit(words)).toEpochMilli();
    } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
      throw refusal(words);
    }
  }

  private static long number(String words) throws Refusal {
    long number = Long.parseLong(words.substring(0, Math.max(words.length() - 1, 0)));
    if (number < 0) {
      throw refusal(words);
    }
    // A week is no unit that an instant counts in.
    return words.endsWith("w") ? Math.multiplyExact(number, 7) : number;
  }

  private static ChronoUnit unit(String words) throws Refusal {
    return switch (words.charAt(words.length() - 1)) {
      case 'm' -> ChronoUnit.MINUTES;
      case 'h' -> ChronoUnit.HOURS;
      case 'd', 'w' -> ChronoUnit.DAYS;
      default -> throw refusal(words);
    };
  }

  private static Refusal refusal(String words) {
    return Refusal.usage(
        "--since takes how long ago (30m, 12h, 7d, 4w) or a day (2026-01-31), but got '"
            + words
            + "'");
  }
}
