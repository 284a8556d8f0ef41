package dev.telem.event;

import dev.telem.privacy.SafeText;

/**
 * The wrapped command has ended, or could not be started.
 *
 * @param durationMs from just before the start of the child, by a monotonic clock, in milliseconds
 */
public record CommandExited(
    SafeText eventId, long ts, Origin origin, Invocation invocation, Ending ending, long durationMs)
    implements Event {}
