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
  private static final int LARGEST_BODY = 512 * 1024;

  /** As many as are answered within the time of one batch. */
  private static final int MOST_REQUESTS = 20;

  private final Surroundings surroundings;
  private final Wire wire;

  Dispatch(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.wire = new Wire(surroundings.environment());
  }

  /**
   * Sends the batch once, within so many milliseconds in all.
   *
   * @param batch at least one event, and only what the destination's form takes
   */
  Verdict send(Destination destination, List<Entry> batch, long withinMs)
      throws InterruptedException {
    Form form;
    List<Request> requests;
    try {
      form = destination.form();
      requests = form.requests(destination.resolved(surroundings.environment()), batch);
    } catch (Undeliverable here) {
      return refusal(here);
    } catch (ArithmeticException | IllegalArgumentException notInThisForm) {
      // A number that is none, say: one event must not hold up all the others.
      return batch.size() > 1
          ? new Verdict.TooLarge()
          : new Verdict.Final("an event cannot be told in this form: " + notInThisForm);
    }
    boolean tooMuch =
        requests.size() > MOST_REQUESTS || requests.stream().anyMatch(Dispatch::isTooLarge);
    if (batch.size() > 1 && tooMuch) {
      return new Verdict.TooLarge();
    }
    return send(destination, form, requests, batch, withinMs);
  }

  private Verdict send(
      Destination destination, Form form, List<Request> requests, List<Entry> batch, long withinMs)
      throws InterruptedException {
    long began = surroundings.time().elapsedMs();
    OptionalInt status = OptionalInt.empty();
    Verdict verdict = new Verdict.Delivered();
    try {
      for (Request request : requests) {
        long left = withinMs - (surroundings.time().elapsedMs() - began);
        status = OptionalInt.empty();
        Reply reply = wire.post(request.from(surroundings.version()), Math.max(1, left));
        status = OptionalInt.of(reply.status());
        Verdict judged = form.judge(reply, surroundings.time().nowMs());
        if (judged instanceof Verdict.Refused refused && requests.size() > 1) {
          String which = request.url().getPath() + " " + refused.reason();
          judged = new Verdict.Refused(refused.waitMs(), which);
        }
        if (!(judged instanceof Verdict.Delivered now)
            || !(verdict instanceof Verdict.Delivered before)) {
          verdict = judged;
          break;
        }
        verdict = before.and(now);
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

  private static boolean isTooLarge(Request request) {
    return request.body().length > LARGEST_BODY;
  }

  private static Verdict refusal(Undeliverable here) {
    return new Verdict.Refused(FailureRules.UNDELIVERABLE_MS, here.whatToMend());
  }

  private void keepReceipt(
      Destination destination, OptionalInt status, long took, Verdict verdict, List<Entry> batch) {
    String reason =
        switch (verdict) {
          case Verdict.Delivered delivered -> reason(delivered, batch.size());
          case Verdict.Retry retry -> retry.reason();
          case Verdict.Rejected rejected -> rejected.reason();
          case Verdict.Final last -> last.reason();
          case Verdict.Refused refused -> refused.reason();
          case Verdict.TooLarge halved -> "";
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
                    word(verdict, batch.size()),
                    reason,
                    batch.stream().map(Entry::eventId).toList())
                .json());
  }

  private static String word(Verdict verdict, int events) {
    return switch (verdict) {
      case Verdict.Delivered delivered -> delivered.rejected() < events ? "accepted" : "rejected";
      case Verdict.Retry retry -> "retry";
      case Verdict.TooLarge halved -> "retry";
      // Of a batch that is going to be halved, most events will still be accepted.
      case Verdict.Rejected rejected -> events > 1 ? "retry" : "rejected";
      case Verdict.Final last -> "rejected";
      case Verdict.Refused refused -> "refused";
    };
  }

  private static String reason(Verdict.Delivered delivered, int events) {
    return delivered.rejected() == 0
        ? delivered.reason()
        : delivered.rejected() + " of " + events + " rejected: " + delivered.reason();
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
