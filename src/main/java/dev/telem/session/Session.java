package dev.telem.session;

import dev.telem.config.Level;
import dev.telem.identity.Ids;
import dev.telem.run.Outcome;
import dev.telem.run.WrappedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One wrapped call from its start to its last event: start the child; while it runs, record that it
 * started; wait; record how it ended; hand over to the sender (spec delivery.md, "Order in telem
 * run").
 */
public final class Session {
  /** Only a disk that hangs takes that long, beside a wanted wait for the sender. */
  private static final long RECORDING_LIMIT_MS = 10_000;

  private static final String NO_EVENTS = "TELEMETRY_EVENTS=/dev/null";

  private Session() {}

  /**
   * Runs the command and records it as far as the level allows. Returns how the command ended;
   * never fails.
   */
  public static Outcome run(Call call) {
    return call.decision().level() == Level.OFF
        ? runUnrecorded(call, List.of(NO_EVENTS))
        : runRecorded(call);
  }

  /**
   * Runs the command whose notice is on the screen: nothing of it is recorded, nor of the runs
   * inside it, which nobody had the time to decide about.
   */
  public static Outcome runAfterNotice(Call call) {
    return runUnrecorded(call, List.of(NO_EVENTS, "TELEMETRY_OPTOUT=1"));
  }

  private static Outcome runUnrecorded(Call call, List<String> additions) {
    return WrappedCommand.start(call.firstWord(), additions).await();
  }

  private static Outcome runRecorded(Call call) {
    Ids ids = new Ids();
    UUID executionId = ids.ordered();
    UUID outerSession = Ids.parse(call.environment().get("TELEMETRY_SESSION_ID"));
    UUID sessionId = outerSession == null ? ids.random() : outerSession;
    List<String> additions = new ArrayList<>();
    additions.add("TELEMETRY_EXECUTION_ID=" + executionId);
    additions.add("TELEMETRY_SESSION_ID=" + sessionId);
    Channel channel = Channel.of(call, ids, executionId);
    additions.add(channel.variable());
    @Nullable Trace trace = null;
    if (Places.areTraced(call)) {
      trace = Trace.of(executionId, call.environment().get("TRACEPARENT"));
      additions.add("TRACEPARENT=" + trace.traceparent());
    }

    long startedTs = System.currentTimeMillis();
    long startedAt = System.nanoTime();
    WrappedCommand command = WrappedCommand.start(call.firstWord(), additions);
    String enclosure = trace == null ? "" : trace.enclosure(command.process());
    Recorder recorder =
        new Recorder(call, ids, executionId, sessionId, startedTs, enclosure, channel);
    Thread recording = new Thread(recorder, "recorder");
    recording.setDaemon(true);
    recording.start();

    Outcome outcome = command.await();
    recorder.ended(outcome, (System.nanoTime() - startedAt) / 1_000_000);
    try {
      recording.join(RECORDING_LIMIT_MS + Delivery.waitMs(call));
    } catch (InterruptedException nobodyInterruptsThisThread) {
      Thread.currentThread().interrupt();
    }
    return outcome;
  }
}
