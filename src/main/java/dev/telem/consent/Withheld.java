package dev.telem.consent;

import dev.telem.config.Destination;

/**
 * A destination that a profile names and that gets nothing.
 *
 * @param why what is missing, for people to read
 */
public record Withheld(Destination destination, String why) {}
