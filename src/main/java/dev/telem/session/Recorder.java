package dev.telem.session;

import dev.telem.event.CommandAborted;
import dev.telem.event.CommandExited;
import dev.telem.event.CommandStarted;
import dev.telem.event.Ending;
import dev.telem.event.EventEncoder;
import dev.telem.event.Invocation;
import dev.telem.event.Origin;
import dev.telem.identity.Ids;
import dev.telem.log.Troubles;
import dev.telem.privacy.SafeText;
import dev.telem.privacy.SanitizedCommand;
import dev.telem.run.Outcome;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records a run beside it, on a thread of its own, so that a disk that is slow delays no signal and
 * no exit.
 */
final class Recorder implements Runnable {
  private final Call call;
  private final Ids ids;
  private final UUID executionId;
  private final UUID sessionId;
  private final long startedTs;
  private final String enclosure;
  private final Channel channel;
  private final Failures failures;

  private @Nullable Outcome outcome;
  private long durationMs;

  /**
   * @param enclosure what travels beside the events to those receivers that want more than they
   *     tell; empty where nobody does
   */
  Recorder(
      Call call,
      Ids ids,
      UUID executionId,
      UUID sessionId,
      long startedTs,
      String enclosure,
      Channel channel) {
    this.call = call;
    this.ids = ids;
    this.executionId = executionId;
    this.sessionId = sessionId;
    this.startedTs = startedTs;
    this.enclosure = enclosure;
    this.channel = channel;
    this.failures =
        new Failures(new Troubles(call.directories().troubles()), call.debug(), call.debugging());
  }

  /** Tells how the command ended, and how long it took in milliseconds. */
  void ended(Outcome how, long milliseconds) {
    channel.ended();
    end(how, milliseconds);
  }

  private synchronized void end(Outcome how, long milliseconds) {
    outcome = how;
    durationMs = milliseconds;
    notifyAll();
  }

  @Override
  public void run() {
    try {
      record();
    } catch (Exception | LinkageError | VirtualMachineError failure) {
      // The one place where telemetry's failures end (style.md, rule 5). Errors too: printed by the
      // machine, they would stand in the command's output.
      failures.add("session", failure);
    } finally {
      channel.remove(failures);
    }
  }

  private void record() throws IOException {
    try (ToolVersion version = ToolVersion.asked(call, failures)) {
      record(version);
    }
  }

  private void record(ToolVersion version) throws IOException {
    Spool spool = new Spool(call.directories().spool());
    Places places = Places.of(call, spool, enclosure);
    Delivery delivery = new Delivery(call, spool, places.queues(), failures);
    SanitizedCommand sanitized =
        ArgumentRules.recording(call, Origins.machine(call, ids)).sanitize(call.command());
    Origin origin =
        new Origins(call, ids, failures)
            .of(executionId, sessionId, sanitized.command(), version.atStart());
    Invocation invocation = Origins.invocation(sanitized, configHash());

    SafeText startedId = SafeText.uuid(ids.ordered());
    byte[] started =
        EventEncoder.encode(new CommandStarted(startedId, startedTs, origin, invocation));
    OpenRuns runs = new OpenRuns(call.directories().runs());
    OpenRuns.@Nullable Marker marker = mark(runs, places, origin, started);
    places.record(startedId.value(), started, failures);
    noteRecorded(marker);
    closeOrphans(runs, places);
    channel.record(origin, places, failures);

    Outcome how = awaitEnd(delivery, version);
    if (marker != null && runs.areForgotten()) {
      return; // `telem forget` came meanwhile: nothing of this run is written any more.
    }
    Origin known = origin.withVersion(version.atEnd());
    SafeText exitedId = SafeText.uuid(ids.ordered());
    byte[] exited =
        EventEncoder.encode(
            new CommandExited(
                exitedId, System.currentTimeMillis(), known, invocation, ending(how), durationMs));
    // Noted before anything else: a kill or a disk that hangs from here on does not lose it.
    noteEnding(marker, exited);
    channel.end(known);
    channel.remove(failures);
    places.record(exitedId.value(), exited, failures);
    remove(marker);
    delivery.atEnd(exitedId.value());
  }

  private Optional<SafeText> configHash() {
    try {
      return ConfigHash.of(call);
    } catch (IOException unreadable) {
      failures.add("config-file", unreadable);
      return Optional.empty();
    }
  }

  private void noteRecorded(OpenRuns.@Nullable Marker marker) {
    try {
      if (marker != null) {
        marker.recorded();
      }
    } catch (IOException notNoted) {
      failures.add("runs", ofRun(), notNoted);
    }
  }

