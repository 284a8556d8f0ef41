package dev.telem.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each name came, for a bounded number of names; the rest is counted together. */
final class Counts {
  private final int most;
  private final Map<String, Long> counts = new HashMap<>();
  private long others;

  Counts(int most) {
    this.most = most;
  }

  /** A name, and how often it came. */
  record Entry(String name, long count) {}

  void add(String name) {
    if (counts.size() < most || counts.containsKey(name)) {
      counts.merge(name, 1L, Long::sum);
    } else {
      others++;
    }
  }

  /** How often names came for which there was no place any more. */
  long others() {
    return others;
  }

  /** The most frequent first. */
  List<Entry> ranked() {
    List<Entry> entries = new ArrayList<>();
    counts.forEach((name, count) -> entries.add(new Entry(name, count)));
    entries.sort(
        (one, other) ->
            one.count() == other.count()
                ? one.name().compareTo(other.name())
                : Long.compare(other.count(), one.count()));
    return entries;
  }
}
