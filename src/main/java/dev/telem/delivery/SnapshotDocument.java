package dev.telem.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.spool.Entry;
import java.util.List;

/**
 * Grouparoo's document. {@code guid} is made of the machine's id. {@code name} and {@code license}
 * are those that a snapshot says; of what a run reports, those of the tool's profile, which travel
 * beside it; else the app's, and empty as in Grouparoo's own example.
 */
public final class SnapshotDocument {
  private SnapshotDocument() {}

  /** The document of these events, at least one; all of one owner. */
  public static String of(List<Entry> entries) {
    MergedMetrics metrics = new MergedMetrics();
    for (Entry entry : entries) {
      Recorded.in(entry).data().path("metrics").forEach(metrics::add);
    }
    Recorded first = Recorded.in(entries.getFirst());
    return of(first.text("machineID"), name(first), license(first), metrics);
  }

  static String of(String machineId, String name, String license, MergedMetrics metrics) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("guid", "tcs_" + machineId.replaceFirst("^ci-", ""));
    document.put("name", name);
    document.put("license", license);
    document.set("metrics", metrics.all());
    return document.toString();
  }

  static String name(Recorded recorded) {
    return label(recorded, "name", recorded.text("app"));
  }

  static String license(Recorded recorded) {
    return label(recorded, "license", "");
  }

  /** Nothing but its own words holds of a snapshot: their absence was chosen. */
  private static String label(Recorded recorded, String field, String otherwise) {
    boolean snapshot = recorded.data().path("snapshot").asBoolean();
    return (snapshot ? recorded.data() : recorded.enclosure()).path(field).asText(otherwise);
  }
}
