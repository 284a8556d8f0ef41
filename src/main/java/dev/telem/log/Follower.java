package dev.telem.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a log as it grows. The newest file is held open, so that its lines can still be read when
 * its name has moved on.
 */
final class Follower {
  private static final int BEGINNING = 128;

  private final LogFiles files;
  private final Wanted wanted;
  private final Consumer<LogLine> each;
  private final Optional<Runnable> anew;
  private final LineCutter lines;
  private final ByteBuffer block = ByteBuffer.allocate(LogReader.BLOCK);

  private Optional<OpenLog> held = Optional.empty();
  private long offset;
  private boolean movedOn;

  /** The file's first bytes: an event's id is among them, so that they tell a truncated file. */
  private String beginning = "";

  /**
   * @param anew what to do when the lines that were passed on are in the log no more, before those
   *     that are in it now are passed on; if empty, it goes on with what is new
   */
  Follower(LogFiles files, Wanted wanted, Consumer<LogLine> each, Optional<Runnable> anew) {
    this.files = files;
    this.wanted = wanted;
    this.each = each;
    this.anew = anew;
    this.lines = new LineCutter(this::passOn);
  }

  void follow(int count, Pause pause) throws IOException {
    try {
      start(count);
      lookOn(pause);
    } catch (ClosedByInterruptException over) {
      // The thread was interrupted while it read: one of the two ways to stop.
      return;
    } finally {
      close();
    }
  }

  /** Passes on all that is there, and what comes. */
  void followAll(Pause pause) throws IOException {
    try {
      look();
      lookOn(pause);
    } catch (ClosedByInterruptException over) {
      return;
    } finally {
      close();
    }
  }

  private void lookOn(Pause pause) throws IOException {
    while (pause.goesOn()) {
      look();
    }
  }

  private void close() throws IOException {
    if (held.isPresent()) {
      held.get().close();
    }
  }

  private void passOn(LogLine line) {
    if (wanted.wants(line)) {
      each.accept(line);
    }
  }

  private void start(int count) throws IOException {
    List<OpenLog> open = files.open();
    if (open.isEmpty()) {
      return;
    }
    OpenLog newest = open.getLast();
    held = Optional.of(newest);
    beginning = beginning(newest);
    try {
      offset = BackwardLines.endOfLastFinishedLine(newest.channel());
      new LastLines(count, wanted).passOn(open, offset, each);
    } finally {
      LogFiles.closeAll(open.subList(0, open.size() - 1));
    }
    readNew(newest);
  }

  private void look() throws IOException {
    if (held.isPresent() && anew.isPresent() && isRewritten(held.get())) {
      startAnew();
    }
    if (held.isEmpty()) {
      goOnWith(files.open());
      return;
    }
    OpenLog file = held.get();
    readNew(file);
    String now = OpenLog.identity(files.current());
    if (now.isEmpty()) {
      movedOn = false;
      startAnewIfRemoved();
    } else if (file.is(now)) {
      movedOn = false;
    } else if (movedOn) {
      goOnWith(newerThan(file));
    } else {
      // Who opened the file just before it was renamed may be about to write: one more look.
      movedOn = true;
    }
  }

  private void startAnewIfRemoved() throws IOException {
    if (anew.isPresent()) {
      List<OpenLog> older = files.open();
      LogFiles.closeAll(older);
      if (older.isEmpty()) {
        startAnew();
      }
    }
  }

  private void startAnew() throws IOException {
    if (anew.isPresent()) {
      close();
      held = Optional.empty();
      lines.forget();
      anew.get().run();
    }
  }

  private static String beginning(OpenLog file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BEGINNING);
    int read = file.channel().read(bytes, 0);
    return read <= 0 ? "" : new String(bytes.array(), 0, read, StandardCharsets.ISO_8859_1);
  }

  private List<OpenLog> newerThan(OpenLog file) throws IOException {
    List<OpenLog> open = files.open();
    for (int at = 0; at < open.size(); at++) {
      if (open.get(at).is(file.identity())) {
        LogFiles.closeAll(open.subList(0, at + 1));
        return open.subList(at + 1, open.size());
      }
    }
    startAnew();
    return open;
  }

  private void goOnWith(List<OpenLog> newer) throws IOException {
    for (OpenLog file : newer) {
      lines.finish();
      if (held.isPresent()) {
        held.get().close();
      }
      held = Optional.of(file);
      offset = 0;
      beginning = "";
      movedOn = false;
      readNew(file);
    }
  }

  private boolean isRewritten(OpenLog file) throws IOException {
    return file.channel().size() < offset || !beginning(file).startsWith(beginning);
  }

  private void readNew(OpenLog file) throws IOException {
    if (isRewritten(file)) {
      lines.forget();
      offset = 0;
    }
    beginning = beginning(file);
    int size = file.channel().read(block.clear(), offset);
    while (size > 0) {
      offset += size;
      lines.feed(block.array(), size);
      size = file.channel().read(block.clear(), offset);
    }
  }
}
