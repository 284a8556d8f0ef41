package dev.telem.event;

import dev.telem.privacy.SafeText;

/** The wrapped command has been started. */
public record CommandStarted(SafeText eventId, long ts, Origin origin, Invocation invocation)
    implements Event {}
