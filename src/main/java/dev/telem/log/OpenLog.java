package dev.telem.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A log file held open for reading: its name may move on to another file, its lines stay.
 *
 * @param identity device and inode, which no other file can have as long as this one is open
 * @param channel the open file
 */
record OpenLog(String identity, FileChannel channel) implements Closeable {

  /** Opens the file of this name; empty when there is none. */
  static Optional<OpenLog> at(Path path) throws IOException {
    while (true) {
      String before = identity(path);
      if (before.isEmpty()) {
        return Optional.empty();
      }
      if (!Files.isRegularFile(path)) {
        throw new IOException(path + " is not a regular file");
      }
      try {
        FileChannel channel = FileChannel.open(path);
        if (identity(path).equals(before)) {
          return Optional.of(new OpenLog(before, channel));
        }
        channel.close();
      } catch (NoSuchFileException renamed) {
        // Between the look and the opening, so look again.
      }
    }
  }

  /** The identity of the file that has this name now; "" when there is none. */
  static String identity(Path path) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return String.valueOf(attributes.fileKey());
    } catch (NoSuchFileException absent) {
      return "";
    }
  }

  boolean is(String otherIdentity) {
    return identity.equals(otherIdentity);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
