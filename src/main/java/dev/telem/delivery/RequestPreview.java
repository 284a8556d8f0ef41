package dev.telem.delivery;

import dev.telem.spool.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What would be sent to a destination, made by the code that sends, with every secret masked. */
public sealed interface RequestPreview {
  /**
   * A request that would be made.
   *
   * @param method the HTTP method
   * @param url the URL without secrets
   * @param headers in alphabetical order; the destination's own are masked
   * @param body before compression
   */
  record Shown(String method, String url, Map<String, String> headers, String body)
      implements RequestPreview {}

  /** Nothing would be sent, and this is what to mend. */
  record Unsendable(String whatToMend) implements RequestPreview {}

  /**
   * The requests that would carry these events, in order, none if there is nothing in them for such
   * a destination; or one {@link Unsendable}. Reads no secret and opens no connection.
   *
   * @param destinationJson as for {@code Spool.add}
   * @param batch at least one event
   * @param version telem's own
   */
  static List<RequestPreview> of(byte[] destinationJson, List<Entry> batch, String version) {
    try {
      Destination destination = Destination.parse(destinationJson);
      Form form = destination.form();
      List<Entry> taken = batch.stream().filter(form::takes).toList();
      return taken.isEmpty()
          ? List.of()
          : form.requests(destination.masked(), taken).stream()
              .map(request -> shown(request.from(version)))
              .toList();
    } catch (Undeliverable here) {
      return List.of(new Unsendable(here.whatToMend()));
    }
  }

  private static RequestPreview shown(Request request) {
    return new Shown(
        "POST",
        request.url().toString(),
        request.compressed().headers(),
        new String(request.body(), StandardCharsets.UTF_8));
  }
}
