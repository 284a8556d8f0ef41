package dev.telem.session;

import dev.telem.channel.ChannelFile;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs that are going on, one marker file each, so that a run whose telem was killed can be
 * closed by a later one.
 *
 * <p>A run holds the lock of its marker as long as it lives; the kernel lets go of it however the
 * run ends. A marker without a lock is a run that nobody will close. It is made under another name,
 * locked, and then renamed, so that it is never seen unlocked while its run lives. A killed closer
 * leaves the marker and the next one closes the run again, with the same event id, since the event
 * is in the marker.
 *
 * <p>{@link MarkerText} has what stands in a marker.
 */
final class OpenRuns {
  static final String DRAFT = ".new-";
  private static final long LARGEST = 1 << 20;

  /**
   * For so long nobody may have written to the channel of a run that has no marker before it is
   * taken for a killed one's: the run may live, on a disk that was too full for a marker.
   */
  private static final long UNMARKED_MS = 24L * 60 * 60 * 1000;

  private final Path folder;

  OpenRuns(Path folder) {
    this.folder = folder;
  }

  /** Where the events of a run go to. */
  record Queue(String name, String destination) {
    /** Whether the destination receives traces: by the words with which its JSON always begins. */
    boolean isTraced() {
      return destination.startsWith("{\"type\":\"otlp\"");
    }

    /** Whether the destination takes metrics only, as a document. */
    boolean takesSnapshots() {
      return destination.startsWith("{\"type\":\"snapshot\"");
    }
  }

  /**
   * A run that was never closed.
   *
   * @param event the line to record: of its end, where that was noted, or that it was aborted
   * @param ended whether its end was noted
   * @param started the event of its start, where it is not known to be recorded; else ""
   * @param enclosure what travels beside the events to receivers of traces; empty for nothing
   */
  record Orphan(
      Path log, String event, boolean ended, String started, List<Queue> queues, String enclosure) {
    /** Copies the list. */
    Orphan {
      queues = List.copyOf(queues);
    }
  }

  /** Closes an orphan: records its event. */
  interface Closer {
    void close(Orphan orphan) throws IOException;
  }

  /** A run's own marker, from its start to its recorded end. */
  static final class Marker {
    private final Path file;
    private final FileChannel channel;

