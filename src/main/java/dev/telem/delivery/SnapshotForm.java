package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.spool.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Grouparoo's document: {@code POST url/api/v1/telemetry}, {@code
 * {"guid":"tcs_…","name","license","metrics":[…]}}, with the metrics of all {@code MetricsReported}
 * of the batch, merged. Other events have nothing in them for it. {@code guid} is made of the
 * machine's id, {@code name} is the one that a snapshot says, or the app, {@code license} likewise,
 * or empty as in Grouparoo's own example; where a batch is of several machines' ids (CI makes one
 * for every run) or apps, there is a document for each, and one for every snapshot.
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
  private record Owner(String machineId, String app, String snapshot) {}

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
      Owner owner = new Owner(recorded.text("machineID"), recorded.text("app"), snapshot);
      documents.computeIfAbsent(owner, first -> new ArrayList<>()).add(entry);
    }
    List<Request> requests = new ArrayList<>();
    documents.forEach(
        (owner, entries) ->
            requests.add(
                address.json(
                    address.below(PATH),
                    NativeForm.idempotencyKey(entries),
                    document(owner, entries).toString().getBytes(StandardCharsets.UTF_8))));
    return requests;
  }

  @Override
  public Request probe(Address address) {
    ObjectNode document = document(new Owner(NOBODY, "telem", ""), List.of());
    return address.json(address.below(PATH), document.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode document(Owner owner, List<Entry> entries) {
    MergedMetrics metrics = new MergedMetrics();
    for (Entry entry : entries) {
      Recorded.in(entry).data().path("metrics").forEach(metrics::add);
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("guid", "tcs_" + owner.machineId().replaceFirst("^ci-", ""));
    JsonNode said =
        entries.isEmpty() ? MissingNode.getInstance() : Recorded.in(entries.getFirst()).data();
    document.put("name", said.path("name").asText(owner.app()));
    document.put("license", said.path("license").asText(""));
    document.set("metrics", metrics.all());
    return document;
  }
}
