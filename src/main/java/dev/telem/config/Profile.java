package dev.telem.config;

import dev.telem.config.Contents.Arguments;
import java.util.List;
import java.util.Optional;

/**
 * What a publisher declared about a tool (spec privacy.md, "With a profile"): the names that may
 * leave, and where events would go. Plain data, checked where it was read.
 *
 * @param source the file it was read from
 * @param app the name under which is collected
 * @param version how the tool's version is found
 * @param channel the release channel, a short word
 * @param tool the tool itself: its options stand before and behind every sub-command. Where it was
 *     read for a command line, sub-commands that no word of it names are left out
 * @param strict whether an option that is not declared loses its name
 * @param environmentPrefix how the tool's own variables begin, {@code MYTOOL_}
 * @param projectSalt goes in front of everything about the project that is hashed; may be empty
 * @param projectName how the project's name is found where {@code .telem.json} has none
 * @param endpoints templates of API paths, {@code /api/users/{id}}; empty where there are none
 * @param exactMetrics the metrics whose exact value may be a text, {@code cluster/os}; empty where
 *     there are none
 * @param snapshot what is asked for each time that a snapshot is taken
 * @param destinations where the publisher wants events; none of them named by the person
 * @param level what the publisher wants to hold where nobody decided
 * @param ci whether events may be sent from CI where no person decided
 * @param arguments how much of the arguments the publisher wants at most
 */
public record Profile(
    Source source,
    Optional<String> app,
    Optional<Version> version,
    Optional<String> channel,
    Command tool,
    boolean strict,
    Optional<String> environmentPrefix,
    String projectSalt,
    Optional<ProjectName> projectName,
    List<String> endpoints,
    List<String> exactMetrics,
    Optional<Snapshot> snapshot,
    List<Destination> destinations,
    Statement level,
    boolean ci,
    Optional<Arguments> arguments) {

  /** For {@link Option#most}: as many values as there are. */
  public static final int MANY = Integer.MAX_VALUE;

  public Profile {
    endpoints = List.copyOf(endpoints);
    exactMetrics = List.copyOf(exactMetrics);
    destinations = List.copyOf(destinations);
  }

  /**
   * A command or sub-command. No two of its sub-commands share a name, and no two of its options.
   *
   * @param name as it is typed; "" for the tool itself
   * @param aliases other words for it
   */
  public record Command(
      String name, List<String> aliases, List<Option> options, List<Command> commands) {
    public Command {
      aliases = List.copyOf(aliases);
      options = List.copyOf(options);
      commands = List.copyOf(commands);
    }
  }

  /**
   * An option.
   *
   * @param name as it is typed, with its dashes: {@code --message}, {@code -m}, {@code -name}
   * @param aliases other names for it, with their dashes
   * @param least how many values follow it at least
   * @param most how many values follow it at most; {@link #MANY} for all words up to the next
   *     option
   * @param attached whether its value is glued to it always ({@code -Dk=v}, {@code --color=auto}),
   *     so that the next word is never its value
   * @param sensitive whether its values are secrets
   * @param choices the values that may leave as they are; empty where there are none
   */
  public record Option(
      String name,
      List<String> aliases,
      int least,
      int most,
      boolean attached,
      boolean sensitive,
      List<String> choices) {
    public Option {
      aliases = List.copyOf(aliases);
      choices = List.copyOf(choices);
    }
  }

  /**
   * The periodic account of an installation.
   *
   * @param name of the installation
   * @param license likewise
   * @param measures what is asked for
   */
  public record Snapshot(Optional<String> name, Optional<String> license, List<Measure> measures) {
    /** Copies the list. */
    public Snapshot {
      measures = List.copyOf(measures);
    }
  }

  /**
   * A metric that a command prints.
   *
   * @param key may be empty
   * @param exact whether the last one stands, and may be a version; else it is a number
   * @param command the program and its arguments
   */
  public record Measure(
      String collection, String topic, String key, boolean exact, List<String> command) {
    /** Copies the words. */
    public Measure {
      command = List.copyOf(command);
    }

    /** Collection, topic and key, as {@code metrics} names them. */
    public String name() {
      return collection + "/" + topic + (key.isEmpty() ? "" : "/" + key);
    }
  }

  /** How the tool's version is found. */
  public sealed interface Version {
    /** It is known. */
    record Fixed(String version) implements Version {}

    /**
     * A command prints it.
     *
     * @param words the program and its arguments
     */
    record Printed(List<String> words) implements Version {
      /** Copies the words. */
      public Printed {
        words = List.copyOf(words);
      }
    }
  }

  /** How the project's name is found. */
  public sealed interface ProjectName {
    /** It is always the same. */
    record Fixed(String name) implements ProjectName {}

    /**
     * A file of the project tells it.
     *
     * @param file the name of a JSON file, looked for from the working directory upwards
     * @param key the member that holds the name, with dots between the names of objects
     */
    record InFile(String file, String key) implements ProjectName {}
  }
}
