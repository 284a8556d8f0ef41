package dev.telem.report;

/**
 * 128 bits of a run's id: a hostile id may be of any length. The first is never 0, which marks what
 * is free in {@link RecentRuns}.
 */
record RunKey(long one, long other) {
  static RunKey of(String id) {
    long one = 0xcbf29ce484222325L;
    long other = id.length();
    for (int i = 0; i < id.length(); i++) {
      one = (one ^ id.charAt(i)) * 0x100000001b3L;
      other = (other + id.charAt(i)) * 0x9e3779b97f4a7c15L;
      other ^= other >>> 29;
    }
    return new RunKey(one | 1, other);
  }
}
