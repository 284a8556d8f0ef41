package dev.telem.environment;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a command runs, in the words that events carry (spec events.md, {@code attributes}). Every
 * word comes from a fixed list, or is a version of digits and dots: no name that a person gave is
 * among them. What is unknown is empty.
 *
 * @param os the system in Go's words: {@code linux}, {@code darwin}, {@code windows} …
 * @param osVersion at most three numbers: {@code 6.8.0}
 * @param arch the processor in Go's words: {@code amd64}, {@code arm64}, {@code 386} …
 * @param ci whether a CI system runs this, and which
 * @param container {@code docker}, {@code podman} or {@code kubernetes}; says nothing about CI
 * @param interactive whether a person can be asked and would see the question
 */
public record Surroundings(
    Optional<String> os,
    Optional<String> osVersion,
    Optional<String> arch,
    Ci ci,
    Optional<String> container,
    boolean interactive) {

  /**
   * Looks around. Interactive means what it means to a POSIX shell: standard input and standard
   * error are both terminals; standard output may be a pipe or a file.
   *
   * @param environment the variables of the process
   * @param system the system properties, of which {@code os.name}, {@code os.version} and {@code
   *     os.arch} are read
   * @param files asked for two marker files at most
   */
  public static Surroundings of(
      Map<String, String> environment,
      Properties system,
      FileProbe files,
      boolean stdinIsTerminal,
      boolean stderrIsTerminal) {
    return new Surroundings(
        Platform.system(system.getProperty("os.name", "")),
        Platform.version(system.getProperty("os.version", "")),
        Platform.processor(system.getProperty("os.arch", "")),
        Ci.in(environment),
        Container.around(environment, files),
        stdinIsTerminal && stderrIsTerminal);
  }
}
