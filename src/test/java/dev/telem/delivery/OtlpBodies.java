package dev.telem.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads OTLP bodies with the official classes, as a receiver would: a field that they do not know
 * is an error. Where OTLP's JSON is stricter than theirs or other than theirs (ids in hex, integers
 * of 64 bits as texts, enumerations as numbers), that is held against the text first.
 */
public final class OtlpBodies {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");
  private static final Set<String> TEXTS =
      Set.of(
          "timeUnixNano",
          "observedTimeUnixNano",
          "startTimeUnixNano",
          "endTimeUnixNano",
          "intValue");
  private static final Set<String> NUMBERS = Set.of("kind", "severityNumber", "code", "flags");

  private OtlpBodies() {}

  /** The body of a request to {@code /v1/logs}. */
  public static ExportLogsServiceRequest logs(String body) {
    ExportLogsServiceRequest.Builder builder = ExportLogsServiceRequest.newBuilder();
    merge(body, builder);
    return builder.build();
  }

  /** The body of a request to {@code /v1/traces}. */
  public static ExportTraceServiceRequest traces(String body) {
    ExportTraceServiceRequest.Builder builder = ExportTraceServiceRequest.newBuilder();
    merge(body, builder);
    return builder.build();
  }

  /** Attributes as plain values; one that is there twice fails. */
  public static Map<String, Object> values(List<KeyValue> attributes) {
    Map<String, Object> values = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      if (values.put(attribute.getKey(), value(attribute.getValue())) != null) {
        throw new AssertionError(attribute.getKey() + " is there twice");
      }
    }
    return values;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(OtlpBodies::value).toList();
      case KVLIST_VALUE -> values(value.getKvlistValue().getValuesList());
      default -> throw new AssertionError("a value without a type");
    };
  }

  private static void merge(String body, Message.Builder builder) {
    try {
      JsonNode tree = JSON.readTree(body);
      convert(tree);
      JsonFormat.parser().merge(tree.toString(), builder);
    } catch (JsonProcessingException | InvalidProtocolBufferException noOtlp) {
      throw new AssertionError("no OTLP: " + body, noOtlp);
    }
  }

  private static void convert(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if ((TEXTS.contains(name) && !value.isTextual())
          || (NUMBERS.contains(name) && !value.isInt())
          || (IDS.contains(name) && !isId(name, value.asText()))) {
        throw new AssertionError(name + " must not be " + value);
      }
      if (IDS.contains(name)) {
        byte[] id = HexFormat.of().parseHex(value.asText());
        ((ObjectNode) node).put(name, Base64.getEncoder().encodeToString(id));
      }
    }
    node.forEach(OtlpBodies::convert);
  }

  private static boolean isId(String name, String text) {
    int digits = name.equals("traceId") ? 32 : 16;
    return text.matches("[0-9a-f]{" + digits + "}") && !text.matches("0+");
  }
}
