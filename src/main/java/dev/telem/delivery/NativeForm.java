package dev.telem.delivery;

import dev.telem.spool.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * telem's own form: {@code {"schemaVersion":1,"events":[…]}} with the events byte for byte as they
 * were recorded.
 */
final class NativeForm implements Form {
  private static final byte[] HEAD =
      "{\"schemaVersion\":1,\"events\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);

  @Override
  public List<Request> requests(Address address, List<Entry> batch) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(HEAD);
    String separator = "";
    for (Entry entry : batch) {
      body.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(entry.line());
      separator = ",";
    }
    body.writeBytes(TAIL);
    return List.of(address.json(address.url(), idempotencyKey(batch), body.toByteArray()));
  }

  /** A header that is the same for the same events. */
  static Map<String, String> idempotencyKey(List<Entry> batch) {
    return Map.of(
        "Idempotency-Key",
        batch.getFirst().eventId() + "-" + batch.getLast().eventId() + "-" + batch.size());
  }

  @Override
  public Request probe(Address address) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(HEAD);
    body.writeBytes(TAIL);
    return address.json(address.url(), body.toByteArray());
  }
}
