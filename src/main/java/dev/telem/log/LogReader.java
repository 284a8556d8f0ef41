package dev.telem.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the lines of a log, its older files included, while others append and rotate (spec cli.md,
 * {@code log tail}). A file that does not exist reads as one without lines.
 */
public final class LogReader {
  static final int BLOCK = 1 << 16;

  private final LogFiles files;

  private LogReader(LogFiles files) {
    this.files = files;
  }

  /** Reads a log written by {@link EventLog#rotating}: its older files, then the file itself. */
  public static LogReader rotating(Path file) {
    return with(file, EventLog.KEPT);
  }

  /** Reads one file, whoever wrote it. */
  public static LogReader named(Path file) {
    return with(file, 0);
  }

  static LogReader with(Path file, int older) {
    return new LogReader(new LogFiles(file, older));
  }

  /** Whether there are as many older files as are kept: what was in still older ones is gone. */
  public boolean isFull() {
    return files.areAllThere();
  }

  /** The files that are read, be they there or not. */
  public List<Path> files() {
    return files.names();
  }

  /**
   * Passes on the last lines that are wanted, oldest first, in constant memory; reads from the end
   * and no further than needed. An unfinished last line counts as a line.
   *
   * @param count at most this many lines
   */
  public void last(int count, Wanted wanted, Consumer<LogLine> each) throws IOException {
    List<OpenLog> open = files.open();
    try {
      if (!open.isEmpty()) {
        new LastLines(count, wanted).passOn(open, open.getLast().channel().size(), each);
      }
    } finally {
      LogFiles.closeAll(open);
    }
  }

  /** Passes on every line, oldest first, in constant memory. */
  public void all(Consumer<LogLine> each) throws IOException {
    List<OpenLog> open = files.open();
    try {
      LineCutter lines = new LineCutter(each);
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      for (OpenLog file : open) {
        while (file.channel().read(block.clear()) >= 0) {
          lines.feed(block.array(), block.position());
        }
        lines.finish();
      }
    } finally {
      LogFiles.closeAll(open);
    }
  }

  /**
   * Passes on every line of a stream, which may be endless, in constant memory; of one that breaks
   * off what was read of the last line, too.
   */
  public static void all(InputStream in, Consumer<LogLine> each) throws IOException {
    LineCutter lines = new LineCutter(each);
    byte[] block = new byte[BLOCK];
    try {
      for (int size = in.read(block); size >= 0; size = in.read(block)) {
        lines.feed(block, size);
      }
    } finally {
      lines.finish();
    }
  }

  /**
   * Passes on the last lines that are wanted, and then every wanted line as it comes, until the
   * pause ends it or the thread is interrupted. Goes on through truncation and rotation, and waits
   * for a file that is not there yet; an unfinished line waits for its line end.
   *
   * @param count how many of the lines that are there already
   */
  public void follow(int count, Wanted wanted, Consumer<LogLine> each, Pause pause)
      throws IOException {
    new Follower(files, wanted, each, Optional.empty()).follow(count, pause);
  }

  /**
   * Passes on every line that is there, oldest first, and then goes on as {@link #follow} does.
   *
   * @param anew called when the log was removed or written anew: the lines so far are in it no
   *     more, and those that are there now follow
   */
  public void followAll(Consumer<LogLine> each, Runnable anew, Pause pause) throws IOException {
    new Follower(files, line -> true, each, Optional.of(anew)).followAll(pause);
  }

  /** Passes on the lines from the last to the first as long as the reader goes on. */
  void backwards(Predicate<LogLine> goesOn) throws IOException {
    List<OpenLog> open = files.open();
    try {
      for (OpenLog file : open.reversed()) {
        BackwardLines lines = new BackwardLines(file.channel(), file.channel().size());
        for (Optional<LogLine> line = lines.previous(); line.isPresent(); line = lines.previous()) {
          if (!goesOn.test(line.get())) {
            return;
          }
        }
      }
    } finally {
      LogFiles.closeAll(open);
    }
  }
}
