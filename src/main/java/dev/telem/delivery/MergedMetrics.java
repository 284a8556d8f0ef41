package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Metrics, one for each collection, topic and key: of a count every number is the sum, of an exact
 * one the last stands. In the order in which each was first reported.
 */
final class MergedMetrics {
  private static final int MOST_DIGITS = 400;

  private final Map<Name, ObjectNode> merged = new LinkedHashMap<>();

  /** What tells metrics apart; a count and an exact one are never one metric. */
  private record Name(String collection, String topic, String key, String aggregation) {}

  void add(JsonNode metric) {
    Name name =
        new Name(
            metric.path("collection").asText(),
            metric.path("topic").asText(),
            metric.path("key").asText(),
            metric.path("aggregation").asText());
    ObjectNode before = merged.get(name);
    if (!(metric instanceof ObjectNode next)) {
      return;
    }
    if (before == null || !name.aggregation().equals("count")) {
      merged.put(name, next.deepCopy());
    } else {
      next.properties().forEach(field -> addTo(before, field.getKey(), field.getValue()));
    }
  }

  ArrayNode all() {
    return JsonNodeFactory.instance.arrayNode().addAll(merged.values());
  }

  private static void addTo(ObjectNode sums, String field, JsonNode value) {
    JsonNode before = sums.path(field);
    sums.set(field, before.isNumber() && value.isNumber() ? sum(before, value) : value);
  }

  /** One event with a number of a billion digits must not keep the sender busy for ever. */
  private static BigDecimal bounded(JsonNode number) {
    BigDecimal value = number.decimalValue();
    if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw new ArithmeticException("a number is too large to be added");
    }
    return value;
  }

  private static JsonNode sum(JsonNode one, JsonNode other) {
    BigDecimal sum = bounded(one).add(bounded(other));
    boolean whole = one.isIntegralNumber() && other.isIntegralNumber();
    return whole
        ? JsonNodeFactory.instance.numberNode(sum.toBigIntegerExact())
        : DecimalNode.valueOf(sum);
  }
}
