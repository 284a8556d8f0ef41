package dev.telem.report;

import dev.telem.log.LogLine;
import dev.telem.log.Wanted;
import dev.telem.report.EventLine.Seen;
import java.util.List;
import java.util.Optional;

/**
 * Which events are to be shown: those for which all holds that is asked for. Where something is, no
 * damaged line is shown.
 *
 * @param run the whole id of their run, as it is in the log
 * @param app the name under which they were collected
 * @param type as {@link #type} finds it
 * @param failed only what says that something went wrong: failed and lost runs, and errors
 */
public record EventFilter(
    Optional<String> run, Optional<String> app, Optional<String> type, boolean failed)
    implements Wanted {

  /** The short names of the types of events, as {@link LogTable} shows them. */
  public static List<String> types() {
    return EventKind.known().stream().map(EventKind::word).toList();
  }

  /** The type of this name, be it short or as it is in the log; empty when there is none. */
  public static Optional<String> type(String name) {
    return EventKind.known().stream()
        .filter(kind -> kind.word().equalsIgnoreCase(name) || kind.type().equalsIgnoreCase(name))
        .map(EventKind::type)
        .findFirst();
  }

  /** Whether anything is asked for. */
  public boolean choosesSome() {
    return failed || run.isPresent() || app.isPresent() || type.isPresent();
  }

  @Override
  public boolean wants(LogLine line) {
    return !choosesSome()
        || (mayBeOfTheRun(line) && EventLine.of(line) instanceof Seen event && wants(event));
  }

  /** A run's first event is its start. */
  @Override
  public boolean isFirst(LogLine line) {
    return run.isPresent()
        && mayBeOfTheRun(line)
        && EventLine.of(line) instanceof Seen event
        && isOfTheRun(event)
        && event.kind() == EventKind.STARTED;
  }

  /** Cheaper than to read every event, and there may be millions. */
  private boolean mayBeOfTheRun(LogLine line) {
    return run.isEmpty() || line.text().contains(run.get());
  }

  private boolean wants(Seen event) {
    return isOfTheRun(event)
        && (app.isEmpty() || app.get().equals(event.app()))
        && (type.isEmpty() || type.get().equals(event.type()))
        && (!failed || event.failed());
  }

  private boolean isOfTheRun(Seen event) {
    return run.isEmpty() || run.get().equals(RunSearch.runOf(event));
  }
}
