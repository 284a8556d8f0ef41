package dev.telem.channel;

import dev.telem.event.Metric;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts what one run says into lines, and keeps within its limits. */
public final class Reading {
  static final int MOST_LINES = 10_000;
  static final long MOST_BYTES = 1 << 20;
  static final int LONGEST_LINE = 1 << 16;

  /** Each of these becomes an event of its own. */
  static final int MOST_ERRORS = 20;

  static final int MOST_REQUESTS = 500;

  private final Sums sums = new Sums();
  private final LineReader reader;
  private final List<Said> said = new ArrayList<>();
  private final Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private final int mostLines;
  private final long mostBytes;

  private int lines;
  private long bytes;
  private int errors;
  private int requests;
  private boolean overlong;

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

  /** Takes bytes; tells whether it can take more. */
  public boolean feed(byte[] block, int count) {
    int room = (int) Math.min(count, mostBytes - bytes);
    bytes += count;
    int start = 0;
    while (start < room) {
      int next = again(block, start, room);
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
    if (room < count) {
      refuse(Reason.TOO_MUCH);
      begun.reset();
      overlong = true;
    }
    return room == count;
  }

  /** Nothing more comes: what stands on the last line is all of it. */
  public void finish() {
    if (begun.size() > 0) {
      endLine();
    }
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
    int all = 0;
    StringBuilder reasons = new StringBuilder();
    for (Map.Entry<Reason, Integer> reason : refused.entrySet()) {
      all += reason.getValue();
      reasons.append(reasons.isEmpty() ? "" : ", ");
      reasons.append(reason.getValue()).append(' ').append(reason.getKey().words());
    }
    return all == 0 ? "" : all + (all == 1 ? " line" : " lines") + " refused: " + reasons;
  }

  /**
   * Why a line that somebody is about to write would be refused; null where it would not.
   *
   * @param line without a line end
   */
  public static @Nullable Reason objection(byte[] line, Allowed allowed) {
    Reading reading = new Reading(allowed);
    reading.line(line, 0, line.length);
    return reading.refused.isEmpty() ? null : reading.refused.keySet().iterator().next();
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
        refuse(Reason.TOO_LONG);
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
      refuse(Reason.TOO_MUCH);
      return;
    }
    lines++;
    if (to - from > LONGEST_LINE) {
      refuse(Reason.TOO_LONG);
      return;
    }
    try {
      Said event = reader.read(block, from, to);
      if (event != null) {
        add(event);
      }
    } catch (Refused refusal) {
      refuse(refusal.reason());
    }
  }

  private void add(Said event) throws Refused {
    boolean room =
        event instanceof Said.Failed ? errors++ < MOST_ERRORS : requests++ < MOST_REQUESTS;
    if (!room) {
      throw new Refused(Reason.TOO_MANY_EVENTS);
    }
    said.add(event);
  }

  private void refuse(Reason reason) {
    refused.put(reason, refused.getOrDefault(reason, 0) + 1);
  }
}
