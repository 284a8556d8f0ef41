package dev.telem.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one attempt to send events (spec delivery.md, "Receipts"): one line of {@code
 * delivery.jsonl}, which the sender writes.
 *
 * <pre>{"ts":1658231825280,"destination":"https://…","type":"native","status":202,"durationMs":87,
 *  "verdict":"accepted","eventIDs":["…"]}</pre>
 *
 * @param ts when the attempt ended, in milliseconds since the epoch
 * @param destination the destination as it may be shown, secrets masked
 * @param httpStatus the reply's status; 0 when there was no reply
 * @param tookMs how long the attempt took, in milliseconds; negative when there was no attempt
 * @param reason why it was not accepted; empty when it was
 * @param eventIDs the events that the verdict holds for
 * @param json the line itself
 */
public record Receipt(
    long ts,
    String destination,
    Verdict verdict,
    int httpStatus,
    long tookMs,
    String reason,
    List<String> eventIDs,
    String json) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Copies the list of events. */
  public Receipt {
    eventIDs = List.copyOf(eventIDs);
  }

  /** The receipt on a line; empty when the line holds none. */
  static Optional<Receipt> on(LogLine line) {
    try {
      JsonNode fields = JSON.readTree(line.text());
      Optional<Verdict> verdict = Verdict.of(fields.path("verdict").asText());
      if (verdict.isEmpty()) {
        return Optional.empty();
      }
      List<String> eventIDs = new ArrayList<>();
      fields.path("eventIDs").forEach(id -> eventIDs.add(id.asText()));
      return Optional.of(
          new Receipt(
              fields.path("ts").asLong(),
              fields.path("destination").asText(),
              verdict.get(),
              fields.path("status").asInt(),
              fields.path("durationMs").asLong(-1),
              fields.path("reason").asText(),
              eventIDs,
              line.text()));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }
}
