package dev.telem.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The right to be the one sender of this machine, as long as it is open. The kernel takes it back
 * when the process ends, however it ends.
 */
public final class Claim implements Closeable {
  private final Spool spool;
  private final FileChannel lock;

  private Claim(Spool spool, FileChannel lock) {
    this.spool = spool;
    this.lock = lock;
  }

  static Optional<Claim> tryOn(Spool spool) throws IOException {
    Path file = QueueFolder.lock(spool.folder());
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PrivateFile.FILE);
    boolean held = false;
    try {
      held = channel.tryLock(0, 1, false) != null;
    } catch (OverlappingFileLockException sameFileUnderAnotherPath) {
      held = false;
    } finally {
      if (!held) {
        channel.close();
      }
    }
    return held ? Optional.of(new Claim(spool, channel)) : Optional.empty();
  }

  /** The names of all queues, in ascending order. */
  public List<String> queues() throws IOException {
    return spool.queueNames();
  }

  /**
   * Opens one queue for one pass over its events, oldest first.
   *
   * @param queue one of {@link #queues}
   * @param losses is told of every event that leaves the queue undelivered
   */
  public Outbox open(String queue, Losses losses) throws IOException {
    return new Outbox(QueueFolder.in(spool.folder(), queue), losses);
  }

  /** Lets others be the sender. Look into the inboxes once more afterwards. */
  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      spool.released();
    }
  }
}
