package dev.telem.session;

import dev.telem.log.Troubles;
import java.io.PrintStream;

/**
 * Counts what fails in telemetry. The person is told by {@code telem status}, or at once with
 * {@code TELEMETRY_DEBUG=1}.
 */
final class Failures {
  private final Troubles troubles;
  private final PrintStream debug;
  private final boolean debugging;

  Failures(Troubles troubles, PrintStream debug, boolean debugging) {
    this.troubles = troubles;
    this.debug = debug;
    this.debugging = debugging;
  }

  void add(String where, Throwable failure) {
    add(where, "", failure);
  }

  /**
   * Counts a failure.
   *
   * @param what it befell, with a colon and a space; or nothing
   */
  void add(String where, String what, Throwable failure) {
    add(where, what + failure.getClass().getSimpleName() + ": " + failure.getMessage());
    if (debugging) {
      failure.printStackTrace(debug);
    }
  }

  void add(String where, String problem) {
    troubles.record(System.currentTimeMillis(), where, problem);
    if (debugging) {
      debug.println("telem: " + where + ": " + problem);
    }
  }
}
