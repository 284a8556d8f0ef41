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

  private final Map<Key, Started> open = new LinkedHashMap<>();
  private final Map<Key, Boolean> ended = new LinkedHashMap<>();
  private long forgotten;

  /** A start whose end was not seen. */
  record Started(CommandUsage command, long day, boolean ci) {}

  /** 128 bits of an id: a hostile one may be of any length. */
  private record Key(long one, long other) {
    static Key of(String id) {
      long one = 0xcbf29ce484222325L;
      long other = id.length();
      for (int i = 0; i < id.length(); i++) {
        one = (one ^ id.charAt(i)) * 0x100000001b3L;
        other = (other + id.charAt(i)) * 0x9e3779b97f4a7c15L;
        other ^= other >>> 29;
      }
      return new Key(one, other);
    }
  }

  /** False if this run's start or end was seen before. */
  boolean starts(String run, Started started) {
    Key key = Key.of(run);
    if (ended.containsKey(key) || open.containsKey(key)) {
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
    Key key = Key.of(run);
    if (ended.containsKey(key)) {
      return false;
    }
    if (ended.size() >= MOST) {
      ended.remove(ended.keySet().iterator().next());
    }
    ended.put(key, Boolean.TRUE);
    return true;
  }

  /** The run's start, which is open no more; null if none was seen. */
  @Nullable Started start(String run) {
    return open.remove(Key.of(run));
  }

  /** Starts that were given up: if their end comes yet, such a run counts twice. */
  long forgotten() {
    return forgotten;
  }
}
