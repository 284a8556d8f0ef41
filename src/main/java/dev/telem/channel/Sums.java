package dev.telem.channel;

import dev.telem.event.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of a run. What was taken out begins again; its name is still known, and counts. */
final class Sums {
  static final int MOST_NAMES = 256;

  private final Map<String, Sum> all = new HashMap<>();
  private final List<Sum> changed = new ArrayList<>();

  /** The metric of this identity; null where there has been none. */
  @Nullable Sum find(String identity) {
    return all.get(identity);
  }

  /** Whether another one may be put here. */
  boolean hasRoom() {
    return all.size() < MOST_NAMES;
  }

  void put(String identity, Sum sum) {
    all.put(identity, sum);
  }

  /** Something was added to this one, for the first time since all were taken. */
  void changed(Sum sum) {
    changed.add(sum);
  }

  /** Everything that was added since this was asked last, in the order of the first additions. */
  List<Metric> take() {
    List<Metric> metrics = new ArrayList<>(changed.size());
    for (int i = 0; i < changed.size(); i++) {
      metrics.add(changed.get(i).take());
    }
    changed.clear();
    return metrics;
  }
}
