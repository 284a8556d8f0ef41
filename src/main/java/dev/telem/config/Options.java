package dev.telem.config;

import java.util.List;
import java.util.Optional;

/**
 * What the command line of telem itself says about its configuration.
 *
 * @param endpoint the value of {@code --endpoint}
 * @param level the value of {@code --level}
 * @param profile the value of {@code --profile}
 * @param command the words of the command that is wrapped: a profile is read as far as they need
 *     it; without any it is read whole
 */
public record Options(
    Optional<String> endpoint,
    Optional<String> level,
    Optional<String> profile,
    List<String> command) {

  /** None at all. */
  public static final Options NONE =
      new Options(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  /** The name of the command's program; "" where there is none. */
  String toolName() {
    String program = command.isEmpty() ? "" : command.get(0);
    return program.substring(program.lastIndexOf('/') + 1);
  }
}
