package dev.telem.spool;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The spool as a run meets it: add an event, and ask whether a sender has to be started (spec
 * delivery.md "Spool"). Nothing here waits for another process, and nothing is created before the
 * first {@link #add}.
 *
 * <p>A run asks in this order, and starts a sender when the whole is true:
 *
 * <pre>{@code
 * (!spool.backOffPending(queue, now) || Spool.housekeepingDue(eventId)) && !spool.senderActive(now)
 * }</pre>
 *
 * <p>{@code add} and the three questions are on the path that every wrapped command pays for, hence
 * the plain style.
 */
public final class Spool {
  /**
   * The longest event in bytes, its enclosure included, so that one event and its envelope fit into
   * one request.
   */
  public static final int LONGEST_LINE = 512 * 1024 - 64;

  private static final byte[] NOTHING = {};

  // A back-off of more than any that is ever set means that the clock was put back.
  private static final long LONGEST_WAIT_MS = 25L * 60 * 60 * 1000;

  // Likewise; so generous because the caller's "now" may be a while ago.
  private static final long LONGEST_LEASE_MS = 60_000;

  private static final int ATTEMPTS = 20;

  private final SpoolFolder folder;
  private final List<String> settled = new ArrayList<>();

  /**
   * A spool in the given folder, which need not exist.
   *
   * @param folder the spool's own folder, {@code spool/} in the state directory
   */
  public Spool(Path folder) {
    this.folder = new SpoolFolder(folder.toAbsolutePath().toString());
  }

  /**
   * Adds one event to the queue of one destination. On return the event survives the death of this
   * process; on failure nothing of it is left.
   *
   * @param queue the queue's name, 16 hexadecimal digits
   * @param destination where and how to send, as JSON; kept beside the queue
   * @param eventId the event's id, a UUID in lower case
   * @param line the event, with or without its line end
   * @param enclosure a JSON object on one line that the event travels with, without its line end;
   *     empty for none
   * @throws IOException when it could not be written whole, or is longer than {@link #LONGEST_LINE}
   */
  public void add(String queue, byte[] destination, String eventId, byte[] line, byte[] enclosure)
      throws IOException {
    if (!EntryName.isEventId(eventId)) {
      throw new IllegalArgumentException("not an event id: " + eventId);
    }
    byte[] content = content(line, enclosure);
    if (content.length > LONGEST_LINE) {
      throw new IOException("an event of " + content.length + " bytes is too long to be sent");
    }
    QueueFolder place = folder.queue(queue);
    boolean added = false;
    for (int attempt = 1; !added; attempt++) {
      try {
        settle(place, destination, eventId);
        PrivateFile.replace(place.entry(eventId), place.temporaryEntry(eventId), content);
        added = true;
      } catch (FileNotFoundException inboxOrTemporaryIsGone) {
        // Not there yet, forgotten, or taken for an orphan's because this process was slow.
        if (attempt == ATTEMPTS) {
          throw inboxOrTemporaryIsGone;
        }
        PrivateFile.createFolders(place.inbox());
      }
    }
  }

  /** Adds an event with nothing enclosed. */
  public void add(String queue, byte[] destination, String eventId, byte[] line)
      throws IOException {
    add(queue, destination, eventId, line, NOTHING);
  }

  /**
   * Whether a sender is at work that will see what was added before this question, so that none has
   * to be started. Ask after {@link #add}, not before.
   *
   * @param nowMs milliseconds since the epoch
   */
  public boolean senderActive(long nowMs) {
    return hasLease(nowMs) && isAlive(folder.sender());
  }

  /** Whether some sender, of whatever machine, has given its word lately. */
  boolean hasLease(long nowMs) {
    long leaseMs = folder.sender().lastModified() - nowMs;
    return leaseMs > 0 && leaseMs <= LONGEST_LEASE_MS;
  }

  /**
   * Whether the destination asked for patience, or failed, and its time has not come.
   *
   * @param queue the queue's name
   * @param nowMs milliseconds since the epoch
   */
  public boolean backOffPending(String queue, long nowMs) {
    return isPending(folder.queue(queue).state().lastModified(), nowMs);
  }

  /**
   * Whether the run that recorded this event should start a sender in spite of a back-off, to keep
   * the queue within its caps: true for one id in 512, so that it needs no memory.
   */
  public static boolean housekeepingDue(String eventId) {
    int end = eventId.length();
    return eventId.charAt(end - 1) == '0'
        && eventId.charAt(end - 2) == '0'
        && eventId.charAt(end - 3) % 2 == 0;
  }

  /** Every queue, to be looked at; none when the spool does not exist. */
  public List<Queue> queues() throws IOException {
    List<Queue> queues = new ArrayList<>();
    for (String name : queueNames()) {
      queues.add(queue(name));
    }
    return List.copyOf(queues);
  }

  /** One queue, to be looked at; empty when nothing was added to it. */
  public Queue queue(String name) {
    return new Queue(folder.queue(name));
  }

  /** Whether anything was ever added. */
  public boolean exists() {
    return Files.isDirectory(folder.root());
  }

  /**
   * Becomes the one sender. Tries once; empty when another process or thread is at work. Where the
   * file system has no locks, senders of two machines may now and then work at once.
   *
   * @param clock milliseconds since the epoch
   * @throws IOException when the lock file cannot be made
   */
  public Optional<Claim> claim(LongSupplier clock) throws IOException {
    return Claim.tryOn(this, clock);
  }

  /**
   * Whether the file system has locks; true where that cannot be told yet. Changes nothing, and
   * nobody who waits for the lock notices it.
   */
  public boolean hasLocks() {
    if (!Files.isRegularFile(folder.lock(), LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try (FileChannel lock =
        FileChannel.open(folder.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Beside the byte that the sender holds.
      lock.tryLock(1, 1, false);
      return true;
    } catch (AccessDeniedException unreadable) {
      return true;
    } catch (IOException noLocksHere) {
      return false;
    }
  }

  SpoolFolder folder() {
    return folder;
  }

  List<String> queueNames() throws IOException {
    if (!exists()) {
      return List.of();
    }
    // The spool itself may be a link, which is its owner's choice; nothing in it may.
    Path root = folder.root().toRealPath();
    return Listing.smallest(
        root,
        Integer.MAX_VALUE,
        name ->
            QueueFolder.isQueueName(name)
                && Files.isDirectory(root.resolve(name), LinkOption.NOFOLLOW_LINKS));
  }

  static boolean isPending(long notBeforeMs, long nowMs) {
    return notBeforeMs > nowMs && notBeforeMs - nowMs <= LONGEST_WAIT_MS;
  }

  /** Sees to it, once per process, that the destination beside the queue is the current one. */
  private synchronized void settle(QueueFolder place, byte[] destination, String eventId)
      throws IOException {
    if (settled.contains(place.name())) {
      return;
    }
    if (!holds(place.destination(), destination)) {
      PrivateFile.createFolders(place.inbox());
      PrivateFile.replace(place.destination(), place.temporaryDestination(eventId), destination);
      QueueState.endWait(place);
    }
    settled.add(place.name());
  }

  private static boolean holds(File file, byte[] content) throws IOException {
    if (file.length() != content.length) {
      return false;
    }
    try (FileInputStream in = new FileInputStream(file)) {
      return Arrays.equals(in.readAllBytes(), content);
    } catch (FileNotFoundException unreadable) {
      // Somebody else's, root's perhaps: it is replaced, since the folder is ours.
      return false;
    }
  }

  /** Whether the process that gave the lease lives; without /proc its word is taken for it. */
  private static boolean isAlive(File sender) {
    try (FileInputStream in = new FileInputStream(sender)) {
      String pid = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return new File("/proc/" + pid).exists() || !new File("/proc/self").exists();
    } catch (IOException endedMeanwhile) {
      return false;
    }
  }

  private static byte[] content(byte[] line, byte[] enclosure) {
    int length = line.length;
    if (length > 0 && line[length - 1] == '\n') {
      length--;
    }
    int enclosed = enclosure.length == 0 ? 0 : enclosure.length + 1;
    byte[] content = Arrays.copyOf(line, length + 1 + enclosed);
    content[length] = '\n';
    if (enclosed > 0) {
      System.arraycopy(enclosure, 0, content, length + 1, enclosure.length);
      content[content.length - 1] = '\n';
    }
    return content;
  }
}
