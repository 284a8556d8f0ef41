package dev.telem.session;

import dev.telem.channel.ChannelFile;
import dev.telem.event.Origin;
import dev.telem.identity.Ids;
import java.io.IOException;
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

  private final Call call;
  private final Ids ids;
  private final @Nullable ChannelFile file;
  private final @Nullable IOException obstacle;

  private @Nullable Places places;
  private @Nullable Origin origin;
  private @Nullable Failures failures;
  private @Nullable Reports reports;
  private boolean open = true;
  private long pauseMs = SHORTEST_PAUSE_MS;

  private Channel(Call call, Ids ids, @Nullable ChannelFile file, @Nullable IOException obstacle) {
    this.call = call;
    this.ids = ids;
    this.file = file;
    this.obstacle = obstacle;
  }

  /** Where it cannot be made, the command is told of none. */
  static Channel of(Call call, Ids ids, UUID executionId) {
    try {
      return new Channel(
          call, ids, ChannelFile.create(call.directories().channel(executionId.toString())), null);
    } catch (IOException unwritable) {
      return new Channel(call, ids, null, unwritable);
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
      wrong.add("channel", obstacle);
    }
  }

  /** How long to wait at most before {@link #meanwhile}, in milliseconds. */
  long patienceMs() {
    if (file == null) {
      return Long.MAX_VALUE;
    }
    return open ? pauseMs : LONGEST_PAUSE_MS;
  }

  /** While the command runs on: reads what it has said. */
  void meanwhile() {
    if (hear()) {
      pauseMs = SHORTEST_PAUSE_MS;
      if (reports != null) {
        reports.recordEvents();
      }
    } else {
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  /** Once per flush interval: records what has been summed. */
  void report() {
    // Taken away by `telem forget`, nothing of this run is to be written any more.
    if (reports != null && file != null && !file.isGone()) {
      reports.recordAll();
    }
  }

  /**
   * The command has ended: what it has not been heard of is read, and all of it recorded.
   *
   * @param known where it came from, with what is known by now
   */
  void end(Origin known) {
    hear();
    if (file != null && failures != null && file.isReplaced()) {
      failures.add(
          "channel",
          "run " + known.executionId() + ": its file was taken away or replaced: not read");
    }
    if (reports == null || failures == null) {
      return;
    }
    reports.comeFrom(known);
    reports.reading().finish();
    reports.recordAll();
    String refusals = reports.reading().refusals();
    if (!refusals.isEmpty()) {
      failures.add("channel", "run " + known.executionId() + ": " + refusals);
    }
  }

  /** Nothing stays of it. */
  void remove(Failures wrong) {
    try {
      if (file != null) {
        file.remove();
      }
    } catch (IOException stays) {
      wrong.add("channel", stays);
    }
  }

  /** Whether anything was said. */
  private boolean hear() {
    if (file == null || !file.hasMore() || origin == null || places == null || failures == null) {
      return false;
    }
    if (reports == null) {
      reports = new Reports(call.settings(), ids, origin, places, failures);
    }
    try {
      open = file.readInto(reports.reading());
      return true;
    } catch (IOException unreadable) {
      failures.add("channel", unreadable);
      return false;
    }
  }
}
