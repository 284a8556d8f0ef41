package dev.telem.event;

import dev.telem.privacy.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * What was typed, as far as it may leave.
 *
 * @param args the sanitized arguments, at most the first 100
 * @param argsCount how many there were
 * @param options the options among them, by name, in order of first use
 * @param configHash SHA-256 of a configuration file that the caller named
 */
public record Invocation(
    List<SafeText> args, int argsCount, List<OptionCount> options, Optional<SafeText> configHash) {
  /** Copies the lists. */
  public Invocation {
    args = List.copyOf(args);
    options = List.copyOf(options);
  }

  /**
   * One option that was given.
   *
   * @param name without its dashes
   * @param asCli whether it stood on the command line
   * @param asEnv whether it was set by an environment variable
   * @param count how many times it stood on the command line
   */
  public record OptionCount(SafeText name, boolean asCli, boolean asEnv, int count) {}
}
