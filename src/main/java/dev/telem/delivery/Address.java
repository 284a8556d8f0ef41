package dev.telem.delivery;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where to send and what to show there: a destination whose secrets were looked up, or masked.
 *
 * @param url without user and password
 * @param headers the destination's own
 * @param apiKey what a form shows in its body; empty for the forms that show nothing there
 */
record Address(URI url, Map<String, String> headers, String apiKey) {
  Address {
    headers = Map.copyOf(headers);
  }

  /** A path below the URL, of which people may have written the last slash or not. */
  URI below(String path) {
    return URI.create(url.toString().replaceFirst("/+$", "") + path);
  }

  /** A JSON body to that URL. */
  Request json(URI target, byte[] body) {
    return json(target, Map.of(), body);
  }

  /** A JSON body to that URL, with more headers; the destination's own win. */
  Request json(URI target, Map<String, String> more, byte[] body) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Type", "application/json");
    all.putAll(more);
    all.putAll(headers);
    return new Request(target, all, body);
  }
}
