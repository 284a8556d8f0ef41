package dev.telem.endtoend;

import com.google.protobuf.ByteString;
import dev.telem.delivery.OtlpBodies;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What a receiver of OTLP got, read with the official classes. */
final class Otlp {
  private Otlp() {}

  static Program sendingTo(Program program, Receiver receiver) {
    return program
        .with("TELEMETRY_ENDPOINT", receiver.at("otlp+", ""))
        .with("TELEMETRY_FLUSH", "never");
  }

  static Span spanOf(Receiver receiver, String name) {
    return spans(receiver).stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static List<Span> spans(Receiver receiver) {
    List<Span> spans = new ArrayList<>();
    for (String body : receiver.bodies("/v1/traces")) {
      OtlpBodies.traces(body)
          .getResourceSpansList()
          .forEach(group -> spans.addAll(group.getScopeSpans(0).getSpansList()));
    }
    return spans;
  }

  static List<LogRecord> records(Receiver receiver) {
    List<LogRecord> records = new ArrayList<>();
    for (ResourceLogs group : logs(receiver)) {
      records.addAll(group.getScopeLogs(0).getLogRecordsList());
    }
    return records;
  }

  static Map<String, Object> resource(Receiver receiver) {
    return OtlpBodies.values(logs(receiver).getFirst().getResource().getAttributesList());
  }

  static List<ResourceLogs> logs(Receiver receiver) {
    List<ResourceLogs> logs = new ArrayList<>();
    for (String body : receiver.bodies("/v1/logs")) {
      logs.addAll(OtlpBodies.logs(body).getResourceLogsList());
    }
    return logs;
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
