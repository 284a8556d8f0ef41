package dev.telem.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Renames a full log and its older files by one, in one process at a time.
 *
 * <p>Nobody waits: who finds the lock taken appends to the full file, which somebody else is about
 * to rename. Who gets the lock looks at the size again, so a file is not renamed twice. The lock
 * ends with its process; what a process that dies between two renames leaves is a gap in the
 * numbers, which readers step over.
 */
final class Rotation {
  /** Closing any channel drops a process's locks on that file, so one thread at a time. */
  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private static final Set<OpenOption> LOCKING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

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
    try (FileChannel channel = FileChannel.open(lockFile, LOCKING, OwnerOnly.FILE);
        FileLock lock = channel.tryLock()) {
      if (lock != null && file.toFile().length() > rotateAt - bytes) {
        for (int number = kept; number > 0; number--) {
          rename(LogFiles.numbered(file, number - 1), LogFiles.numbered(file, number));
        }
      }
    } finally {
      TAKEN.set(false);
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
