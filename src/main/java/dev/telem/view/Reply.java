package dev.telem.view;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer. None says anything that the request said. */
record Reply(int status, String type, String body) {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src"
              + " data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "Cache-Control",
          "no-store",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  static Reply html(String body) {
    return new Reply(200, "text/html", body);
  }

  static Reply text(int status, String body) {
    return new Reply(status, "text/plain", body);
  }

  static Reply refused(int status) {
    return text(status, status == 404 ? "Not found.\n" : "Not allowed.\n");
  }

  void send(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    ALWAYS.forEach(headers::set);
    if (status == 405) {
      headers.set("Allow", "GET");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    headers.set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
