package dev.telem.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.telem.spool.Entry;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Requests of the form {@code otlp}, and what the official classes read in them. */
final class OtlpRequests {
  private static final Address ADDRESS =
      new Address(URI.create("http://127.0.0.1:4318"), Map.of("X-Key", "hush"), "");
  private static final OtlpForm FORM = new OtlpForm();

  private OtlpRequests() {}

  static List<Request> requests(Entry... batch) {
    return FORM.requests(ADDRESS, List.of(batch));
  }

  static Span span(Entry event) {
    return spans(requests(event)).getFirst();
  }

  static LogRecord record(Entry event) {
    return records(requests(event)).getFirst();
  }

  static Map<String, Object> resource(Entry event) {
    return OtlpBodies.values(logs(requests(event)).getFirst().getResource().getAttributesList());
  }

  static List<ResourceSpans> traces(List<Request> requests) {
    return OtlpBodies.traces(body(requests.getFirst())).getResourceSpansList();
  }

  static List<ResourceLogs> logs(List<Request> requests) {
    return OtlpBodies.logs(body(requests.getLast())).getResourceLogsList();
  }

  static List<Span> spans(List<Request> requests) {
    return traces(requests).stream()
        .flatMap(group -> group.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  static List<LogRecord> records(List<Request> requests) {
    return logs(requests).stream()
        .flatMap(group -> group.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .toList();
  }

  static String body(Request request) {
    return new String(request.body(), UTF_8);
  }

  static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }
}
