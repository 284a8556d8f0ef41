package dev.telem.delivery;

import dev.telem.spool.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Grouparoo's document: {@code POST url/api/v1/telemetry}, {@code
 * {"guid":"tcs_…","name","license","metrics":[…]}}, with the metrics of all {@code MetricsReported}
 * of the batch, merged. Other events have nothing in them for it. Where a batch is of several
 * machines' ids (CI makes one for every run), apps, names or licenses, there is a document for
 * each, and one for every snapshot.
 */
final class SnapshotForm implements Form {
  private static final String PATH = "/api/v1/telemetry";

  /** A name for nobody (RFC 9562, 5.9), so that no receiver counts a look as an installation. */
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  /**
   * Whose document it is.
   *
   * @param snapshot the event, where it is a snapshot: its totals are not to be summed with those
   *     of another one
   */
  private record Owner(
      String machineId, String app, String snapshot, String name, String license) {}

  @Override
  public boolean takes(Entry entry) {
    Recorded recorded = Recorded.in(entry);
    return recorded.type().equals("MetricsReported") && !recorded.data().path("metrics").isEmpty();
  }

  @Override
  public List<Request> requests(Address address, List<Entry> batch) {
    Map<Owner, List<Entry>> documents = new LinkedHashMap<>();
    for (Entry entry : batch) {
      Recorded recorded = Recorded.in(entry);
      String snapshot = recorded.data().path("snapshot").asBoolean() ? entry.eventId() : "";
      Owner owner =
          new Owner(
              recorded.text("machineID"),
              recorded.text("app"),
              snapshot,
              SnapshotDocument.name(recorded),
              SnapshotDocument.license(recorded));
      documents.computeIfAbsent(owner, first -> new ArrayList<>()).add(entry);
    }
    List<Request> requests = new ArrayList<>();
    documents.forEach(
        (owner, entries) ->
            requests.add(
                address.json(
                    address.below(PATH),
                    NativeForm.idempotencyKey(entries),
                    SnapshotDocument.of(entries).getBytes(StandardCharsets.UTF_8))));
    return requests;
  }

  @Override
  public Request probe(Address address) {
    String document = SnapshotDocument.of(NOBODY, "telem", "", new MergedMetrics());
    return address.json(address.below(PATH), document.getBytes(StandardCharsets.UTF_8));
  }
}
