package dev.telem.channel;

import dev.telem.event.Metric;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts what one run says into lines, and keeps within its limits. */
public final class Reading {
  /** Longer lines, in bytes and without their end, are refused. */
  public static final int LONGEST_LINE = 1 << 16;

  static final int MOST_LINES = 10_000;
  static final long MOST_BYTES = 1 << 20;

  private final Sums sums = new Sums();
  private final LineReader reader;
  private final List<Said> said = new ArrayList<>();
  private final Refusals refusals = new Refusals();
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private final int mostLines;
  private final long mostBytes;

  private int lines;
  private long bytes;
  private boolean overlong;

  /** Told by one thread while another reads. */
  private volatile boolean limited;

  private volatile long limit;

  /** Nothing has been said yet. */
  public Reading(Allowed allowed) {
    this(allowed, MOST_LINES, MOST_BYTES);
  }

  private Reading(Allowed allowed, int mostLines, long mostBytes) {
    this.reader = new LineReader(allowed, sums);
    this.mostLines = mostLines;
    this.mostBytes = mostBytes;
  }

  /** For what telem itself has put together from many runs. */
  public static Reading ofMany(Allowed allowed) {
    return new Reading(allowed, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * From this moment on lines are only counted, since somebody waits. May be told at any time, by
   * any thread.
   *
   * @param nanoTime by {@link System#nanoTime}
   */
  public void endBy(long nanoTime) {
    limit = nanoTime;
    limited = true;
  }

  /** Takes bytes; tells whether it can take more. */
  public boolean feed(byte[] block, int count) {
    int room = (int) Math.min(count, mostBytes - bytes);
    boolean quick = !isLate();
    int start = 0;
    while (start < room) {
      int next = quick ? again(block, start, room) : -1;
      if (next < 0) {
        int end = start;
        while (end < room && block[end] != '\n') {
          end++;
        }
        if (end == room) {
          break;
        }
        if (begun.size() == 0 && !overlong) {
          line(block, start, end);
        } else {
          begin(block, start, end);
          endLine();
        }
        next = end + 1;
      }
      start = next;
    }
    begin(block, start, room);
    bytes += room;
    if (bytes < mostBytes) {
      return true;
    }
    // The line that the limit cuts is not read, nor what follows.
    skip(begun.size() + (long) count - room);
    begun.reset();
    overlong = false;
    return false;
  }

  /** Whether it has taken all that one run may say. */
  boolean isFull() {
    return bytes >= mostBytes;
  }

  /** So many bytes were appended beyond what one run may say. */
  void skip(long more) {
    refusals.skip(more);
  }

  /** Nothing more comes: what stands on the last line is all of it. */
  public void finish() {
    if (begun.size() > 0) {
      endLine();
    }
    overlong = false;
  }

  /** What was measured since this was asked last, summed. */
  public List<Metric> metrics() {
    return sums.take();
  }

  /** Errors and requests since this was asked last, in their order. */
  public List<Said> events() {
    if (said.isEmpty()) {
      return List.of();
    }
    List<Said> taken = List.copyOf(said);
    said.clear();
    return taken;
  }

  /** How many lines were refused, and why, for people; empty where none was. */
  public String refusals() {
    return refusals.inWords();
  }

  /**
   * Why a line that somebody is about to write would be refused; null where it would not.
   *
   * @param line without a line end
   */
  public static @Nullable Reason objection(byte[] line, Allowed allowed) {
    Reading reading = new Reading(allowed);
    reading.line(line, 0, line.length);
    return reading.refusals.first();
  }

  /** Where the next line begins, if this one is a whole line and like one before; else -1. */
  private int again(byte[] block, int from, int to) {
    if (begun.size() > 0 || overlong || lines == mostLines) {
      return -1;
    }
    int next = reader.again(block, from, to);
    lines += next < 0 ? 0 : 1;
    return next;
  }

  private void begin(byte[] block, int from, int to) {
    if (to > from && !overlong) {
      begun.write(block, from, to - from);
      if (begun.size() > LONGEST_LINE) {
        begun.reset();
        overlong = true;
        refusals.add(Reason.TOO_LONG);
      }
    }
  }

  private void endLine() {
    if (!overlong) {
      byte[] line = begun.toByteArray();
      line(line, 0, line.length);
    }
    begun.reset();
    overlong = false;
  }

  private void line(byte[] block, int from, int to) {
    if (from == to) {
      return;
    }
    if (lines == mostLines) {
      refusals.add(Reason.TOO_MUCH);
      return;
    }
    lines++;
    if (isLate()) {
      refusals.add(Reason.TOO_LATE);
      return;
    }
    if (to - from > LONGEST_LINE) {
      refusals.add(Reason.TOO_LONG);
      return;
    }
    try {
      Said event = reader.read(block, from, to);
      if (event != null) {
        said.add(event);
      }
    } catch (Refused refusal) {
      refusals.add(refusal.reason());
    }
  }

  private boolean isLate() {
    return limited && System.nanoTime() - limit > 0;
  }
}
