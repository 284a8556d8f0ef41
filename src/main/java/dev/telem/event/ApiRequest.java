package dev.telem.event;

import dev.telem.privacy.SafeText;

/**
 * A command made a request to an interface, or answered one.
 *
 * @param ts when it was read, up to a second after the command said it
 * @param endpoint the path with what identifies something replaced
 * @param statusCode of HTTP
 */
public record ApiRequest(
    SafeText eventId,
    long ts,
    Origin origin,
    SafeText method,
    SafeText endpoint,
    int statusCode,
    long durationMs)
    implements Event {}
