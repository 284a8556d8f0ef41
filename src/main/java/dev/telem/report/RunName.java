package dev.telem.report;

import dev.telem.log.LogReader;
import java.io.IOException;
import java.util.List;

/** Which run is meant by its id, an id of one of its events, or the beginning or end of either. */
public sealed interface RunName permits RunName.Whole, RunView.Unknown, RunView.Ambiguous {
  /** The shortest part of an id that is looked for, in characters. */
  int LEAST_ID = 4;

  /**
   * Looks for it in the log: of a whole id from the end and no further than needed, since no other
   * can be meant; of a part of one, all of it is read.
   */
  static RunName of(String id, LogReader log) throws IOException {
    if (RunSearch.digits(id).length() < LEAST_ID) {
      return new RunView.Unknown(id);
    }
    List<EventLine.Seen> runs = new RunSearch(id).runs(log);
    if (runs.isEmpty()) {
      return new RunView.Unknown(id);
    }
    return runs.size() > 1
        ? new RunView.Ambiguous(id, runs)
        : new Whole(RunSearch.runOf(runs.getFirst()));
  }

  /** Whether it is as long as ids are: it can be waited for. */
  static boolean isWhole(String id) {
    return RunSearch.isWhole(RunSearch.digits(id));
  }

  /**
   * Exactly one.
   *
   * @param run its id as it is in the log
   */
  record Whole(String run) implements RunName {}
}
