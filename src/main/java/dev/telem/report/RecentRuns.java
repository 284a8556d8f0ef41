package dev.telem.report;

import java.util.Arrays;

/**
 * The last so many runs, at least. Two tables of bare numbers, of which the older one is cleared
 * when the newer one is full: a map of objects that live for a while and then go would fill the old
 * generation of the heap with every million of lines.
 */
final class RecentRuns {
  private static final int SLOTS = 1 << 18;

  private final int most;
  private long[] newer = new long[2 * SLOTS];
  private long[] older = new long[2 * SLOTS];
  private int count;

  /**
   * None yet.
   *
   * @param most at most half of the slots, so that a free one is found soon
   */
  RecentRuns(int most) {
    this.most = Math.min(most, SLOTS / 2);
  }

  boolean contains(RunKey run) {
    return newer[slot(newer, run)] != 0 || older[slot(older, run)] != 0;
  }

  /** False if it is known. */
  boolean add(RunKey run) {
    if (contains(run)) {
      return false;
    }
    if (count >= most) {
      long[] cleared = older;
      Arrays.fill(cleared, 0);
      older = newer;
      newer = cleared;
      count = 0;
    }
    int slot = slot(newer, run);
    newer[slot] = run.one();
    newer[slot + 1] = run.other();
    count++;
    return true;
  }

  /** Where it is, or else the first free place for it. */
  private static int slot(long[] table, RunKey run) {
    int slot = (int) (run.one() ^ run.other() >>> 17) & (SLOTS - 1);
    while (table[2 * slot] != 0
        && !(table[2 * slot] == run.one() && table[2 * slot + 1] == run.other())) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return 2 * slot;
  }
}
