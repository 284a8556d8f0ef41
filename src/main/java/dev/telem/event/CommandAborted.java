package dev.telem.event;

import dev.telem.privacy.SafeText;

/**
 * A started run whose end nobody saw: telem itself was killed, or the machine went down. A later
 * run closes it.
 *
 * @param ts when it was closed: when the command really ended is not known
 * @param startedTs when the command was started, in milliseconds since the epoch
 */
public record CommandAborted(SafeText eventId, long ts, Origin origin, long startedTs)
    implements Event {}
