package dev.telem.report;

import java.util.EnumSet;
import java.util.List;

/** What an event type is called on the screen. */
enum EventKind {
  STARTED("CommandStarted", "started"),
  EXITED("CommandExited", "exited"),
  ABORTED("CommandAborted", "aborted"),
  METRICS("MetricsReported", "metrics"),
  ERROR("ErrorReported", "error"),
  API("ApiRequest", "api"),
  /** Of a later version, or from somewhere else. */
  OTHER("", "");

  private final String type;
  private final String word;

  EventKind(String type, String word) {
    this.type = type;
    this.word = word;
  }

  static EventKind of(String type) {
    for (EventKind kind : values()) {
      if (kind.type.equals(type)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** All but what is not known. */
  static List<EventKind> known() {
    return List.copyOf(EnumSet.complementOf(EnumSet.of(OTHER)));
  }

  String type() {
    return type;
  }

  String word() {
    return word;
  }
}
