package dev.telem.session;

import dev.telem.channel.ChannelFile;
import dev.telem.event.EventEncoder;
import dev.telem.identity.Ids;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
 * <table>
 *   <caption>A marker</caption>
 *   <tr><td>line 1</td><td>the log file of the run</td></tr>
 *   <tr><td>line 2</td><td>the event to record if nobody saw the end, with the time of the start</td></tr>
 *   <tr><td>one line, perhaps</td><td>{@code with}, a space, and what travels beside the event to
 *       receivers of traces</td></tr>
 *   <tr><td>the last line, perhaps</td><td>{@code ended}, a space, and the event of the end</td></tr>
 *   <tr><td>from line 3</td><td>a queue's name, a space, and its destination as JSON: where the event goes</td></tr>
 * </table>
 */
final class OpenRuns {
  private static final String DRAFT = ".new-";
  private static final String ENDED = "ended ";
  private static final String WITH = "with {";
  private static final long LARGEST = 1 << 20;
  private static final int NAME = 16;

  /** A draft that old, or a channel without a marker, belongs to a run that was killed early. */
  private static final long DRAFT_LIFETIME_MS = 60L * 60 * 1000;

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
   * @param enclosure what travels beside the event to receivers of traces; empty for nothing
   */
  record Orphan(Path log, String event, boolean ended, List<Queue> queues, String enclosure) {
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

    /** Notes how the run ended, before that is recorded: whoever closes it now records this. */
    void ending(String line) throws IOException {
      channel.write(ByteBuffer.wrap((ENDED + line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** The run's end is recorded. */
    void remove() throws IOException {
      Files.deleteIfExists(file);
      channel.close();
    }
  }

  /**
   * Marks a run as going on.
   *
   * @param enclosure what travels beside the event to receivers of traces; empty for nothing
   */
  Marker open(String executionId, Path log, String aborted, List<Queue> queues, String enclosure)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(log).append('\n').append(aborted).append('\n');
    for (int i = 0; i < queues.size(); i++) {
      text.append(queues.get(i).name())
          .append(' ')
          .append(queues.get(i).destination())
          .append('\n');
    }
    if (!enclosure.isEmpty()) {
      text.append("with ").append(enclosure).append('\n');
    }
    Path draft = folder.resolve(DRAFT + executionId);
    FileChannel channel = create(draft);
    Path file = folder.resolve(executionId);
    boolean marked = false;
    try {
      lock(channel);
      channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
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
        if (written != 0 && now - written > DRAFT_LIFETIME_MS) {
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
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Locked: its run lives, or another run is closing it at this moment.
      if (lock(channel) == null || !Files.exists(file)) {
        return true;
      }
      Orphan orphan = read(channel);
      if (orphan != null) {
        closer.close(orphan);
      }
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ChannelFile.SUFFIX));
      Files.deleteIfExists(file);
      return orphan != null;
    } catch (NoSuchFileException ended) {
      return true;
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
    List<String> lines = new ArrayList<>();
    for (int start = 0, end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    if (lines.size() < 2 || !isEvent(lines.get(1)) || !lines.get(0).startsWith("/")) {
      return null;
    }
    String event = lines.get(1);
    boolean ended = false;
    String enclosure = "";
    List<Queue> queues = new ArrayList<>();
    for (int i = 2; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(ENDED) && isEvent(line.substring(ENDED.length()))) {
        event = line.substring(ENDED.length());
        ended = true;
      } else if (line.startsWith(WITH)) {
        enclosure = line.substring(WITH.length() - 1);
      } else if (isQueue(line)) {
        queues.add(new Queue(line.substring(0, NAME), line.substring(NAME + 1)));
      }
    }
    return new Orphan(Path.of(lines.get(0)), event, ended, queues, enclosure);
  }

  private static boolean isEvent(String line) {
    try {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      return Ids.parse(EventEncoder.idOf(bytes)) != null && EventEncoder.at(0, bytes).length > 0;
    } catch (IllegalArgumentException noEvent) {
      return false;
    }
  }

  private static boolean isQueue(String line) {
    for (int i = 0; i < NAME; i++) {
      if (i >= line.length() || Character.digit(line.charAt(i), 16) < 0) {
        return false;
      }
    }
    return line.startsWith(" {", NAME);
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
