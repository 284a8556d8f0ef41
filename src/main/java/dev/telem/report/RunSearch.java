package dev.telem.report;

import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import dev.telem.report.EventLine.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds runs by an id, or by the beginning or the end of one. */
final class RunSearch {
  private static final int MOST_CANDIDATES = 20;
  private static final int WHOLE = 32;

  private final String wanted;
  private final Map<String, Seen> exact = new LinkedHashMap<>();
  private final Map<String, Seen> alike = new LinkedHashMap<>();

  RunSearch(String id) {
    this.wanted = digits(id);
  }

  /** What a run is known by: its execution id, or for an event without one the event's own. */
  static String runOf(Seen event) {
    return event.executionID().isEmpty() ? event.eventID() : event.executionID();
  }

  /** The first event of each run that is meant; a whole id wins over the parts of others. */
  List<Seen> runs(LogReader log) throws IOException {
    if (isWhole(wanted)) {
      log.last(1, line -> EventLine.of(line) instanceof Seen event && isMeant(event), this::keep);
    } else {
      log.all(this::keep);
    }
    return List.copyOf((exact.isEmpty() ? alike : exact).values());
  }

  static List<Seen> eventsOf(String run, LogReader log) throws IOException {
    List<Seen> events = new ArrayList<>();
    log.all(
        line -> {
          if (EventLine.of(line) instanceof Seen event && runOf(event).equals(run)) {
            events.add(event);
          }
        });
    return events;
  }

  private boolean isMeant(Seen event) {
    return wanted.equals(digits(event.executionID())) || wanted.equals(digits(event.eventID()));
  }

  private void keep(LogLine line) {
    if (EventLine.of(line) instanceof Seen event) {
      compare(event);
    }
  }

  private void compare(Seen event) {
    String run = digits(event.executionID());
    String id = digits(event.eventID());
    if (isMeant(event)) {
      exact.putIfAbsent(runOf(event), event);
    } else if ((isPartOf(run) || isPartOf(id)) && alike.size() < MOST_CANDIDATES) {
      alike.putIfAbsent(runOf(event), event);
    }
  }

  private boolean isPartOf(String id) {
    return id.startsWith(wanted) || id.endsWith(wanted);
  }

  /** Whether it has the 32 digits of a UUID: no part of another id does. */
  static boolean isWhole(String digits) {
    return digits.length() == WHOLE;
  }

  /** An id without what may be written differently. */
  static String digits(String id) {
    return id.replace("-", "").strip().toLowerCase(Locale.ROOT);
  }
}
