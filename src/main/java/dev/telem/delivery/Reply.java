package dev.telem.delivery;

/**
 * What a receiver answered.
 *
 * @param status the HTTP status
 * @param retryAfter the header of that name; empty when there is none
 * @param body at most the first 64 KiB
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are the point, and replies are never compared.
record Reply(int status, String retryAfter, byte[] body) {}
