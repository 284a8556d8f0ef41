package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.spool.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PostHog's batch: {@code POST url/batch/}, {@code {"api_key","historical_migration":false,
 * "batch":[…]}}. There is no {@code sent_at}, since PostHog would correct the timestamps by it.
 *
 * <table>
 *   <caption>An event of the batch</caption>
 *   <tr><th>PostHog</th><th>event</th></tr>
 *   <tr><td>{@code event}</td><td>{@code eventType}, as it is</td></tr>
 *   <tr><td>{@code uuid}</td><td>{@code eventID}</td></tr>
 *   <tr><td>{@code distinct_id}</td><td>{@code machineID}</td></tr>
 *   <tr><td>{@code timestamp}</td><td>{@code ts}, as ISO 8601 in UTC</td></tr>
 *   <tr><td>{@code properties}</td><td>every other field in snake case, those of {@code attributes}
 *       and {@code eventData} beside those of the event: {@code execution_id}, {@code app}, {@code
 *       os_version}, {@code exit_code}, {@code command_options} with {@code as_cli} …</td></tr>
 *   <tr><td>{@code properties.extra_NAME}</td><td>{@code attributes.extra.NAME}</td></tr>
 *   <tr><td>{@code $process_person_profile}, {@code $geoip_disable}, {@code $ip}</td><td>false, true
 *       and 0.0.0.0: no profile of a person is made, and no place derived</td></tr>
 *   <tr><td>{@code $lib}, {@code $lib_version}</td><td>telem, and {@code attributes.telemVersion}
 *       </td></tr>
 * </table>
 */
final class PosthogForm implements Form {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Those that stand outside of the properties. */
  private static final Set<String> PLACED =
      Set.of("eventType", "eventID", "machineID", "ts", "attributes", "eventData");

  @Override
  public Request probe(Address address) {
    return requests(address, List.of()).getFirst();
  }

  @Override
  public List<Request> requests(Address address, List<Entry> batch) {
    ObjectNode body = JSON.objectNode();
    body.put("api_key", address.apiKey());
    body.put("historical_migration", false);
    ArrayNode events = body.putArray("batch");
    for (Entry entry : batch) {
      events.add(event(Recorded.in(entry)));
    }
    return List.of(
        address.json(address.below("/batch/"), body.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static ObjectNode event(Recorded recorded) {
    ObjectNode event = JSON.objectNode();
    event.put("event", recorded.type());
    event.put("uuid", recorded.text("eventID"));
    event.put("distinct_id", recorded.text("machineID"));
    event.put("timestamp", Instant.ofEpochMilli(recorded.ts()).toString());
    event.set("properties", properties(recorded));
    return event;
  }

  private static ObjectNode properties(Recorded recorded) {
    ObjectNode properties = JSON.objectNode();
    for (Map.Entry<String, JsonNode> field : recorded.event().properties()) {
      if (!PLACED.contains(field.getKey())) {
        add(properties, field);
      }
    }
    for (Map.Entry<String, JsonNode> field : recorded.attributes().properties()) {
      if (!field.getKey().equals("extra")) {
        add(properties, field);
      }
    }
    for (Map.Entry<String, JsonNode> field : recorded.attributes().path("extra").properties()) {
      properties.set("extra_" + Recorded.snakeCase(field.getKey()), field.getValue());
    }
    recorded.data().properties().forEach(field -> add(properties, field));
    properties.put("$process_person_profile", false);
    properties.put("$geoip_disable", true);
    properties.put("$ip", "0.0.0.0");
    properties.put("$lib", "telem");
    properties.put("$lib_version", recorded.text("attributes/telemVersion"));
    return properties;
  }

  private static void add(ObjectNode properties, Map.Entry<String, JsonNode> field) {
    properties.set(Recorded.snakeCase(field.getKey()), snakeCase(field.getValue()));
  }

  private static JsonNode snakeCase(JsonNode value) {
    if (value.isObject()) {
      ObjectNode object = JSON.objectNode();
      value.properties().forEach(field -> add(object, field));
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JSON.arrayNode();
      value.forEach(element -> array.add(snakeCase(element)));
      return array;
    }
    return value;
  }
}
