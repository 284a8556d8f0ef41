package dev.telem.report;

import dev.telem.log.TroubleCount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code telem status} tells (spec cli.md).
 *
 * @param version of telem
 * @param wouldHappen one sentence: what would become of a command that is run here
 * @param problems what is wrong with the configuration, or with the log
 */
public record Status(
    String version,
    Decision decision,
    Here here,
    Identifiers identifiers,
    Places places,
    Queue queue,
    List<Destination> destinations,
    List<Notice> notices,
    TroubleCount troubles,
    List<Problem> problems,
    String wouldHappen) {

  /** Copies the lists. */
  public Status {
    destinations = List.copyOf(destinations);
    notices = List.copyOf(notices);
    problems = List.copyOf(problems);
  }

  /**
   * May we, and why?
   *
   * @param level off, local or on
   * @param source what decided, as it is called in {@code sources}
   * @param detail its file and line, or its value
   * @param sources everything that was looked at, in order
   */
  public record Decision(String level, String source, String detail, List<Source> sources) {
    /** Copies the list. */
    public Decision {
      sources = List.copyOf(sources);
    }
  }

  /**
   * One source of the decision.
   *
   * @param source its name
   * @param says off, local, on, or "" for nothing
   * @param detail where it stands, or how it was read; may be ""
   * @param decided whether it was this one
   */
  public record Source(String source, String says, String detail, boolean decided) {}

  /**
   * Where telem runs.
   *
   * @param ciName the CI's slug, where it is a known one
   * @param interactive whether a person sits at a terminal
   * @param nested whether this is inside another run
   */
  public record Here(
      boolean ci,
      Optional<String> ciName,
      Optional<String> container,
      boolean interactive,
      boolean nested) {}

  /** The pseudonymous ids, as far as they have been made. */
  public record Identifiers(Optional<String> machineID, Optional<String> projectID) {}

  /** The files a person may want to look at. */
  public record Places(String stateDirectory, String logFile) {}

  /**
   * What waits to be sent.
   *
   * @param dropped events thrown away by a cap since the beginning
   * @param setAside damaged or rejected entries that are kept apart
   */
  public record Queue(long events, long bytes, long dropped, long setAside) {}

  /**
   * A receiver.
   *
   * @param url secrets masked
   * @param problem why it does not take events, and what to mend
   */
  public record Destination(
      String type,
      String url,
      long queued,
      Optional<Instant> lastDelivery,
      Progress state,
      Optional<String> problem) {}

  /**
   * A notice that was shown on this machine.
   *
   * @param app whose profile named the receiver
   * @param origin the receiver
   * @param schemaVersion of the events that it told of
   */
  public record Notice(String app, String origin, int schemaVersion, Instant shownAt) {}

  /** How sending to a destination goes. */
  public enum Progress {
    /** Nothing was sent yet. */
    UNTRIED("untried"),
    /** The last attempt succeeded. */
    OK("ok"),
    /** The last attempt failed; another one follows. */
    RETRYING("retrying"),
    /** It refuses; a person has to mend something. */
    REFUSED("refused");

    private final String word;

    Progress(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * Something to mend.
   *
   * @param line from 1; 0 when the problem is with the file as a whole
   * @param column from 1; 0 likewise
   */
  public record Problem(String file, int line, int column, String problem) {
    String place() {
      return line == 0 ? file : file + ":" + line + ":" + column;
    }
  }
}
