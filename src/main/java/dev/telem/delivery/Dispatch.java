package dev.telem.delivery;

import dev.telem.spool.Entry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.net.ssl.SSLException;

/** Makes one attempt to deliver a batch, and keeps a receipt of it. */
final class Dispatch {
  private final Surroundings surroundings;
  private final Wire wire;

  Dispatch(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.wire = new Wire(surroundings.environment());
  }

  /**
   * Sends the batch once, within so many milliseconds in all.
   *
   * @param batch at least one event
   */
  Verdict send(Destination destination, List<Entry> batch, long withinMs)
      throws InterruptedException {
    Form form;
    Address address;
    try {
      form = destination.form();
      address = destination.resolved(surroundings.environment());
    } catch (Undeliverable here) {
      return refusal(here);
    }
    long began = surroundings.time().elapsedMs();
    OptionalInt status = OptionalInt.empty();
    Verdict verdict = new Verdict.Delivered();
    try {
      for (Request request : form.requests(address, batch)) {
        long left = withinMs - (surroundings.time().elapsedMs() - began);
        Reply reply = wire.post(request.from(surroundings.version()), Math.max(1, left));
        status = OptionalInt.of(reply.status());
        verdict = form.judge(reply, surroundings.time().nowMs());
        if (!(verdict instanceof Verdict.Delivered)) {
          break;
        }
      }
    } catch (IOException failed) {
      verdict = new Verdict.Retry(OptionalLong.empty(), reason(failed));
    } catch (Undeliverable here) {
      return refusal(here);
    }
    long took = surroundings.time().elapsedMs() - began;
    keepReceipt(destination, status, took, verdict, batch);
    return verdict;
  }

  private static Verdict refusal(Undeliverable here) {
    return new Verdict.Refused(FailureRules.UNDELIVERABLE_MS, here.whatToMend());
  }

  private void keepReceipt(
      Destination destination, OptionalInt status, long took, Verdict verdict, List<Entry> batch) {
    // Of a batch that is going to be halved, most events will still be accepted.
    String word =
        switch (verdict) {
          case Verdict.Delivered delivered -> "accepted";
          case Verdict.Retry retry -> "retry";
          case Verdict.Rejected rejected -> batch.size() > 1 ? "retry" : "rejected";
          case Verdict.Refused refused -> "refused";
        };
    String reason =
        switch (verdict) {
          case Verdict.Delivered delivered -> "";
          case Verdict.Retry retry -> retry.reason();
          case Verdict.Rejected rejected -> rejected.reason();
          case Verdict.Refused refused -> refused.reason();
        };
    surroundings
        .receipts()
        .record(
            new Receipt(
                    surroundings.time().nowMs(),
                    destination.shownUrl(),
                    destination.type(),
                    status,
                    OptionalLong.of(took),
                    word,
                    reason,
                    batch.stream().map(Entry::eventId).toList())
                .json());
  }

  /** What the failure says to a person. */
  static String reason(IOException failed) {
    return switch (failed) {
      case UnknownHostException unknown -> "host not found: " + unknown.getMessage();
      case SocketTimeoutException late -> "no answer in time";
      case ConnectException refused -> "no connection: " + refused.getMessage();
      case NoRouteToHostException unreachable -> "no route to the host";
      case SSLException untrusted -> "TLS: " + untrusted.getMessage();
      default -> "connection broken: " + failed.getMessage();
    };
  }
}
