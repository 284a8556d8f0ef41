package dev.telem.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which runs have started and which have ended, for the last so many of each, so that a run counts
 * once though its end be recorded twice, or its files read in another order.
 */
final class RunMemory {
  static final int MOST = 100_000;

  private final Map<RunKey, Started> open = new LinkedHashMap<>();
  private final RecentRuns ended = new RecentRuns(MOST);
  private long forgotten;

  /** A start whose end was not seen. */
  record Started(CommandUsage command, long day, boolean ci) {}

  /** False if this run's start or end was seen before. */
  boolean starts(String run, Started started) {
    RunKey key = RunKey.of(run);
    if (ended.contains(key) || open.containsKey(key)) {
      return false;
    }
    if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
      forgotten++;
    }
    open.put(key, started);
    return true;
  }

  /** False if this run's end was seen before. */
  boolean ends(String run) {
    return ended.add(RunKey.of(run));
  }

  /** The run's start, which is open no more; null if none was seen. */
  @Nullable Started start(String run) {
    return open.remove(RunKey.of(run));
  }

  /** Starts that were given up: if their end comes yet, such a run counts twice. */
  long forgotten() {
    return forgotten;
  }
}
