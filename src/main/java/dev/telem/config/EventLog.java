package dev.telem.config;

import java.nio.file.Path;

/**
 * The log of events (spec events.md, "The log file").
 *
 * @param file the file that events are appended to
 * @param rotated whether telem rotates it, which it does with its own only
 * @param source who named it
 */
public record EventLog(Path file, boolean rotated, Source source) {}
