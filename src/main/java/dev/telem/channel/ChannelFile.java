package dev.telem.channel;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** The file of one run that its command appends lines to, readable for nobody else. */
public final class ChannelFile {
  /** How the names of such files end. */
  public static final String SUFFIX = ".channel";

  private static final int BLOCK = 1 << 16;

  /** So many of the bytes that were read last are known again. */
  private static final int TAIL = 128;

  private final File file;
  private long read;
  private long readAt;
  private byte[] tail = {};

  private ChannelFile(File file) {
    this.file = file;
  }

  /**
   * Makes the file, empty, with 0600, and its folder where that is missing.
   *
   * <p>The command waits for this, so it is done in the least number of steps: by {@link File},
   * whose code has been loaded by then, and not by a channel.
   */
  public static ChannelFile create(Path path) throws IOException {
    File file = new File(path.toString());
    File folder = new File(file.getParent());
    if (!folder.isDirectory()) {
      Files.createDirectories(
          folder.toPath(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (!file.createNewFile()) {
      throw new IOException(path + " is there already");
    }
    boolean narrowed = file.setReadable(false, false) && file.setReadable(true, true);
    if (!narrowed || !file.setWritable(false, false) || !file.setWritable(true, true)) {
      throw new IOException(path + " cannot be kept from others");
    }
    return new ChannelFile(file);
  }

  /** What {@code TELEMETRY_EVENTS} is set to. */
  public String path() {
    return file.getPath();
  }

  /**
   * Whether something was appended that has not been read, or written over what has been. Of the
   * latter only the time can tell where the length is the same; it tells more often than it should,
   * on some networks, and then nothing new is found.
   */
  public boolean hasMore() {
    long length = file.length();
    boolean differs = length != read || (length > 0 && file.lastModified() != readAt);
    return differs && length > 0 && !isReplaced();
  }

  /** Whether somebody has taken it away. */
  public boolean isGone() {
    return !file.exists();
  }

  /**
   * Whether something else is in its place, a link or a pipe perhaps, or nothing: nobody's but its
   * own lines are read, and no file but itself is ever emptied.
   */
  public boolean isReplaced() {
    return !Files.isRegularFile(file.toPath(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads what was appended. A command that emptied the file, which it need not, begins anew.
   *
   * @return whether the reading can take more; if not, what was too much is counted and thrown
   *     away, so that it fills no disk
   */
  public boolean readInto(Reading reading) throws IOException {
    // Opened for writing too, since that waits for nobody should it be a pipe by now; and placed,
    // which no pipe can be.
    try (FileChannel in =
        FileChannel.open(
            file.toPath(),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      if (!goesOn(in)) {
        reading.finish();
        read = 0;
      }
      if (!reading.isFull()) {
        readAppended(in, reading);
      }
      if (reading.isFull()) {
        reading.skip(Math.max(in.size() - read, 0));
        expectOwn();
        in.truncate(0);
        read = 0;
      }
      readAt = file.lastModified();
      return !reading.isFull();
    }
  }

  /** A file of somebody's under a second name is not ours to empty. */
  private void expectOwn() throws IOException {
    Object names = Files.getAttribute(file.toPath(), "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    if (!names.equals(1)) {
      throw new IOException(file + " is another file by now, or has another name: not emptied");
    }
  }

  private void readAppended(FileChannel in, Reading reading) throws IOException {
    in.position(read);
    byte[] block = new byte[BLOCK];
    boolean more = true;
    int count = in.read(ByteBuffer.wrap(block));
    while (count > 0 && more) {
      read += count;
      tail = Arrays.copyOfRange(block, Math.max(count - TAIL, 0), count);
      more = reading.feed(block, count);
      count = more ? in.read(ByteBuffer.wrap(block)) : 0;
    }
  }

  /** Whether what was read last still stands before what was not. */
  private boolean goesOn(FileChannel in) throws IOException {
    if (in.size() < read) {
      return false;
    }
    int length = read == 0 ? 0 : tail.length;
    ByteBuffer there = ByteBuffer.allocate(length);
    int count = length == 0 ? 0 : in.read(there, read - length);
    for (int i = 0; i < length; i++) {
      if (count < length || there.get(i) != tail[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * How many bytes are in a file, if it is a channel of some run and not something in its place.
   */
  public static long size(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? path.toFile().length() : 0;
  }

  /** Removes the file; what a process that lives on appends to it is lost. */
  public void remove() throws IOException {
    Files.deleteIfExists(file.toPath());
  }
}
