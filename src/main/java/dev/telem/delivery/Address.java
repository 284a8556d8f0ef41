package dev.telem.delivery;

import java.net.URI;
import java.util.Map;

/**
 * Where to send and what to show there: a destination whose secrets were looked up, or masked.
 *
 * @param url without user and password
 * @param headers the destination's own
 */
record Address(URI url, Map<String, String> headers) {
  Address {
    headers = Map.copyOf(headers);
  }
}
