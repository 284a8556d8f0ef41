package dev.telem.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a value was set.
 *
 * @param kind what sort of place it is
 * @param name the variable, option or file
 * @param line line in the file, from 1; 0 where there is none
 * @param column column in the file in UTF-16 units, from 1; 0 where there is none
 */
public record Source(Kind kind, String name, int line, int column) {

  /** The sorts of places where a value can be set. */
  public enum Kind {
    /** An environment variable. */
    VARIABLE,
    /** An option on the command line. */
    OPTION,
    /** The machine's policy file. */
    POLICY,
    /** A project's {@code .telem.json}. */
    PROJECT,
    /** The user's configuration file. */
    USER,
    /** The profile of a tool. */
    PROFILE,
    /** What tells which notices were shown. */
    NOTICE,
    /** What a run wrote beside a queue of events. */
    QUEUE,
    /** telem itself. */
    BUILT_IN
  }

  static final Source BUILT_IN = new Source(Kind.BUILT_IN, "built in", 0, 0);

  static Source variable(String name) {
    return new Source(Kind.VARIABLE, name, 0, 0);
  }

  static Source option(String name) {
    return new Source(Kind.OPTION, name, 0, 0);
  }

  static Source file(Kind kind, Path file) {
    return new Source(kind, file.toString(), 0, 0);
  }

  Source at(Place place) {
    return new Source(kind, name, place.line(), place.column());
  }

  /**
   * Written out: what the compiler makes for a record spins method handles when it is first called,
   * which is a tenth of all that {@code telem status} costs.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Source source
        && kind == source.kind
        && name.equals(source.name)
        && line == source.line
        && column == source.column;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, name, line, column);
  }

  /** The source as people read it: {@code NAME}, {@code file} or {@code file:line:column}. */
  @Override
  public String toString() {
    return line == 0 ? name : name + ":" + line + ":" + column;
  }
}
