package dev.telem.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The right to be the one sender of this machine, as long as it is open. The kernel takes it back
 * when the process ends, however it ends.
 */
public final class Claim implements Closeable {
  // POSIX locks belong to processes, and closing any descriptor of the file drops them: a process
  // that holds the lock must not open the file again.
  private static final Set<String> HELD_HERE = new HashSet<>();

  private final Spool spool;
  private final SpoolFolder folder;
  private final FileChannel lock;
  private final Lease lease;

  private Claim(Spool spool, FileChannel lock, Lease lease) {
    this.spool = spool;
    this.folder = spool.folder();
    this.lock = lock;
    this.lease = lease;
  }

  static Optional<Claim> tryOn(Spool spool, LongSupplier clock) throws IOException {
    synchronized (HELD_HERE) {
      if (HELD_HERE.contains(spool.folder().path())) {
        return Optional.empty();
      }
      FileChannel channel = open(spool.folder());
      boolean held = false;
      try {
        if (!isFree(channel, spool, clock)) {
          return Optional.empty();
        }
        Claim claim = new Claim(spool, channel, Lease.begin(spool.folder(), clock));
        HELD_HERE.add(spool.folder().path());
        held = true;
        return Optional.of(claim);
      } finally {
        if (!held) {
          channel.close();
        }
      }
    }
  }

  /**
   * Takes the lock. Some network file systems have none: there the word of the other sender has to
   * do, and two that give it at the same moment send the same events twice, under the same ids.
   */
  private static boolean isFree(FileChannel lock, Spool spool, LongSupplier clock) {
    try {
      return lock.tryLock(0, 1, false) != null;
    } catch (IOException noLocksHere) {
      return !spool.hasLease(clock.getAsLong());
    }
  }

  private static FileChannel open(SpoolFolder folder) throws IOException {
    return FileChannel.open(
        folder.lock(),
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
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
  public Outbox open(String queue, Losses losses) {
    return new Outbox(folder.queue(queue), losses);
  }

  /** Lets others be the sender. Look into the inboxes once more afterwards. */
  @Override
  public void close() throws IOException {
    synchronized (HELD_HERE) {
      // In this order: whoever gets the lock next gives its own word under the same name.
      lease.close();
      try {
        lock.close();
      } finally {
        HELD_HERE.remove(folder.path());
      }
    }
  }
}
