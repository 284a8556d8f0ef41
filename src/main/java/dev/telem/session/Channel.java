package dev.telem.session;

import dev.telem.channel.ChannelFile;
import dev.telem.event.Origin;
import dev.telem.identity.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a run, from before its command starts until nothing more is read of it. A command
 * that never uses it costs a look at the size of a file now and then; all else is loaded when it
 * says something.
 */
final class Channel {
  /** Soon after something was said, more may be said: then the end has little left to read. */
  private static final long SHORTEST_PAUSE_MS = 20;

  private static final long LONGEST_PAUSE_MS = 1_000;

  /** Nobody waits longer for what a command has said; ten thousand lines take a tenth of it. */
  private static final long READING_LIMIT_NS = 500_000_000;

  private final Call call;
  private final Ids ids;
  private final String run;
  private final @Nullable ChannelFile file;
  private final @Nullable IOException obstacle;

  private @Nullable Places places;
  private @Nullable Origin origin;
  private @Nullable Failures failures;
  private volatile @Nullable Reports reports;
  private volatile boolean ended;
  private volatile long limit;
  private boolean open = true;
  private boolean broken;
  private boolean removed;
  private long pauseMs = SHORTEST_PAUSE_MS;

  private Channel(
      Call call,
      Ids ids,
      UUID executionId,
      @Nullable ChannelFile file,
      @Nullable IOException obstacle) {
    this.call = call;
    this.ids = ids;
    this.run = "run " + executionId + ": ";
    this.file = file;
    this.obstacle = obstacle;
  }

  /** Where it cannot be made, the command is told of none. */
  static Channel of(Call call, Ids ids, UUID executionId) {
    try {
      Path path = call.directories().channel(executionId.toString());
      return new Channel(call, ids, executionId, ChannelFile.create(path), null);
    } catch (IOException unwritable) {
      return new Channel(call, ids, executionId, null, unwritable);
    }
  }

  /** The variable that tells the command. */
  String variable() {
    return "TELEMETRY_EVENTS=" + (file == null ? "/dev/null" : file.path());
  }

  /** From now on there is where to record. */
  void record(Origin from, Places to, Failures wrong) {
    origin = from;
    places = to;
    failures = wrong;
    if (obstacle != null) {
      wrong.add("channel", run, obstacle);
    }
  }

  /** How long to wait at most before {@link #meanwhile}, in milliseconds. */
  long patienceMs() {
    if (file == null || broken) {
      return Long.MAX_VALUE;
    }
    return open ? pauseMs : LONGEST_PAUSE_MS;
  }

  /** While the command runs on: reads what it has said. */
  void meanwhile() {
    try {
      if (hear()) {
        pauseMs = SHORTEST_PAUSE_MS;
        if (reports != null) {
          reports.recordEvents();
        }
      } else {
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    } catch (IOException | RuntimeException | LinkageError | VirtualMachineError failure) {
      close(failure);
    }
  }

  /** Once per flush interval: records what has been summed. */
  void report() {
    try {
      // Taken away by `telem forget`, nothing of this run is to be written any more.
      if (reports != null && file != null && !file.isGone()) {
        reports.recordAll();
      }
    } catch (RuntimeException | LinkageError | VirtualMachineError failure) {
      close(failure);
    }
  }

  /** The command has ended: from now on somebody waits. May be told while another thread reads. */
  void ended() {
    limit = System.nanoTime() + READING_LIMIT_NS;
    ended = true;
    Reports known = reports;
    if (known != null) {
      known.reading().endBy(limit);
    }
  }

  /**
   * The command has ended: what it has not been heard of is read, and all of it recorded. Whatever
   * goes wrong, the run's own end can be recorded after that.
   *
   * @param known where it came from, with what is known by now
   */
  void end(Origin known) {
    try {
      hear();
    } catch (IOException | RuntimeException | LinkageError | VirtualMachineError failure) {
      close(failure);
    }
    try {
      recordEnd(known);
    } catch (RuntimeException | LinkageError | VirtualMachineError failure) {
      close(failure);
    }
  }

  private void recordEnd(Origin known) {
    if (file != null && failures != null && file.isReplaced()) {
      failures.add("channel", run + "its file was taken away or replaced: not read");
    }
    if (reports == null || failures == null) {
      return;
    }
    reports.comeFrom(known);
    reports.reading().finish();
    reports.recordAll();
    String refusals = reports.reading().refusals();
    if (!refusals.isEmpty()) {
      failures.add("channel", run + refusals);
    }
  }

  /** Nothing stays of it. */
  void remove(Failures wrong) {
    try {
      if (file != null && !removed) {
        removed = true;
        file.remove();
      }
    } catch (IOException stays) {
      wrong.add("channel", run, stays);
    }
  }

  /** Whether anything was said. */
  private boolean hear() throws IOException {
    if (broken || file == null || !file.hasMore()) {
      return false;
    }
    if (origin == null || places == null || failures == null) {
      return false;
    }
    Reports to = reports;
    if (to == null) {
      to = new Reports(call.settings(), ids, origin, places, failures);
      reports = to;
    }
    if (ended) {
      to.reading().endBy(limit);
    }
    open = file.readInto(to.reading());
    return true;
  }

  /** Told once; nothing more is read. */
  private void close(Throwable failure) {
    if (!broken && failures != null) {
      failures.add("channel", run, failure);
    }
    broken = true;
  }
}
