package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.spool.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenTelemetry's OTLP over HTTP in JSON: a log record for every event, and a span for every run
 * that has ended. Ids are in hex, integers of 64 bits are texts, enumerations are numbers.
 *
 * <p>The spans go first: who gets a batch again because the second request failed knows a span by
 * its id, while many keep a log record twice in spite of its {@code log.record.uid}.
 *
 * <p>A {@code CommandAborted} has no span. Nobody knows when that run ended; the span would last
 * until somebody happened to close it, days later perhaps. The log record tells of it.
 */
final class OtlpForm implements Form {
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.44.0";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int LONGEST_REASON = 200;

  @Override
  public List<Request> requests(Address address, List<Entry> batch) {
    Map<OtlpResource, ArrayNode> spans = new LinkedHashMap<>();
    Map<OtlpResource, ArrayNode> records = new LinkedHashMap<>();
    for (Entry entry : batch) {
      Recorded recorded = Recorded.in(entry);
      OtlpResource resource = OtlpResource.of(recorded);
      Optional<SpanContext> context = SpanContext.of(recorded);
      if (recorded.type().equals("CommandExited") && context.isPresent()) {
        list(spans, resource).add(OtlpSpan.of(recorded, context.get()));
      }
      list(records, resource).add(OtlpLogRecord.of(recorded, context));
    }
    List<Request> requests = new ArrayList<>();
    if (!spans.isEmpty()) {
      requests.add(request(address, "/v1/traces", body("Spans", "spans", spans)));
    }
    requests.add(request(address, "/v1/logs", body("Logs", "logRecords", records)));
    return requests;
  }

  @Override
  public Request probe(Address address) {
    return requests(address, List.of()).getFirst();
  }

  /**
   * OTLP names the four answers after which the same may be sent again; all others are final (OTLP
   * 1.11, "Failures"). What somebody can mend on this side stands still until then, as everywhere,
   * and batches that were not understood are halved: each half is another request.
   */
  @Override
  public Verdict judge(Reply reply, long nowMs) {
    return switch (FailureRules.judge(reply, nowMs)) {
      case Verdict.Delivered all -> partialSuccess(reply.body());
      case Verdict.Retry retry ->
          isRetryable(reply.status()) ? retry : new Verdict.Final(retry.reason());
      case Verdict other -> other;
    };
  }

  private static boolean isRetryable(int status) {
    return switch (status) {
      case 429, 502, 503, 504 -> true;
      // No answer of HTTP: whoever that was, it was no receiver of OTLP.
      default -> status < 200 || status > 599;
    };
  }

  /**
   * {@code {"partialSuccess":{"rejectedSpans":"1","errorMessage":"…"}}}; anything else says
   * nothing.
   */
  private static Verdict partialSuccess(byte[] body) {
    JsonNode answer;
    try {
      answer = MAPPER.readTree(body).path("partialSuccess");
    } catch (IOException notJson) {
      return new Verdict.Delivered();
    }
    long rejected =
        Math.max(answer.path("rejectedSpans").asLong(), answer.path("rejectedLogRecords").asLong());
    String reason = answer.path("errorMessage").asText("").replaceAll("\\p{Cntrl}+", " ");
    return new Verdict.Delivered(
        Math.max(0, rejected), reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
  }

  private static ArrayNode list(Map<OtlpResource, ArrayNode> lists, OtlpResource resource) {
    return lists.computeIfAbsent(resource, first -> JSON.arrayNode());
  }

  private static ObjectNode body(String kind, String name, Map<OtlpResource, ArrayNode> lists) {
    ObjectNode body = JSON.objectNode();
    ArrayNode groups = body.putArray("resource" + kind);
    lists.forEach(
        (resource, elements) -> {
          ObjectNode group = groups.addObject();
          group.putObject("resource").set("attributes", resource.attributes());
          ObjectNode scoped = group.putArray("scope" + kind).addObject();
          scoped.putObject("scope").put("name", "telem").put("version", resource.telemVersion());
          scoped.set(name, elements);
          scoped.put("schemaUrl", SCHEMA);
          group.put("schemaUrl", SCHEMA);
        });
    return body;
  }

  private static Request request(Address address, String path, ObjectNode body) {
    return address.json(address.below(path), body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
