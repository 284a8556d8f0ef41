package dev.telem.report;

import dev.telem.log.TroubleCount;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The status for people: what, why, where, what is wrong, and what one can do about it. */
final class StatusText {
  private static final int NAME = 11;

  private final DateTimeFormatter time;
  private final Paint paint;
  private final StringBuilder text = new StringBuilder();

  private StatusText(ZoneId zone, boolean colour) {
    this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    this.paint = new Paint(colour);
  }

  static String of(Status status, ZoneId zone, boolean colour) {
    StatusText page = new StatusText(zone, colour);
    page.write(status);
    return page.text.toString();
  }

  private void write(Status status) {
    Status.Decision decision = status.decision();
    text.append("Telemetry is ").append(painted(decision.level())).append(".\n\n");
    row("because", joined(decision.source(), decision.detail()));
    row("here", status.wouldHappen());
    row("seen", surroundings(status.here()));
    row("machine", status.identifiers().machineID().orElse("no id yet"));
    row("project", status.identifiers().projectID().orElse("no id"));
    row("log", status.places().logFile());
    row("state", status.places().stateDirectory());
    row("queue", queue(status.queue()));
    row("telem", status.version());
    writeSources(decision.sources());
    writeDestinations(status.destinations());
    writeNotices(status.notices());
    writeProblems(status.problems());
    writeTroubles(status.troubles());
    writeAdvice(decision.level());
  }

  private void writeSources(List<Status.Source> sources) {
    heading("Looked at, in this order");
    int widest = widestName(sources);
    for (Status.Source source : sources) {
      String says = source.says().isEmpty() ? "-" : source.says();
      String line =
          (source.decided() ? "* " : "  ")
              + Shown.padded(Shown.of(source.source()), widest)
              + "  "
              + Shown.padded(Shown.of(says), 5)
              + "  "
              + Shown.of(source.detail());
      text.append(source.decided() ? paint.strong(line.stripTrailing()) : line.stripTrailing());
      text.append('\n');
    }
  }

  private void writeDestinations(List<Status.Destination> destinations) {
    heading("Destinations");
    if (destinations.isEmpty()) {
      text.append("  none: nothing can be sent\n");
    }
    for (Status.Destination destination : destinations) {
      text.append("  ").append(Shown.of(destination.type())).append("  ");
      text.append(Shown.of(destination.url())).append('\n');
      text.append("    ").append(progress(destination)).append('\n');
      destination
          .problem()
          .ifPresent(
              problem -> text.append("    ").append(paint.bad(Shown.of(problem))).append('\n'));
    }
  }

  private void writeNotices(List<Status.Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    heading("Notices shown on this machine");
    for (Status.Notice notice : notices) {
      text.append("  ").append(time.format(notice.shownAt())).append("  ");
      text.append(Shown.of(notice.app())).append(" sends to ");
      text.append(Shown.of(notice.origin())).append('\n');
    }
  }

  private void writeProblems(List<Status.Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    heading("To mend");
    for (Status.Problem problem : problems) {
      text.append("  ").append(Shown.of(problem.place())).append(": ");
      text.append(paint.bad(Shown.of(problem.problem()))).append('\n');
    }
  }

  private void writeTroubles(TroubleCount troubles) {
    if (troubles.count() == 0) {
      return;
    }
    heading("Telemetry failed " + Wording.count(troubles.count(), "time") + ", lately");
    for (TroubleCount.Trouble trouble : troubles.latest()) {
      text.append("  ").append(time.format(Instant.ofEpochMilli(trouble.ts()))).append("  ");
      text.append(Shown.of(trouble.where())).append(": ");
      text.append(Shown.of(trouble.problem())).append('\n');
    }
  }

  private void writeAdvice(String level) {
    heading("You can");
    if (level.equals("off")) {
      advice("telem enable", "switch it on for you; what stands further up still wins");
    } else {
      advice("telem disable", "switch it off for you; DO_NOT_TRACK=1 does so everywhere");
    }
    if (level.equals("on")) {
      advice("telem level local", "keep the log and send nothing");
    }
    advice("telem log tail", "see what was recorded");
    advice("telem preview -- CMD", "see what would be sent, without running anything");
    advice("telem forget", "remove everything that telem has written");
  }

  private void heading(String words) {
    text.append('\n').append(paint.strong(words)).append('\n');
  }

  private void row(String name, String value) {
    text.append(Shown.padded(name, NAME)).append(Shown.of(value)).append('\n');
  }

  private void advice(String command, String effect) {
    text.append("  ").append(Shown.padded(command, 22)).append(effect).append('\n');
  }

  private String progress(Status.Destination destination) {
    String state = destination.state().word();
    return (destination.state() == Status.Progress.REFUSED ? paint.bad(state) : state)
        + ", "
        + Wording.count(destination.queued(), "event")
        + " waiting, "
        + destination
            .lastDelivery()
            .map(last -> "last delivery " + time.format(last))
            .orElse("nothing delivered yet");
  }

  private String painted(String level) {
    return level.equals("off") ? paint.strong(level) : paint.good(level);
  }

  private static String surroundings(Status.Here here) {
    return (here.interactive() ? "a terminal" : "no terminal")
        + ", "
        + (here.ci() ? "CI" + inBrackets(here.ciName()) : "no CI")
        + here.container().map(container -> ", container (" + container + ")").orElse("")
        + (here.nested() ? ", inside another run" : "");
  }

  private static String inBrackets(Optional<String> name) {
    return name.map(known -> " (" + known + ")").orElse("");
  }

  private static String queue(Status.Queue queue) {
    return Wording.count(queue.events(), "event")
        + ", "
        + (queue.bytes() + 1023) / 1024
        + " KiB"
        + (queue.dropped() > 0 ? ", " + queue.dropped() + " dropped" : "")
        + (queue.setAside() > 0 ? ", " + queue.setAside() + " set aside" : "");
  }

  private static String joined(String source, String detail) {
    return detail.isEmpty() ? source : source + ": " + detail;
  }

  private static int widestName(List<Status.Source> sources) {
    return sources.stream().mapToInt(source -> Shown.of(source.source()).length()).max().orElse(0);
  }
}
