package dev.telem.channel;

import dev.telem.event.Metric;
import dev.telem.privacy.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of a run. What was taken out begins again; its name is still known, and counts. */
final class Sums {
  /** Of metrics, and of the numbers in them, each of which counts once in a run. */
  static final int MOST_NAMES = 256;

  private final Map<String, Sum> all = new HashMap<>();
  private final Map<String, SafeText> fields = new HashMap<>();
  private final List<Sum> changed = new ArrayList<>();

  /** The metric of this identity; null where there has been none. */
  @Nullable Sum find(String identity) {
    return all.get(identity);
  }

  /** How many other names there may be yet. */
  int room() {
    return MOST_NAMES - all.size() - fields.size();
  }

  /** The name of a number as it may leave, if a metric has had one of that name; else null. */
  @Nullable SafeText field(String name) {
    return fields.get(name);
  }

  /** A number of this name has a place in a metric. */
  void putField(String name, SafeText field) {
    fields.put(name, field);
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
