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
   * @return how many markers could not be read and were thrown away
   */
  int closeOrphans(String own, long now, Closer closer) throws IOException {
    String[] names = new File(folder.toString()).list();
    int damaged = 0;
    for (int i = 0; names != null && i < names.length; i++) {
      Path file = folder.resolve(names[i]);
      if (names[i].startsWith(DRAFT) || isLeftOver(names[i])) {
        long written = new File(file.toString()).lastModified();
        // A command may have put a folder there: it is nobody's but its own.
        boolean abandoned = written != 0 && Math.abs(now - written) > Leftovers.ABANDONED_MS;
        if (abandoned && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(file);
        }
      } else if (!names[i].equals(own) && !names[i].endsWith(ChannelFile.SUFFIX)) {
        damaged += closeIfOrphan(file, closer) ? 0 : 1;
      }
    }
    return damaged;
  }

  /**
   * Whether {@code telem forget} has taken all markers away. A single one that is gone says less:
   * where locks do not hold between machines, a living run may have been closed by another.
   */
  boolean areForgotten() {
    return !new File(folder.toString()).exists();
  }

  /** The channel of a run without a marker: it was killed before it made one. */
  private boolean isLeftOver(String name) {
    int end = name.length() - ChannelFile.SUFFIX.length();
    return name.endsWith(ChannelFile.SUFFIX)
        && !new File(folder.toString(), name.substring(0, end)).exists();
  }

  private static boolean closeIfOrphan(Path file, Closer closer) throws IOException {
    try (FileChannel channel = opened(file)) {
      // Locked: its run lives, or another run is closing it at this moment.
      if (channel == null || lock(channel) == null || !Files.exists(file)) {
        return true;
      }
      Orphan orphan = read(channel);
      if (orphan != null) {
        closer.close(orphan);
      }
      removeChannel(file.resolveSibling(file.getFileName() + ChannelFile.SUFFIX));
      Files.deleteIfExists(file);
      return orphan != null;
    } catch (NoSuchFileException ended) {
      return true;
    }
  }

  private static void removeChannel(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
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
