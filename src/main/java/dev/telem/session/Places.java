package dev.telem.session;

import dev.telem.config.Destination;
import dev.telem.config.Profile;
import dev.telem.config.Settings;
import dev.telem.consent.Decision;
import dev.telem.log.EventLog;
import dev.telem.privacy.SafeText;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the events of a run go: its log, and if it sends, the queue of each destination. */
final class Places {
  private static final byte[] NOTHING = {};

  private final Path log;
  private final boolean rotated;
  private final Spool spool;
  private final List<OpenRuns.Queue> queues;
  private final byte[] enclosure;
  private final byte[] labels;
  private final boolean letsQueuedGo;

  private Places(
      Path log,
      boolean rotated,
      Spool spool,
      List<OpenRuns.Queue> queues,
      String enclosure,
      String labels,
      boolean letsQueuedGo) {
    this.log = log;
    this.rotated = rotated;
    this.spool = spool;
    this.queues = queues;
    this.enclosure = enclosure.getBytes(StandardCharsets.UTF_8);
    this.labels = labels.getBytes(StandardCharsets.UTF_8);
    this.letsQueuedGo = letsQueuedGo;
  }

  /** Whether an event goes to a receiver of traces. */
  static boolean areTraced(Call call) {
    if (call.decision() instanceof Decision.On on) {
      List<Destination> destinations = on.destinations();
      for (int i = 0; i < destinations.size(); i++) {
        if (destinations.get(i).type() == Destination.Type.OTLP) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The places of a call.
   *
   * @param enclosure what travels beside the events to receivers of traces; empty for nothing
   */
  static Places of(Call call, Spool spool, String enclosure) {
    List<OpenRuns.Queue> queues = new ArrayList<>();
    String labels = "";
    if (call.decision() instanceof Decision.On on) {
      for (Destination destination : on.destinations()) {
        queues.add(new OpenRuns.Queue(QueueName.of(destination.identity()), destination.toJson()));
        if (destination.type() == Destination.Type.SNAPSHOT) {
          labels = labels(call.settings());
        }
      }
    }
    return new Places(
        call.settings().eventLog().file(),
        call.settings().eventLog().rotated(),
        spool,
        queues,
        enclosure,
        labels,
        call.decision().letsQueuedGo());
  }

  /** The log, and the queues of those destinations only that take nothing but snapshots. */
  Places onlySnapshots() {
    List<OpenRuns.Queue> some = new ArrayList<>();
    for (OpenRuns.Queue queue : queues) {
      if (queue.takesSnapshots()) {
        some.add(queue);
      }
    }
    return new Places(log, rotated, spool, some, "", "", letsQueuedGo);
  }

  /**
   * Where a run that was never closed would have recorded its end; without its queues where a
   * person does not let anything go any more.
   */
  Places of(OpenRuns.Orphan orphan) {
    return new Places(
        orphan.log(),
        orphan.log().equals(log) && rotated,
        spool,
        letsQueuedGo ? orphan.queues() : List.of(),
        orphan.enclosure(),
        "",
        letsQueuedGo);
  }

  Path log() {
    return log;
  }

  List<OpenRuns.Queue> queues() {
    return queues;
  }

  /**
   * Records an event in every queue and in the log; each is tried, whatever becomes of the others.
   * The log comes last, so that who sees an event there finds it in its queue.
   */
  void record(String eventId, byte[] line, Failures failures) {
    for (int i = 0; i < queues.size(); i++) {
      try {
        add(queues.get(i), eventId, line);
      } catch (IOException broken) {
        failures.add("spool", broken);
      }
    }
    try {
      append(line);
    } catch (IOException broken) {
      failures.add("log", broken);
    }
  }

  /** Into one of its queues. */
  void add(OpenRuns.Queue queue, String eventId, byte[] line) throws IOException {
    spool.add(
        queue.name(),
        queue.destination().getBytes(StandardCharsets.UTF_8),
        eventId,
        line,
        queue.isTraced() ? enclosure : queue.takesSnapshots() ? labels : NOTHING);
  }

  /** To the log. */
  void append(byte[] line) throws IOException {
    (rotated ? EventLog.rotating(log, EventLog.ROTATE_AT) : EventLog.named(log)).append(line);
  }

  /**
   * What every document says besides (Grouparoo's {@code name} and {@code license}): the profile's
   * words, in the form of an enclosure. None needs quoting, or it is no label.
   */
  private static String labels(Settings settings) {
    if (settings.profile().isEmpty() || settings.profile().get().snapshot().isEmpty()) {
      return "";
    }
    Profile.Snapshot snapshot = settings.profile().get().snapshot().get();
    String name = label("name", snapshot.name());
    String license = label("license", snapshot.license());
    if (name.isEmpty() && license.isEmpty()) {
      return "";
    }
    return "{" + name + (name.isEmpty() || license.isEmpty() ? "" : ",") + license + "}";
  }

  private static String label(String field, Optional<String> text) {
    Optional<SafeText> label =
        text.isEmpty() ? Optional.<SafeText>empty() : SafeText.label(text.get());
    return label.isEmpty() ? "" : "\"" + field + "\":\"" + label.get().value() + "\"";
  }
}