  private void noteEnding(OpenRuns.@Nullable Marker marker, byte[] exited) {
    try {
      if (marker != null) {
        marker.ending(new String(exited, StandardCharsets.UTF_8));
      }
    } catch (IOException notNoted) {
      failures.add("runs", ofRun(), notNoted);
    }
  }

  private void remove(OpenRuns.@Nullable Marker marker) {
    try {
      if (marker != null) {
        marker.remove();
      }
    } catch (IOException stays) {
      failures.add("runs", ofRun(), stays);
    }
  }

  private OpenRuns.@Nullable Marker mark(
      OpenRuns runs, Places places, Origin origin, byte[] started) {
    byte[] aborted =
        EventEncoder.encode(
            new CommandAborted(SafeText.uuid(ids.ordered()), startedTs, origin, startedTs));
    try {
      return runs.open(
          executionId.toString(),
          places.log(),
          new String(aborted, StandardCharsets.UTF_8),
          new String(started, StandardCharsets.UTF_8),
          places.queues(),
          enclosure);
    } catch (IOException unmarked) {
      failures.add("runs", ofRun(), unmarked);
      return null;
    }
  }

  /** By this `telem log show` finds what went wrong with a run. */
  private String ofRun() {
    return "run " + executionId + ": ";
  }

  private void closeOrphans(OpenRuns runs, Places places) {
    long now = System.currentTimeMillis();
    try {
      List<String> lost =
          runs.closeOrphans(
              executionId.toString(),
              now,
              // Not a lambda: this is on the start-up path (startup.md, 7).
              new OpenRuns.Closer() {
                @Override
                public void close(OpenRuns.Orphan orphan) {
                  Places its = places.of(orphan);
                  if (!orphan.started().isEmpty()) {
                    // Killed in the middle of recording it: perhaps in a queue and not in the log.
                    byte[] started = orphan.started().getBytes(StandardCharsets.UTF_8);
                    its.record(EventEncoder.idOf(started), started, failures);
                  }
                  byte[] event = orphan.event().getBytes(StandardCharsets.UTF_8);
                  its.record(
                      EventEncoder.idOf(event),
                      orphan.ended() ? event : EventEncoder.at(now, event),
                      failures);
                }
              });
      for (int i = 0; i < lost.size(); i++) {
        failures.add("runs", lost.get(i));
      }
    } catch (IOException notClosed) {
      failures.add("runs", notClosed);
    }
  }

  /** Waits for the end; a long run hands over what it has recorded, again and again. */
  private Outcome awaitEnd(Delivery delivery, ToolVersion version) throws IOException {
    long interval = call.settings().flushing().intervalMs();
    long untilDelivery = interval;
    long pause = Math.min(version.patienceMs(untilDelivery), channel.patienceMs());
    Outcome how = awaitEnd(pause);
    while (how == null) {
      untilDelivery -= pause;
      version.meanwhile();
      channel.meanwhile();
      if (untilDelivery <= 0 && !hasEnded()) {
        channel.report();
        delivery.meanwhile();
        untilDelivery = interval;
      }
      pause = Math.min(version.patienceMs(Math.max(untilDelivery, 1)), channel.patienceMs());
      how = awaitEnd(pause);
    }
    return how;
  }

  /** Only this holds the lock: who tells of the end waits for nothing that is done meanwhile. */
  private synchronized @Nullable Outcome awaitEnd(long milliseconds) throws IOException {
    boolean waited = false;
    try {
      // Once: woken too early, one looks around too early.
      while (outcome == null && !waited) {
        wait(milliseconds);
        waited = true;
      }
      return outcome;
    } catch (InterruptedException nobodyInterruptsThisThread) {
      throw new IOException("interrupted while the command ran", nobodyInterruptsThisThread);
    }
  }

  private synchronized boolean hasEnded() {
    return outcome != null;
  }

  private static Ending ending(Outcome outcome) {
    if (outcome instanceof Outcome.Exited exited) {
      return Ending.exited(exited.code());
    }
    if (outcome instanceof Outcome.Signalled signalled) {
      return Ending.killed(signalled.number());
    }
    Outcome.Cause cause = ((Outcome.NotStarted) outcome).cause();
    return cause == Outcome.Cause.NOT_FOUND
        ? Ending.notFound()
        : cause == Outcome.Cause.NOT_EXECUTABLE ? Ending.notExecutable() : Ending.notStarted();
  }
}
