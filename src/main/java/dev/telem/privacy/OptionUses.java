package dev.telem.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the options of one command line, in the order of their first use. */
final class OptionUses {
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** Counts one use of the option of this name, without its dashes. */
  void count(String name) {
    Integer before = counts.get(name);
    counts.put(name, before == null ? 1 : before + 1);
  }

  /**
   * All uses; after those of the command line the options that only the environment sets, in the
   * order in which they are declared.
   *
   * @param fromEnvironment the names of options that an environment variable sets
   */
  List<OptionUse> with(Collection<String> fromEnvironment) {
    List<OptionUse> uses = new ArrayList<>(counts.size() + fromEnvironment.size());
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      String name = entry.getKey();
      uses.add(
          new OptionUse(
              new SafeText(name), true, fromEnvironment.contains(name), entry.getValue()));
    }
    for (String name : fromEnvironment) {
      if (!counts.containsKey(name)) {
        uses.add(new OptionUse(new SafeText(name), false, true, 0));
      }
    }
    return uses;
  }
}
