package dev.telem.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * The sender's word that it will look into the inboxes once more, good for some seconds from now
 * and given anew all the time. It is what runs look at, because asking for the lock would cost them
 * more than all the rest of their work on the spool; the lock stays what decides.
 */
final class Lease implements Closeable {
  /** How long the word is good after its giver has stalled. */
  private static final long GOOD_FOR_MS = 4_000;

  private static final long RENEWED_EVERY_MS = 500;

  private final SpoolFolder folder;
  private final LongSupplier clock;
  private final Thread renewal;
  private boolean ended;

  private Lease(SpoolFolder folder, LongSupplier clock) {
    this.folder = folder;
    this.clock = clock;
    this.renewal = Thread.ofPlatform().daemon().name("telem-lease").unstarted(this::renew);
  }

  /**
   * Gives the word for the first time. Only for who holds the lock.
   *
   * @param clock milliseconds since the epoch
   */
  static Lease begin(SpoolFolder folder, LongSupplier clock) {
    String pid = String.valueOf(ProcessHandle.current().pid());
    try {
      PrivateFile.replace(
          folder.sender(),
          folder.temporarySender(),
          pid.getBytes(StandardCharsets.US_ASCII),
          clock.getAsLong() + GOOD_FOR_MS);
    } catch (IOException diskIsFull) {
      // All the more reason to deliver: runs start senders in vain, which find the lock held.
    }
    Lease lease = new Lease(folder, clock);
    lease.renewal.start();
    return lease;
  }

  /** Takes the word back: a run that asks from now on starts a sender of its own. */
  @Override
  public void close() {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    boolean ignored = folder.sender().delete();
  }

  private synchronized void renew() {
    try {
      while (!ended) {
        wait(RENEWED_EVERY_MS);
        if (!ended) {
          // When this fails, the word runs out and runs start senders that find the lock held.
          boolean ignored = folder.sender().setLastModified(clock.getAsLong() + GOOD_FOR_MS);
        }
      }
    } catch (InterruptedException nobodyDoesThis) {
      Thread.currentThread().interrupt();
    }
  }
}
