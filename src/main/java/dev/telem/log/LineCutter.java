package dev.telem.log;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of blocks into lines and passes each on as soon as its line end is there; empty
 * lines are left out. Holds at most {@link LogLine#LIMIT} bytes of an unfinished line.
 */
final class LineCutter {
  private final Consumer<LogLine> out;
  private byte[] held = new byte[1 << 13];
  private int heldBytes;
  private long length;

  LineCutter(Consumer<LogLine> out) {
    this.out = out;
  }

  void feed(byte[] block, int size) {
    int start = 0;
    for (int at = 0; at < size; at++) {
      if (block[at] == '\n') {
        if (length == 0) {
          pass(block, start, at, at - start);
        } else {
          hold(block, start, at);
          finish();
        }
        start = at + 1;
      }
    }
    hold(block, start, size);
  }

  /** Passes on what came since the last line end, as a line. */
  void finish() {
    pass(held, 0, heldBytes, length);
    forget();
  }

  /** Drops what came since the last line end. */
  void forget() {
    heldBytes = 0;
    length = 0;
  }

  private void hold(byte[] block, int from, int to) {
    int room = LogLine.LIMIT - heldBytes;
    int taken = Math.min(room, to - from);
    if (heldBytes + taken > held.length) {
      held = Arrays.copyOf(held, Math.max(heldBytes + taken, 2 * held.length));
    }
    System.arraycopy(block, from, held, heldBytes, taken);
    heldBytes += taken;
    length += to - from;
  }

  private void pass(byte[] bytes, int from, int to, long lineLength) {
    if (lineLength > LogLine.LIMIT) {
      out.accept(RawLine.tooLong(bytes, from, to, lineLength));
    } else if (lineLength > 0) {
      out.accept(RawLine.of(bytes, from, to));
    }
  }
}
