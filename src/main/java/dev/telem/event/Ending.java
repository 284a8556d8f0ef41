package dev.telem.event;

import java.util.Optional;

/**
 * How a command ended, in the words of the event.
 *
 * @param exitCode what the caller's shell sees: 0 to 255, 128+n for signal n, 127 not found, 126
 *     not executable
 * @param errorType absent on success; {@code exit}, {@code SIGKILL} and the like, {@code
 *     command_not_found}, {@code permission_denied}, {@code spawn_failed}
 * @param signal the signal's number where it was one
 */
public record Ending(int exitCode, Optional<ErrorType> errorType, Optional<Integer> signal) {
  /** The command ended by itself. */
  public static Ending exited(int exitCode) {
    return new Ending(
        exitCode,
        exitCode == 0 ? Optional.empty() : Optional.of(ErrorType.named("exit")),
        Optional.empty());
  }

  /** A signal ended the command. */
  public static Ending killed(int signal) {
    return new Ending(128 + signal, Optional.of(ErrorType.signal(signal)), Optional.of(signal));
  }

  /** There is no such command. */
  public static Ending notFound() {
    return new Ending(127, Optional.of(ErrorType.named("command_not_found")), Optional.empty());
  }

  /** The command is there but may not be executed. */
  public static Ending notExecutable() {
    return new Ending(126, Optional.of(ErrorType.named("permission_denied")), Optional.empty());
  }

  /** The system could not start the command for another reason. */
  public static Ending notStarted() {
    return new Ending(126, Optional.of(ErrorType.named("spawn_failed")), Optional.empty());
  }

  /** Whether the command did what it was asked to, by its exit code. */
  public boolean success() {
    return exitCode == 0;
  }
}
