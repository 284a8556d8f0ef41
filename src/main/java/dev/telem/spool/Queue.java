package dev.telem.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Consumer;

/** One destination's queue, to be looked at: nothing here changes a file. */
public final class Queue {
  private final QueueFolder folder;

  Queue(QueueFolder folder) {
    this.folder = folder;
  }

  /** The queue's name, 16 hexadecimal digits. */
  public String name() {
    return folder.name();
  }

  /** Where and how to send, as JSON; empty when it is missing or cannot be read. */
  public byte[] destination() {
    try {
      return PrivateFile.read(folder.destination());
    } catch (IOException missingOrUnreadable) {
      return new byte[0];
    }
  }

  /** What the sender remembers about this destination. */
  public QueueState state() {
    return QueueState.read(folder);
  }

  /** Whether nothing waits. */
  public boolean isEmpty() throws IOException {
    return Listing.smallest(folder.inbox(), 1, EntryName::isEntry).isEmpty();
  }

  /** How much waits. */
  public Waiting waiting() throws IOException {
    return measure(folder);
  }

  /** How many damaged or rejected entries are still there to be looked at. */
  public long aside() throws IOException {
    return Listing.count(folder.aside());
  }

  /** Whether this event waits here. */
  public boolean holds(String eventId) {
    return EntryName.isEventId(eventId)
        && Files.isRegularFile(folder.entry(eventId).toPath(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Shows every event that waits, oldest first, in constant memory. Damaged entries and those that
   * the sender takes meanwhile are passed over.
   */
  public void forEach(Consumer<Entry> reader) throws IOException {
    String last = "";
    List<String> names = namesAfter(folder, last);
    while (!names.isEmpty()) {
      for (String name : names) {
        String eventId = EntryName.eventId(name);
        if (Entry.read(folder.entry(eventId).toPath(), eventId) instanceof Entry entry) {
          reader.accept(entry);
        }
        last = name;
      }
      names = namesAfter(folder, last);
    }
  }

  /** The next entries' names, as many as memory should hold at once. */
  static List<String> namesAfter(QueueFolder folder, String last) throws IOException {
    return Listing.smallest(
        folder.inbox(), Listing.MANY, name -> name.compareTo(last) > 0 && EntryName.isEntry(name));
  }

  static Waiting measure(QueueFolder folder) throws IOException {
    long[] sum = new long[2];
    Path inbox = folder.inbox();
    Listing.each(
        inbox,
        name -> {
          if (EntryName.isEntry(name)) {
            sum[0]++;
            sum[1] += sizeOf(inbox.resolve(name));
          }
        });
    return new Waiting(sum[0], sum[1]);
  }

  static long sizeOf(Path entry) throws IOException {
    try {
      return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .size();
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }
}
