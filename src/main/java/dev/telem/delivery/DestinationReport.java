package dev.telem.delivery;

/**
 * What one flush did for one destination, for people to read.
 *
 * @param queue the queue's name
 * @param destination its URL without secrets; empty when it cannot be read
 * @param sent events that were accepted
 * @param kept events that still wait
 * @param setAside entries that were damaged or rejected
 * @param dropped events that exceeded the caps
 * @param nextTryMs when it is tried again, in milliseconds since the epoch; 0 for at the next flush
 * @param refused whether somebody has to mend something first
 * @param problem what went wrong last; empty when nothing did
 */
public record DestinationReport(
    String queue,
    String destination,
    long sent,
    long kept,
    long setAside,
    long dropped,
    long nextTryMs,
    boolean refused,
    String problem) {}
