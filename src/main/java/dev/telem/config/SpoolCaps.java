package dev.telem.config;

/**
 * How much may wait to be sent (spec delivery.md, "Spool").
 *
 * @param maxEvents number of events
 * @param maxBytes bytes of all of them
 * @param maxAgeDays days after which an event is dropped
 */
public record SpoolCaps(int maxEvents, long maxBytes, int maxAgeDays) {}
