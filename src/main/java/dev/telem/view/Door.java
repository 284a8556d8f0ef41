package dev.telem.view;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Set;

/** Decides who may enter: nothing of a request is looked at before. */
final class Door {
  private final Set<String> hosts;
  private final String token;

  Door(int port, String token) {
    // A browser leaves out the port that http implies (RFC 9110, section 4.2.1).
    String behind = port == 80 ? "" : ":" + port;
    this.hosts = Set.of("127.0.0.1" + behind, "localhost" + behind);
    this.token = token;
  }

  /**
   * The answer to those who may not enter: 403 from elsewhere, 404 without the word; 0 to others.
   */
  int refusal(Headers headers, String path) {
    String host = only(headers, "Host");
    if (!hosts.contains(host)) {
      return 403;
    }
    String origin = only(headers, "Origin");
    if (!origin.isEmpty() && !origin.equals("http://" + host)) {
      return 403;
    }
    String site = only(headers, "Sec-Fetch-Site");
    if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
      return 403;
    }
    return knows(path) ? 0 : 404;
  }

  /** What stands in the path behind the word. */
  String behind(String path) {
    return path.substring(token.length() + 2);
  }

  private boolean knows(String path) {
    int end = path.indexOf('/', 1);
    return end > 0 && same(path.substring(1, end), token);
  }

  /** Takes as long wherever the first difference is. */
  static boolean same(String one, String other) {
    int difference = one.length() ^ other.length();
    for (int i = 0; i < other.length(); i++) {
      difference |= other.charAt(i) ^ (i < one.length() ? one.charAt(i) : 0);
    }
    return difference == 0;
  }

  /** "" where there is none; what nobody may say where there are several. */
  private static String only(Headers headers, String name) {
    List<String> values = headers.get(name);
    if (values == null || values.isEmpty()) {
      return "";
    }
    return values.size() == 1 ? values.getFirst() : "several";
  }
}
