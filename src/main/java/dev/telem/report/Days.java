package dev.telem.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs of each day, for a bounded number of days; what is earlier is counted together. */
final class Days {
  static final int MOST = 400;

  private final TreeMap<Long, Day> days = new TreeMap<>();
  private final Day earlier = new Day();

  /** The runs of one day. */
  static final class Day {
    private long ok;
    private long failed;
    private long lost;

    long ok() {
      return ok;
    }

    long failed() {
      return failed;
    }

    long lost() {
      return lost;
    }

    long runs() {
      return ok + failed + lost;
    }

    private void add(Day other) {
      ok += other.ok;
      failed += other.failed;
      lost += other.lost;
    }
  }

  void ended(long epochDay, boolean success) {
    Day day = day(epochDay);
    if (success) {
      day.ok++;
    } else {
      day.failed++;
    }
  }

  /** A run that was lost; -1 takes it back, since its end was found. */
  void lost(long epochDay, int change) {
    day(epochDay).lost += change;
  }

  /**
   * From the first to the last, by the number of days since 1970; those without runs are not here.
   */
  SortedMap<Long, Day> byDay() {
    TreeMap<Long, Day> some = new TreeMap<>(days);
    some.values().removeIf(day -> day.runs() == 0);
    return Collections.unmodifiableSortedMap(some);
  }

  Day earlier() {
    return earlier;
  }

  private Day day(long epochDay) {
    Day known = days.get(epochDay);
    if (known != null) {
      return known;
    }
    if (days.size() >= MOST) {
      if (epochDay < days.firstKey()) {
        return earlier;
      }
      earlier.add(days.pollFirstEntry().getValue());
    }
    Day made = new Day();
    days.put(epochDay, made);
    return made;
  }
}
