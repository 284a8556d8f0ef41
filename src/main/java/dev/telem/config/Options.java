package dev.telem.config;

import java.util.Optional;

/**
 * What the command line of telem itself says about its configuration.
 *
 * @param endpoint the value of {@code --endpoint}
 * @param level the value of {@code --level}
 */
public record Options(Optional<String> endpoint, Optional<String> level) {
  /** The line {@code telem run -- COMMAND}. */
  public static final Options NONE = new Options(Optional.empty(), Optional.empty());
}
