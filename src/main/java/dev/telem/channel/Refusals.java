package dev.telem.channel;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run said that was not taken: every line of it is counted, and every byte beyond. */
final class Refusals {
  /** A box each, since there may be ten thousand of one. */
  private final Map<Reason, int[]> lines = new EnumMap<>(Reason.class);

  private long bytes;

  void add(Reason reason) {
    int[] count = lines.get(reason);
    if (count == null) {
      count = new int[1];
      lines.put(reason, count);
    }
    count[0]++;
  }

  /** So many bytes were not looked at. */
  void skip(long more) {
    bytes += more;
  }

  /** The first of the reasons that there are; null where there is none. */
  @Nullable Reason first() {
    return lines.isEmpty() ? null : lines.keySet().iterator().next();
  }

  /** For people; empty where all was taken. */
  String inWords() {
    int all = 0;
    StringBuilder reasons = new StringBuilder();
    for (Map.Entry<Reason, int[]> line : lines.entrySet()) {
      int count = line.getValue()[0];
      all += count;
      reasons.append(reasons.isEmpty() ? "" : ", ");
      reasons.append(count).append(' ').append(line.getKey().words());
    }
    StringBuilder words = new StringBuilder();
    if (all > 0) {
      words.append(all).append(all == 1 ? " line" : " lines").append(" refused: ").append(reasons);
    }
    if (bytes > 0) {
      words.append(words.isEmpty() ? "" : "; ");
      words.append(bytes).append(bytes == 1 ? " byte" : " bytes").append(" beyond 1 MiB not read");
    }
    return words.toString();
  }
}
