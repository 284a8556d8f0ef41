package dev.telem.log;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Appends lines to a file that any number of threads and processes append to at once (spec
 * events.md, "The log file").
 *
 * <p>Each line is one {@code write} in append mode, so lines interleave whole. The file is opened
 * anew for each line: a process that still writes to a file which was renamed a moment ago adds to
 * the older lines, and nothing is lost.
 */
public final class EventLog {
  /** The size in bytes at which telem's own logs are rotated: 5 MiB. */
  public static final long ROTATE_AT = 5L << 20;

  static final int KEPT = 2;

  /** A stream hands over longer arrays in several pieces. */
  private static final int ONE_WRITE = 1 << 13;

  private static final long NEVER = Long.MAX_VALUE;

  private final Path path;
  private final File file;
  private final long rotateAt;
  private final int kept;

  EventLog(Path file, long rotateAtBytes, int kept) {
    this.path = file.toAbsolutePath();
    this.file = path.toFile();
    this.rotateAt = rotateAtBytes;
    this.kept = kept;
  }

  /**
   * A log of telem's own: its folder is made when missing (0700), and before the file would grow
   * beyond {@code rotateAtBytes} it is renamed; two older files are kept.
   */
  public static EventLog rotating(Path file, long rotateAtBytes) {
    return new EventLog(file, rotateAtBytes, KEPT);
  }

  /** A log that a person named: never rotated, and its folder must exist. */
  public static EventLog named(Path file) {
    return new EventLog(file, NEVER, 0);
  }

  /**
   * Appends one line; returns when the system has taken all of it (not when it is on the disk).
   *
   * @param line the line's bytes, without line ends
   * @throws IOException when the line is not in the log, or only a part of it; the message is for
   *     people
   */
  public void append(byte[] line) throws IOException {
    byte[] whole = Arrays.copyOf(line, line.length + 1);
    whole[line.length] = '\n';
    long size = file.length();
    if (size == 0 && isNullDevice()) {
      return;
    }
    if (size == 0) {
      prepare();
    } else if (size > rotateAt - whole.length) {
      new Rotation(path, rotateAt, kept).makeRoomFor(whole.length);
    }
    // A channel would load two libraries, which costs a thirtieth of all that `telem run` costs.
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      write(out, whole);
    }
  }

  /** Why the next append would fail, for people; empty when nothing speaks against it. */
  public Optional<String> obstacle() {
    if (file.exists()) {
      if (!file.isFile()) {
        return isNullDevice() ? Optional.empty() : Optional.of("is not a regular file");
      }
      return file.canWrite() ? Optional.empty() : Optional.of("may not be written");
    }
    File folder = file.getParentFile();
    while (rotateAt != NEVER && folder != null && !folder.exists()) {
      folder = folder.getParentFile();
    }
    if (folder == null || !folder.isDirectory()) {
      return Optional.of("cannot be created: " + folder + " is not a folder");
    }
    return folder.canWrite()
        ? Optional.empty()
        : Optional.of("cannot be created: " + folder + " may not be written");
  }

  private boolean isNullDevice() {
    return file.getPath().equals("/dev/null");
  }

  /** Makes the file when it is not there: a stream would make it readable for everybody. */
  private void prepare() throws IOException {
    if (file.isFile()) {
      return;
    }
    // Asked again: another run may have made it just now.
    if (file.exists() && !file.isFile()) {
      // A pipe without a reader would hold the wrapped command's end up for ever.
      throw new IOException(path + " is not a regular file; name one, or /dev/null");
    }
    File folder = file.getParentFile();
    if (folder != null && !folder.isDirectory()) {
      if (rotateAt == NEVER) {
        throw new IOException(
            path + " cannot be created: the folder " + folder + " does not exist");
      }
      OwnerOnly.folder(folder.toPath());
    }
    OwnerOnly.file(path).close();
  }

  private void write(FileOutputStream out, byte[] whole) throws IOException {
    try {
      if (whole.length <= ONE_WRITE) {
        out.write(whole);
        return;
      }
      int written = out.getChannel().write(ByteBuffer.wrap(whole));
      if (written < whole.length) {
        throw new IOException(
            "only " + written + " of " + whole.length + " bytes fitted into " + path);
      }
    } catch (IOException torn) {
      // Ended here, what was written of the line does not swallow the next one.
      out.write('\n');
      throw torn;
    }
  }
}
