package dev.telem.spool;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One destination's queue in the hands of the sender: one pass over its events, oldest first. Take
 * some with {@link #next}, and say what became of them with {@link #remove} or {@link #setAside};
 * those of which nothing is said stay, for a later pass. Only an open {@link Claim} makes one.
 */
public final class Outbox {
  static final int MOST_ASIDE = 1_000;

  /** To write an entry takes microseconds; one that is stopped for longer writes it again. */
  private static final long ORPHANED_MS = Duration.ofSeconds(5).toMillis();

  private static final String CUT = ".cut";
  private static final int LOSSES_AT_ONCE = 500;

  private final QueueFolder folder;
  private final Losses losses;
  private final Deque<String> names = new ArrayDeque<>();
  private final Deque<Entry> heldBack = new ArrayDeque<>(1);
  private String lastName = "";
  private QueueState state;

  Outbox(QueueFolder folder, Losses losses) {
    this.folder = folder;
    this.losses = losses;
    this.state = QueueState.read(folder);
  }

  /** The same queue, to be looked at. */
  public Queue queue() {
    return new Queue(folder);
  }

  /** What is remembered about this destination. */
  public QueueState state() {
    return state;
  }

  /** Remembers something else from now on, also when this process ends. */
  public void remember(QueueState next) throws IOException {
    state = next;
    state.write(folder);
  }

  /**
   * Clears up after runs that died: takes in what they had written whole, sets aside what not, and
   * keeps the number of things set aside within its limit.
   *
   * @return whether all is clear: false while something is there that may just be being written
   */
  public boolean tidy(long nowMs) throws IOException {
    boolean clear = true;
    List<String> strays = Listing.smallest(folder.inbox(), Listing.MANY, this::isStray);
    for (String name : strays) {
      Path file = folder.inbox().resolve(name);
      if (!EntryName.isTemporary(name)) {
        setAside(name, name, "not an entry");
      } else if (isOrphan(file, nowMs)) {
        takeIn(name, file);
      } else {
        clear = false;
      }
    }
    for (String name : Listing.smallest(folder.root(), Listing.MANY, EntryName::isTemporary)) {
      Path file = folder.root().resolve(name);
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        continue; // Not ours, and in nobody's way.
      }
      if (isOrphan(file, nowMs)) {
        Files.deleteIfExists(file);
      } else {
        clear = false;
      }
    }
    long surplus = Listing.count(folder.aside()) - MOST_ASIDE;
    if (surplus > 0) {
      for (String name : Listing.smallest(folder.aside(), (int) surplus, name -> true)) {
        Files.deleteIfExists(folder.aside().resolve(name));
      }
    }
    return clear;
  }

  /** Whether events can leave the queue: what cannot be removed would be sent again and again. */
  public boolean isWritable() {
    return Files.isWritable(folder.inbox());
  }

  /** Drops the oldest events until the queue is within its caps, and counts them. */
  public void trim(Caps caps, long nowMs) throws IOException {
    Waiting waiting = Queue.measure(folder);
    long events = waiting.events();
    long bytes = waiting.bytes();
    List<String> dropped = new ArrayList<>();
    String last = "";
    List<String> oldest = Queue.namesAfter(folder, last);
    while (!oldest.isEmpty()) {
      for (String name : oldest) {
        String eventId = EntryName.eventId(name);
        if (events <= caps.events()
            && bytes <= caps.bytes()
            && !EntryName.isMadeBefore(eventId, nowMs - caps.age().toMillis())) {
          tellDropped(dropped);
          return;
        }
        bytes -= Queue.sizeOf(folder.entry(eventId).toPath());
        discard(name);
        events--;
        dropped.add(eventId);
        if (dropped.size() == LOSSES_AT_ONCE) {
          tellDropped(dropped);
        }
        last = name;
      }
      oldest = Queue.namesAfter(folder, last);
    }
    tellDropped(dropped);
  }

  /**
   * The next events of this pass, in the order in which they were made; none when there are no
   * more. What turns out to be damaged is set aside on the way.
   *
   * @param most how many at most
   * @param bytes how large together at most, counting one byte between two
   */
  public List<Entry> next(int most, int bytes) throws IOException {
    List<Entry> batch = new ArrayList<>();
    long size = 0;
    while (batch.size() < most) {
      Optional<Entry> entry = heldBack.isEmpty() ? nextEntry() : Optional.of(heldBack.remove());
      if (entry.isEmpty()) {
        break;
      }
      size += entry.get().line().length + 1L;
      if (size > bytes && !batch.isEmpty()) {
        heldBack.add(entry.get());
        break;
      }
      batch.add(entry.get());
    }
    return batch;
  }

  /** Forgets events that have arrived. */
  public void remove(List<Entry> arrived) throws IOException {
    for (Entry entry : arrived) {
      File file = folder.entry(entry.eventId());
      if (!file.delete()) {
        // Not there any more, or else the reason why it stays.
        Files.deleteIfExists(file.toPath());
      }
    }
  }

  /** Sets events aside that their receiver will never take, and counts them. */
  public void setAside(List<Entry> rejected, String reason) throws IOException {
    for (Entry entry : rejected) {
      String name = entry.eventId() + EntryName.SUFFIX;
      if (moveAside(name, name)) {
        remember(state.rejected(1, reason));
      }
    }
  }

  /** Throws away everything that waits or was set aside. Returns how many events waited. */
  public long clear() throws IOException {
    long cleared = 0;
    List<String> doomed = Queue.namesAfter(folder, "");
    while (!doomed.isEmpty()) {
      for (String name : doomed) {
        discard(name);
        cleared++;
      }
      doomed = Queue.namesAfter(folder, "");
    }
    for (String name : Listing.smallest(folder.aside(), Integer.MAX_VALUE, name -> true)) {
      Files.deleteIfExists(folder.aside().resolve(name));
    }
    return cleared;
  }

  private Optional<Entry> nextEntry() throws IOException {
    while (true) {
      if (names.isEmpty()) {
        names.addAll(Queue.namesAfter(folder, lastName));
        if (names.isEmpty()) {
          return Optional.empty();
        }
      }
      lastName = names.remove();
      String eventId = EntryName.eventId(lastName);
      switch (Entry.read(folder.entry(eventId).toPath(), eventId)) {
        case Entry entry -> {
          return Optional.of(entry);
        }
        case Found.Damaged damaged -> setAside(lastName, lastName, damaged.reason());
        case Found.Gone gone -> {
          // Cleared away by hand: nothing to send, nothing to count.
        }
      }
    }
  }

  private boolean isStray(String name) {
    return !EntryName.isEntry(name)
        && !Files.isDirectory(folder.inbox().resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOrphan(Path file, long nowMs) throws IOException {
    try {
      long changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
      // One of the future was written before the clock was put back.
      return Math.abs(nowMs - changed) > ORPHANED_MS;
    } catch (NoSuchFileException finishedMeanwhile) {
      return false;
    }
  }

  private void takeIn(String name, Path orphan) throws IOException {
    String eventId = EntryName.eventId(name);
    if (EntryName.isEventId(eventId) && Entry.read(orphan, eventId) instanceof Entry) {
      moveIn(orphan, eventId);
    } else {
      setAside(name, eventId + CUT, "cut off");
    }
  }

  private void moveIn(Path orphan, String eventId) throws IOException {
    try {
      Files.move(orphan, folder.entry(eventId).toPath(), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException finishedMeanwhile) {
      // Its run was only slow, and has done the same.
    }
  }

  private void setAside(String name, String newName, String reason) throws IOException {
    if (moveAside(name, newName)) {
      remember(state.withSetAside());
      losses.damaged(newName, reason);
    }
  }

  private boolean moveAside(String name, String newName) throws IOException {
    Path aside = folder.aside();
    if (!Files.isDirectory(aside, LinkOption.NOFOLLOW_LINKS)) {
      PrivateFile.createFolders(aside);
    }
    Path target = aside.resolve(newName);
    for (int n = 1; Files.exists(target, LinkOption.NOFOLLOW_LINKS); n++) {
      target = aside.resolve(newName + "." + n);
    }
    try {
      Files.move(folder.inbox().resolve(name), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      return false;
    }
    return true;
  }

  /** A folder that somebody has put there goes aside: it must not block the queue. */
  private void discard(String name) throws IOException {
    try {
      Files.deleteIfExists(folder.inbox().resolve(name));
    } catch (DirectoryNotEmptyException notOurs) {
      moveAside(name, name);
    }
  }

  private void tellDropped(List<String> eventIds) throws IOException {
    if (!eventIds.isEmpty()) {
      remember(state.withDropped(eventIds.size()));
      losses.dropped(List.copyOf(eventIds));
      eventIds.clear();
    }
  }
}
