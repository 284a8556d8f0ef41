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
   * An answer and the receiver's clock.
   *
   * @param date the header of that name; empty when there is none
   */
  record Dated(Reply reply, String date) {}

  /**
   * Sends the request once.
   *
   * @throws IOException when there was no whole reply in time
   */
  Reply post(Request request, long withinMs)
      throws IOException, Undeliverable, InterruptedException {
    return ask(request, withinMs).reply();
  }

  /** The same, with the receiver's time. */
  Dated ask(Request request, long withinMs)
      throws IOException, Undeliverable, InterruptedException {
    Exchange exchange =
        new Exchange(
            request.compressed(), proxies.to(request.url()), authorities.sockets(), withinMs);
    FutureTask<Reply> reply = new FutureTask<>(exchange);
    // A thread of its own, since a name look-up cannot be interrupted; a daemon, so that one which
    // hangs keeps nobody alive.
    Thread.ofPlatform().daemon().name("telem-exchange").start(reply);
    try {
      return new Dated(reply.get(withinMs, TimeUnit.MILLISECONDS), exchange.date());
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
