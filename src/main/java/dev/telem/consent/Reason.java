package dev.telem.consent;

import dev.telem.config.Source;

/**
 * Why a level holds.
 *
 * @param source who decided
 * @param detail what the source said and what follows from it, for people to read
 */
public record Reason(Source source, String detail) {}
