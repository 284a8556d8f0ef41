package dev.telem.report;

import dev.telem.event.EventEncoder;
import dev.telem.log.LogLine;
import dev.telem.report.RunMemory.Started;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How commands were used, added up line by line in constant memory (spec cli.md, {@code report}). A
 * run counts on the day of its end; one without an end on that of its start. Not for several
 * threads at once.
 */
public final class Usage {
  static final int MOST_COMMANDS = 200;

  /** What those are called for which there was no place. */
  static final String OTHERS = "(other commands)";

  private static final int MOST_VERSIONS = 200;

  private final ZoneId zone;
  private final long since;
  private final String onlyApp;
  private final Map<String, CommandUsage> commands = new HashMap<>();
  private final CommandUsage others = new CommandUsage("", OTHERS);
  private final CommandUsage total = new CommandUsage("", "all commands");
  private final Counts versions = new Counts(MOST_VERSIONS);
  private final RunMemory runs = new RunMemory();
  private final ScannedEvent event = new ScannedEvent();
  private final Lines lines = new Lines();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** What the lines were. */
  static final class Lines {
    long events;
    long damaged;
    long foreign;
    long newer;
    long repeated;
    long outside;
    long otherEvents;
    long damagedFiles;
  }

  /**
   * Nothing yet.
   *
   * @param zone whose days are counted
   * @param since earlier events are left out; in milliseconds since the epoch
   * @param app only what was collected under this name; "" for all
   */
  public Usage(ZoneId zone, long since, String app) {
    this.zone = zone;
    this.since = since;
    this.onlyApp = app;
  }

  /** Counts what is on this line; one that holds no event is counted as such. */
  public void add(LogLine line) {
    if (line instanceof LogLine.Damaged) {
      lines.damaged++;
      return;
    }
    try {
      event.read(line.text());
    } catch (IOException noJson) {
      lines.damaged++;
      return;
    }
    EventKind kind = EventKind.of(event.type);
    if (kind == EventKind.OTHER || event.ts < 0) {
      // Of a later version of telem, or not telem's at all.
      if (event.schemaVersion > EventEncoder.SCHEMA_VERSION && !event.type.isEmpty()) {
        lines.newer++;
      } else {
        lines.foreign++;
      }
      return;
    }
    if (event.schemaVersion > EventEncoder.SCHEMA_VERSION) {
      lines.newer++;
    }
    if (event.ts < since || !(onlyApp.isEmpty() || onlyApp.equals(event.app))) {
      lines.outside++;
      return;
    }
    lines.events++;
    count(kind);
  }

  /** So many files could not be read to their end. */
  public void damagedFiles(int count) {
    lines.damagedFiles += count;
  }

  private void count(EventKind kind) {
    first = Math.min(first, event.ts);
    last = Math.max(last, event.ts);
    switch (kind) {
      case STARTED -> started();
      case EXITED, ABORTED -> ended(kind);
      case METRICS, ERROR, API, OTHER -> lines.otherEvents++;
    }
  }

  private void started() {
    CommandUsage command = command();
    long day = day();
    if (!runs.starts(run(), new Started(command, day, event.ci))) {
      return;
    }
    command.started(event, day);
    total.started(event, day);
  }

  private void ended(EventKind kind) {
    if (!runs.ends(run())) {
      lines.repeated++;
      return;
    }
    Started start = runs.start(run());
    if (start != null) {
      start.command().foundEnd(start.day(), start.ci());
      total.foundEnd(start.day(), start.ci());
    }
    CommandUsage command = command();
    long day = day();
    if (kind == EventKind.EXITED) {
      command.exited(event, day);
      total.exited(event, day);
      if (!event.version.isEmpty()) {
        versions.add(event.app + " " + event.version);
      }
    } else {
      command.aborted(event, day);
      total.aborted(event, day);
    }
  }

  private String run() {
    return event.executionID.isEmpty() ? event.eventID : event.executionID;
  }

  private CommandUsage command() {
    String key = event.app + "\n" + event.command;
    CommandUsage known = commands.get(key);
    if (known == null && commands.size() >= MOST_COMMANDS) {
      return others;
    }
    if (known == null) {
      known = new CommandUsage(event.app, event.command);
      commands.put(key, known);
    }
    return known;
  }

  private long day() {
    return Instant.ofEpochMilli(event.ts).atZone(zone).toLocalDate().toEpochDay();
  }

  /** Whether no run is counted. */
  public boolean isEmpty() {
    return total.runs() == 0;
  }

  /** The most used first; at the end those together for which there was no place. */
  List<CommandUsage> commands() {
    List<CommandUsage> ranked = new ArrayList<>(commands.values());
    ranked.removeIf(command -> command.runs() == 0);
    ranked.sort(
        (one, other) ->
            one.runs() == other.runs()
                ? one.label().compareTo(other.label())
                : Long.compare(other.runs(), one.runs()));
    if (others.runs() > 0) {
      ranked.add(others);
    }
    return ranked;
  }

  CommandUsage total() {
    return total;
  }

  /** Runs of each tool's versions, as {@code mytool 1.2.3}. */
  Counts versions() {
    return versions;
  }

  Lines lines() {
    return lines;
  }

  long forgotten() {
    return runs.forgotten();
  }

  ZoneId zone() {
    return zone;
  }

  long since() {
    return since;
  }

  String onlyApp() {
    return onlyApp;
  }

  /** When the first event happened; meaningless where there is none. */
  long first() {
    return first;
  }

  long last() {
    return last;
  }
}