    private Marker(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /** Notes that the event of the start is recorded wherever it has to be. */
    void recorded() throws IOException {
      note(MarkerText.RECORDED);
    }

    /** Notes how the run ended, before that is recorded: whoever closes it now records this. */
    void ending(String line) throws IOException {
      note(MarkerText.ENDED + line);
    }

    private void note(String line) throws IOException {
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** The run's end is recorded. */
    void remove() throws IOException {
      Files.deleteIfExists(file);
      channel.close();
    }
  }

  /**
   * Marks a run as going on, before anything of it is recorded.
   *
   * @param enclosure what travels beside the events to receivers of traces; empty for nothing
   */
  Marker open(
      String executionId,
      Path log,
      String aborted,
      String started,
      List<Queue> queues,
      String enclosure)
      throws IOException {
    String text = MarkerText.of(log, aborted, started, queues, enclosure);
    Path draft = folder.resolve(DRAFT + executionId);
    FileChannel channel = create(draft);
    Path file = folder.resolve(executionId);
    boolean marked = false;
    try {
      lock(channel);
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      marked = true;
    } finally {
      if (!marked) {
        channel.close();
        Files.deleteIfExists(draft);
      }
    }
    return new Marker(file, channel);
  }

  /**
   * Closes the runs that nobody will close.
   *
   * @param own the marker of the run that asks
   * @param now in milliseconds since the epoch
   * @return what was lost with them, for people
   */
  List<String> closeOrphans(String own, long now, Closer closer) throws IOException {
    String[] names = new File(folder.toString()).list();
    List<String> lost = new ArrayList<>(0);
    int damaged = 0;
    for (int i = 0; names != null && i < names.length; i++) {
      Path file = folder.resolve(names[i]);
      if (names[i].startsWith(DRAFT)) {
        if (isAbandoned(file, now, Leftovers.ABANDONED_MS)) {
          Files.deleteIfExists(file);
        }
      } else if (names[i].endsWith(ChannelFile.SUFFIX)) {
        if (hasNoMarker(names[i]) && isAbandoned(file, now, UNMARKED_MS)) {
          removeChannel(file, lost);
        }
      } else if (!names[i].equals(own)) {
        damaged += closeIfOrphan(file, closer, lost) ? 0 : 1;
      }
    }
    if (damaged > 0) {
      lost.add(damaged + " damaged markers of earlier runs were thrown away");
    }
    return lost;
  }

  /** A command may have put a folder there: it is nobody's but its own. */
  private static boolean isAbandoned(Path file, long now, long after) {
    long written = new File(file.toString()).lastModified();
    return written != 0
        && Math.abs(now - written) > after
        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Whether {@code telem forget} has taken all markers away. A single one that is gone says less:
   * where locks do not hold between machines, a living run may have been closed by another.
   */
  boolean areForgotten() {
    return !new File(folder.toString()).exists();
  }

  /** The channel of a run that was killed before it made one, or that could make none. */
  private boolean hasNoMarker(String channel) {
    String run = channel.substring(0, channel.length() - ChannelFile.SUFFIX.length());
    return !new File(folder.toString(), run).exists();
  }

  private static boolean closeIfOrphan(Path file, Closer closer, List<String> lost)
      throws IOException {
    try (FileChannel channel = opened(file)) {
      // Locked: its run lives, or another run is closing it at this moment.
      if (channel == null || lock(channel) == null || !Files.exists(file)) {
        return true;
      }
      Orphan orphan = read(channel);
      if (orphan != null) {
        closer.close(orphan);
      }
      removeChannel(file.resolveSibling(file.getFileName() + ChannelFile.SUFFIX), lost);
      Files.deleteIfExists(file);
      return orphan != null;
    } catch (NoSuchFileException ended) {
      return true;
    }
  }

  /**
   * How far a killed run had read it nobody knows, and what it had read, but not recorded, is gone
   * with it: read again, some of it would be counted twice.
   */
  private static void removeChannel(Path file, List<String> lost) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    long bytes = ChannelFile.size(file);
    if (Files.deleteIfExists(file) && bytes > 0) {
      String name = file.getFileName().toString();
      lost.add(
          "run "
              + name.substring(0, name.length() - ChannelFile.SUFFIX.length())
              + ": killed before it recorded all that its command said: up to "
              + bytes
              + " bytes are lost");
    }
  }

  /** Null for somebody else's, root's perhaps, of which `telem doctor` tells. */
  private static @Nullable FileChannel opened(Path file) throws NoSuchFileException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException ended) {
      throw ended;
    } catch (IOException notOurs) {
      return null;
    }
  }

  private static @Nullable Orphan read(FileChannel channel) throws IOException {
    if (channel.size() > LARGEST) {
      return null;
    }
    ByteBuffer content = ByteBuffer.allocate((int) channel.size());
    int read = channel.read(content);
    while (read >= 0 && content.hasRemaining()) {
      read = channel.read(content);
    }
    String text = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
    return MarkerText.read(text);
  }

  private FileChannel create(Path draft) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileAttribute<?> mode = owner("rw-------");
    try {
      return FileChannel.open(draft, options, mode);
    } catch (NoSuchFileException noFolder) {
      Files.createDirectories(folder, owner("rwx------"));
      return FileChannel.open(draft, options, mode);
    }
  }

  /**
   * Null if another process has it. A file system without locks cannot tell: then every run looks
   * alive, and none is closed.
   */
  private static @Nullable FileLock lock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (IOException | OverlappingFileLockException unknown) {
      return null;
    }
  }

  private static FileAttribute<?> owner(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
