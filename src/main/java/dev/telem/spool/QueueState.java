package dev.telem.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * What the sender remembers about one destination between two of its lives.
 *
 * @param accepted events that were delivered, ever
 * @param dropped events that were dropped because of the caps, ever
 * @param setAside entries that were damaged or rejected, ever
 * @param attempts failures since the last success
 * @param notBeforeMs when to try again, in milliseconds since the epoch; 0 for at once
 * @param refused whether somebody has to mend something before it can succeed
 * @param problem what went wrong last, one line; empty when nothing did
 */
public record QueueState(
    long accepted,
    long dropped,
    long setAside,
    int attempts,
    long notBeforeMs,
    boolean refused,
    String problem) {

  static final QueueState FRESH = new QueueState(0, 0, 0, 0, 0, false, "");

  public QueueState {
    problem = problem.replaceAll("\\p{Cntrl}+", " ");
  }

  /** The state after a delivery of so many events: nothing is wrong any more. */
  public QueueState delivered(int events) {
    return new QueueState(accepted + events, dropped, setAside, 0, 0, false, "");
  }

  /**
   * The state after so many events that the destination will never take.
   *
   * @param reason what it said; empty where it took others with them
   */
  public QueueState rejected(int events, String reason) {
    return new QueueState(accepted, dropped, setAside + events, 0, 0, false, reason);
  }

  /** The state after a failure that time may heal. */
  public QueueState failed(long nextTryMs, String reason) {
    return new QueueState(accepted, dropped, setAside, attempts + 1, nextTryMs, false, reason);
  }

  /** The state after a failure that somebody has to mend. */
  public QueueState refused(long nextTryMs, String reason) {
    return new QueueState(accepted, dropped, setAside, attempts + 1, nextTryMs, true, reason);
  }

  QueueState withDropped(int events) {
    return new QueueState(
        accepted, dropped + events, setAside, attempts, notBeforeMs, refused, problem);
  }

  QueueState withSetAside() {
    return new QueueState(accepted, dropped, setAside + 1, attempts, notBeforeMs, refused, problem);
  }

  /** Whether the destination has taken nothing yet but said that it never will. */
  public boolean rejectsAll() {
    return attempts == 0 && accepted == 0 && !problem.isEmpty();
  }

  /** Whether nothing is to be sent yet. A time that lies absurdly far ahead does not count. */
  public boolean waits(long nowMs) {
    return Spool.isPending(notBeforeMs, nowMs);
  }

  /** Reads the state; what is missing or unreadable in it counts as zero. */
  static QueueState read(QueueFolder queue) {
    Map<String, String> lines = new HashMap<>();
    long notBefore;
    try {
      notBefore = Files.getLastModifiedTime(queue.state().toPath()).toMillis();
      String text = new String(PrivateFile.read(queue.state()), StandardCharsets.UTF_8);
      text.lines().forEach(line -> keep(line, lines));
    } catch (IOException nothingSentYetOrUnreadable) {
      return FRESH;
    }
    return new QueueState(
        number(lines, "accepted"),
        number(lines, "dropped"),
        number(lines, "setAside"),
        (int) Math.min(number(lines, "attempts"), Integer.MAX_VALUE),
        notBefore,
        "true".equals(lines.get("refused")),
        lines.getOrDefault("problem", ""));
  }

  void write(QueueFolder queue) throws IOException {
    String text =
        "accepted="
            + accepted
            + "\ndropped="
            + dropped
            + "\nsetAside="
            + setAside
            + "\nattempts="
            + attempts
            + "\nrefused="
            + refused
            + "\nproblem="
            + problem
            + "\n";
    PrivateFile.replace(
        queue.state(), queue.temporaryState(), text.getBytes(StandardCharsets.UTF_8), notBeforeMs);
  }

  /** Lets the next sender try at once. Without a state file there is nothing to end. */
  static void endWait(QueueFolder queue) {
    // False when there is no such file, or it belongs to somebody else: then the wait stays.
    boolean ignored = queue.state().setLastModified(0);
  }

  private static void keep(String line, Map<String, String> lines) {
    int equals = line.indexOf('=');
    if (equals > 0) {
      lines.put(line.substring(0, equals), line.substring(equals + 1));
    }
  }

  private static long number(Map<String, String> lines, String name) {
    try {
      return Math.max(0, Long.parseLong(lines.getOrDefault(name, "0")));
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }
}
