package dev.telem.consent;

import dev.telem.config.Destination;

/**
 * A destination that a profile names and that gets nothing.
 *
 * @param why what is missing, for people to read
 * @param untilNotice whether all that is missing is a notice, which a run here has to show first
 */
public record Withheld(Destination destination, String why, boolean untilNotice) {}
