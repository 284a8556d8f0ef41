package dev.telem.event;

import dev.telem.privacy.SafeText;

/**
 * Something that happened to a wrapped command (spec events.md).
 *
 * <p>Every event has the {@link Origin} of its run, an id of its own that it keeps through every
 * retry, and the time at which it happened.
 */
public sealed interface Event
    permits CommandStarted,
        CommandExited,
        CommandAborted,
        MetricsReported,
        ErrorReported,
        ApiRequest {
  /** The event's own UUIDv7, made once. */
  SafeText eventId();

  /** When it happened, in milliseconds since the epoch. */
  long ts();

  /** Whose run it belongs to. */
  Origin origin();
}
