package dev.telem.report;

/** How one command was used. */
final class CommandUsage {
  static final int MOST_OPTIONS = 100;
  static final int MOST_VERSIONS = 50;
  private static final int MOST_CODES = 257;

  private final String app;
  private final String command;
  private final Durations durations = new Durations();
  private final Counts exitCodes = new Counts(MOST_CODES);
  private final Counts options = new Counts(MOST_OPTIONS);
  private final Counts versions = new Counts(MOST_VERSIONS);
  private final Days days = new Days();
  private long ended;
  private long failed;
  private long ci;
  private long aborted;
  private long unfinished;

  CommandUsage(String app, String command) {
    this.app = app;
    this.command = command;
  }

  void started(ScannedEvent event, long day) {
    unfinished++;
    days.lost(day, 1);
    ci += event.ci ? 1 : 0;
  }

  /** The end of a run that was started on this day is found. */
  void foundEnd(long startedDay, boolean startedInCi) {
    unfinished--;
    days.lost(startedDay, -1);
    ci -= startedInCi ? 1 : 0;
  }

  void exited(ScannedEvent event, long day) {
    ended++;
    failed += event.success ? 0 : 1;
    ci += event.ci ? 1 : 0;
    days.ended(day, event.success);
    exitCodes.add(event.exitCode < 0 ? "?" : Long.toString(event.exitCode));
    if (event.durationMs >= 0) {
      durations.add(event.durationMs);
    }
    if (!event.version.isEmpty()) {
      versions.add(event.version);
    }
    for (String option : event.options) {
      options.add(option);
    }
  }

  void aborted(ScannedEvent event, long day) {
    aborted++;
    ci += event.ci ? 1 : 0;
    days.lost(day, 1);
  }

  String app() {
    return app;
  }

  String command() {
    return command;
  }

  /** The command, and the app where its name is another. */
  String label() {
    return app.isEmpty() || command.equals(app) || command.startsWith(app + " ")
        ? command
        : command + " (" + app + ")";
  }

  long runs() {
    return ended + lost();
  }

  /** Runs whose end is recorded; of these are failures, durations, codes, options and versions. */
  long ended() {
    return ended;
  }

  long failed() {
    return failed;
  }

  double failureRate() {
    return ended == 0 ? 0 : (double) failed / ended;
  }

  long ci() {
    return ci;
  }

  double ciShare() {
    return runs() == 0 ? 0 : (double) ci / runs();
  }

  long aborted() {
    return aborted;
  }

  /** Started, and no end is recorded: still running, or lost. */
  long unfinished() {
    return unfinished;
  }

  long lost() {
    return aborted + unfinished;
  }

  Durations durations() {
    return durations;
  }

  Counts exitCodes() {
    return exitCodes;
  }

  Counts options() {
    return options;
  }

  Counts versions() {
    return versions;
  }

  Days days() {
    return days;
  }
}
