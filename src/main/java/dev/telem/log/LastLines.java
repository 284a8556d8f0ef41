package dev.telem.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes on the last so many of the wanted lines of open files: the first of them is looked for
 * from the end, then the lines are read from there on. Whatever their number, one is held at a
 * time.
 */
final class LastLines {
  private final Wanted wanted;
  private final int count;
  private final List<Part> parts = new ArrayList<>();
  private int found;
  private boolean complete;

  /**
   * What is shown of a file.
   *
   * @param head a line without a start, of which only this can be shown
   */
  private record Part(OpenLog file, Optional<LogLine> head, long from, long end) {}

  LastLines(int count, Wanted wanted) {
    this.count = count;
    this.wanted = wanted;
    this.complete = count == 0;
  }

  /**
   * Passes them on, oldest first.
   *
   * @param files oldest first
   * @param end how far the last of them is read
   */
  void passOn(List<OpenLog> files, long end, Consumer<LogLine> each) throws IOException {
    for (int at = files.size() - 1; at >= 0 && !complete; at--) {
      OpenLog file = files.get(at);
      parts.add(partOf(file, at == files.size() - 1 ? end : file.channel().size()));
    }
    for (Part part : parts.reversed()) {
      part.head().filter(wanted::wants).ifPresent(each);
      read(part, each);
    }
  }

  private Part partOf(OpenLog file, long end) throws IOException {
    BackwardLines lines = new BackwardLines(file.channel(), end);
    long from = end;
    while (!complete) {
      Optional<LogLine> line = lines.previous();
      if (line.isEmpty()) {
        break;
      }
      if (lines.gaveUp()) {
        count(line.get());
        return new Part(file, line, from, end);
      }
      if (count(line.get())) {
        from = lines.start();
      }
    }
    return new Part(file, Optional.empty(), from, end);
  }

  private boolean count(LogLine line) {
    boolean counts = wanted.wants(line);
    found += counts ? 1 : 0;
    complete = found == count || wanted.isFirst(line);
    return counts;
  }

  private void read(Part part, Consumer<LogLine> each) throws IOException {
    LineCutter lines =
        new LineCutter(
            line -> {
              if (wanted.wants(line)) {
                each.accept(line);
              }
            });
    ByteBuffer block = ByteBuffer.allocate(LogReader.BLOCK);
    long at = part.from();
    while (at < part.end()) {
      block.clear().limit((int) Math.min(block.capacity(), part.end() - at));
      int size = part.file().channel().read(block, at);
      if (size < 0) {
        // Cut short meanwhile.
        break;
      }
      at += size;
      lines.feed(block.array(), size);
    }
    lines.finish();
  }
}
