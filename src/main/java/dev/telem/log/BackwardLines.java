package dev.telem.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads a file's lines from the last to the first, block by block, so that the end of a file of any
 * size is there at once. Empty lines are left out; of a line beyond {@link LogLine#LIMIT} only the
 * start is held.
 */
final class BackwardLines {
  static final int BLOCK = 1 << 16;

  /**
   * So far a line's start is looked for: 64 MiB. A file that a crash or a full disk left with a
   * hole of gigabytes would else be read through for one line.
   */
  static final long REACH = 1L << 26;

  private final SeekableByteChannel file;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

  /** Where the block begins in the file. */
  private long blockStart;

  /** How much of the block, from its beginning, is not given out yet. */
  private int left;

  private long start;
  private boolean gaveUp;

  /** Reads what lies before {@code end}. */
  BackwardLines(SeekableByteChannel file, long end) {
    this.file = file;
    this.blockStart = end;
  }

  /** Where the last finished line of the file ends: after its line end. */
  static long endOfLastFinishedLine(SeekableByteChannel file) throws IOException {
    BackwardLines search = new BackwardLines(file, file.size());
    while (search.loadBlockBefore()) {
      int lineEnd = search.lastLineEnd();
      if (lineEnd >= 0) {
        return search.blockStart + lineEnd + 1;
      }
      if (file.size() - search.blockStart > REACH) {
        return search.blockStart;
      }
    }
    return 0;
  }

  /**
   * The line before the one given last; empty at the start of the file, and after a line that has
   * no start within {@link #REACH}.
   */
  Optional<LogLine> previous() throws IOException {
    Pieces pieces = new Pieces();
    while (true) {
      int lineEnd = lastLineEnd();
      pieces.prepend(block.array(), lineEnd + 1, left);
      start = blockStart + lineEnd + 1;
      left = Math.max(lineEnd, 0);
      if (pieces.length > REACH) {
        gaveUp = true;
        blockStart = 0;
        left = 0;
        return Optional.of(pieces.endless());
      }
      boolean lineStart = lineEnd >= 0 || !loadBlockBefore();
      if (lineStart && pieces.length > 0) {
        return Optional.of(pieces.line());
      }
      if (lineStart && lineEnd < 0) {
        return Optional.empty();
      }
    }
  }

  /** Where the line that was given last begins in the file. */
  long start() {
    return start;
  }

  /** Whether the start of the line that was given last was not found. */
  boolean gaveUp() {
    return gaveUp;
  }

  private int lastLineEnd() {
    int at = left - 1;
    while (at >= 0 && block.get(at) != '\n') {
      at--;
    }
    return at;
  }

  /** False at the start of the file, and when the file was cut short below what was read. */
  private boolean loadBlockBefore() throws IOException {
    int size = (int) Math.min(BLOCK, blockStart);
    blockStart -= size;
    block.clear().limit(size);
    file.position(blockStart);
    while (block.hasRemaining()) {
      if (file.read(block) < 0) {
        blockStart = 0;
        left = 0;
        return false;
      }
    }
    left = size;
    return size > 0;
  }

  /** The parts of one line, found from its end to its start. */
  private static final class Pieces {
    private final Deque<byte[]> firstToLast = new ArrayDeque<>();
    private int heldBytes;
    private long length;

    void prepend(byte[] bytes, int from, int to) {
      if (from == to) {
        return;
      }
      firstToLast.addFirst(Arrays.copyOfRange(bytes, from, to));
      heldBytes += to - from;
      length += to - from;
      while (heldBytes > LogLine.LIMIT + BLOCK) {
        heldBytes -= firstToLast.removeLast().length;
      }
    }

    LogLine endless() {
      byte[] first = firstToLast.getFirst();
      return RawLine.endless(first, 0, first.length);
    }

    LogLine line() {
      ByteBuffer held = ByteBuffer.allocate(heldBytes);
      firstToLast.forEach(held::put);
      return length > LogLine.LIMIT
          ? RawLine.tooLong(held.array(), 0, heldBytes, length)
          : RawLine.of(held.array(), 0, heldBytes);
    }
  }
}
