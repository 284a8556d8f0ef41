package dev.telem.spool;

/**
 * How much waits in a queue.
 *
 * @param events how many
 * @param bytes how large together
 */
public record Waiting(long events, long bytes) {}
