package dev.telem.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request and its reply over {@link HttpURLConnection}, which starts faster than the newer
 * client (spec startup.md "The sender").
 */
final class Exchange implements Callable<Reply> {
  private static final int CONNECT_MS = 2_000;
  private static final int LONGEST_BODY = 64 * 1024;

  static {
    // The JDK refuses to send a password to a proxy on the way to a tunnel; the person who put it
    // into HTTPS_PROXY asked for it. Read once, when HttpURLConnection is loaded.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private final Request request;
  private final Route route;
  private final Optional<SSLSocketFactory> sockets;
  private final int withinMs;
  private volatile boolean abandoned;
  private volatile String date = "";

  Exchange(Request request, Route route, Optional<SSLSocketFactory> sockets, long withinMs) {
    this.request = request;
    this.route = route;
    this.sockets = sockets;
    this.withinMs = Math.clamp(withinMs, 1, Integer.MAX_VALUE);
  }

  /** Nobody waits for the reply any more: stop reading one that comes in drips. */
  void abandon() {
    abandoned = true;
  }

  /** What the receiver gave as the time; empty before its answer, and when it gave none. */
  String date() {
    return date;
  }

  @Override
  public Reply call() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) request.url().toURL().openConnection(route.proxy());
    if (connection instanceof HttpsURLConnection tls) {
      sockets.ifPresent(tls::setSSLSocketFactory);
    }
    connection.setConnectTimeout(Math.min(CONNECT_MS, withinMs));
    connection.setReadTimeout(withinMs);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    // With a length given in advance the JDK never repeats a POST by itself.
    connection.setFixedLengthStreamingMode(request.body().length);
    connection.setRequestProperty("Accept", "*/*");
    request.headers().forEach(connection::setRequestProperty);
    if (!route.user().isEmpty()) {
      identifyToProxy(connection);
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(request.body());
    }
    return reply(connection);
  }

  /**
   * Into a tunnel the JDK would pass a header on to the receiver, and not show it to the proxy; an
   * authenticator it asks only on behalf of the proxy.
   */
  private void identifyToProxy(HttpURLConnection connection) {
    if (connection instanceof HttpsURLConnection) {
      connection.setAuthenticator(new ProxyUser(route.user()));
    } else {
      connection.setRequestProperty("Proxy-Authorization", Destination.basic(route.user()));
    }
  }

  private Reply reply(HttpURLConnection connection) throws IOException {
    int status;
    try {
      status = connection.getResponseCode();
    } catch (HttpRetryException wantsCredentials) {
      // How the JDK reports 401 and 407 to a POST of fixed length.
      return new Reply(wantsCredentials.responseCode(), "", new byte[0]);
    }
    date = header(connection, "Date");
    return new Reply(status, header(connection, "Retry-After"), body(connection, status));
  }

  private static String header(HttpURLConnection connection, String name) {
    String value = connection.getHeaderField(name);
    return value == null ? "" : value;
  }

  private byte[] body(HttpURLConnection connection, int status) throws IOException {
    if (status / 100 != 2) {
      drain(connection);
      return new byte[0];
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] body = read(in);
      long length = connection.getContentLengthLong();
      if (body.length < Math.min(length, LONGEST_BODY)) {
        throw new EOFException("the answer ends in the middle");
      }
      if (body.length == LONGEST_BODY) {
        connection.disconnect();
      }
      return body;
    }
  }

  /** Reads an error's text, which nobody wants, so that the connection can be used again. */
  private void drain(HttpURLConnection connection) {
    try (InputStream in = connection.getErrorStream()) {
      if (in != null && read(in).length == LONGEST_BODY) {
        connection.disconnect();
      }
    } catch (IOException cutOff) {
      // The status is what counts, and it is known.
      connection.disconnect();
    }
  }

  private byte[] read(InputStream in) throws IOException {
    byte[] body = new byte[LONGEST_BODY];
    int length = 0;
    while (length < body.length && !abandoned) {
      int read = in.read(body, length, body.length - length);
      if (read < 0) {
        break;
      }
      length += read;
    }
    return Arrays.copyOf(body, length);
  }
}
