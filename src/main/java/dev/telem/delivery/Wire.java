package dev.telem.delivery;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests, each within one limit that covers everything: name look-up (for which the JDK has
 * no limit), connection, TLS, request and reply.
 */
final class Wire {
  private final Proxies proxies;
  private final Authorities authorities;

  Wire(Map<String, String> environment) {
    this.proxies = new Proxies(environment);
    this.authorities = new Authorities(environment);
  }

  /**
   * Sends the request once.
   *
   * @throws IOException when there was no whole reply in time
   */
  Reply post(Request request, long withinMs)
      throws IOException, Undeliverable, InterruptedException {
    Exchange exchange =
        new Exchange(
            request.compressed(), proxies.to(request.url()), authorities.sockets(), withinMs);
    FutureTask<Reply> reply = new FutureTask<>(exchange);
    // A thread of its own, since a name look-up cannot be interrupted; a daemon, so that one which
    // hangs keeps nobody alive.
    Thread.ofPlatform().daemon().name("telem-exchange").start(reply);
    try {
      return reply.get(withinMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("no whole answer within " + withinMs + " ms");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IOException(failed.getCause());
    } finally {
      exchange.abandon();
    }
  }
}
