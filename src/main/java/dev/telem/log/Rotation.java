package dev.telem.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Renames a full log and its older files by one, in one process at a time.
 *
 * <p>Nobody waits: who finds the lock taken appends to the full file, which somebody else is about
 * to rename. Who gets the lock looks at the size again, so a file is not renamed twice. The lock
 * ends with its process; a process that dies in the middle leaves a gap in the numbers or two names
 * for one file, and readers step over either.
 */
final class Rotation {
  /** Closing any channel drops a process's locks on that file, so one thread at a time. */
  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final Path file;
  private final long rotateAt;
  private final int kept;

  Rotation(Path file, long rotateAt, int kept) {
    this.file = file;
    this.rotateAt = rotateAt;
    this.kept = kept;
  }

  void makeRoomFor(int bytes) throws IOException {
    if (!TAKEN.compareAndSet(false, true)) {
      return;
    }
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel = OwnerOnly.file(lockFile)) {
      if (isFree(channel) && file.toFile().length() > rotateAt - bytes) {
        shift();
      }
    } finally {
      TAKEN.set(false);
    }
  }

  /**
   * Takes the lock, which ends with the channel. Where the file system has none, two machines that
   * rename at the same moment may throw the oldest file away too early; better than no line at all.
   */
  private static boolean isFree(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException noLocksHere) {
      return true;
    }
  }

  /**
   * The full file gets its next name beside its own, and its own goes to an empty file. So there is
   * a file of this name all the time, and no writer makes one for everybody to read.
   */
  private void shift() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    OwnerOnly.file(fresh).close();
    for (int number = kept; number > 1; number--) {
      rename(LogFiles.numbered(file, number - 1), LogFiles.numbered(file, number));
    }
    Path first = LogFiles.numbered(file, 1);
    // Still there when only one is kept, or when it was the next one under another name.
    Files.deleteIfExists(first);
    if (isLinked(first)) {
      rename(fresh, file);
    } else {
      rename(file, first);
      OwnerOnly.file(file).close();
      Files.delete(fresh);
    }
  }

  private boolean isLinked(Path first) {
    try {
      Files.createLink(first, file);
      return true;
    } catch (IOException | UnsupportedOperationException unable) {
      // Not every file system has links; there the name is missing for a moment.
      return false;
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException absent) {
      // Not that many older files yet, or `telem forget` was quicker: nothing to keep.
    }
  }
}
