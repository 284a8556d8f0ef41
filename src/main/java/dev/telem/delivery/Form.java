package dev.telem.delivery;

import dev.telem.spool.Entry;
import java.util.List;
import java.util.Optional;

/** The form in which a kind of destination wants its events (spec delivery.md "Destinations"). */
interface Form {
  /**
   * The requests that carry the events, in the order in which they are made. Same events, same
   * requests, however often; all must succeed for the events to count as delivered.
   *
   * @param address where to, with secrets or with masks in their place
   * @param batch at least one event, and only such as it takes
   */
  List<Request> requests(Address address, List<Entry> batch);

  /**
   * Whether there is anything in the event for this kind of destination; if not, it is done with.
   */
  default boolean takes(Entry entry) {
    return true;
  }

  /** What an answer means; the general rules, unless the form has its own. */
  default Verdict judge(Reply reply, long nowMs) {
    return FailureRules.judge(reply, nowMs);
  }

  /**
   * A request that carries no event, to where events go, to see whether the receiver would take
   * them.
   */
  Request probe(Address address);

  /** The form of that name. */
  static Optional<Form> named(String type) {
    return switch (type) {
      case "native" -> Optional.of(new NativeForm());
      case "posthog" -> Optional.of(new PosthogForm());
      case "otlp" -> Optional.of(new OtlpForm());
      case "snapshot" -> Optional.of(new SnapshotForm());
      default -> Optional.empty();
    };
  }
}
