package dev.telem.spool;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** Files and folders that nobody but their owner can read (spec privacy.md "What never leaves"). */
final class PrivateFile {
  private static final long LARGEST = 1 << 20;

  private PrivateFile() {}

  /**
   * Writes the whole of {@code bytes} under the temporary name and renames, or leaves nothing.
   *
   * @throws FileNotFoundException also when somebody took the temporary away meanwhile
   */
  static void replace(File file, File temporary, byte[] bytes) throws IOException {
    boolean done = false;
    try {
      write(temporary, bytes);
      rename(temporary, file);
      done = true;
    } finally {
      boolean ignored = !done && temporary.delete();
    }
  }

  /** The same for a file whose modification time means something. */
  static void replace(File file, File temporary, byte[] bytes, long modifiedMs) throws IOException {
    boolean done = false;
    try {
      write(temporary, bytes);
      if (!temporary.setLastModified(modifiedMs)) {
        throw new IOException("cannot set the time of " + temporary);
      }
      rename(temporary, file);
      done = true;
    } finally {
      boolean ignored = !done && temporary.delete();
    }
  }

  /** All of a small file; a pipe, which would hold the reader up, and a large file are none. */
  static byte[] read(File file) throws IOException {
    if (!file.isFile() || file.length() > LARGEST) {
      throw new FileNotFoundException(file + " is no regular file of at most 1 MiB");
    }
    return Files.readAllBytes(file.toPath());
  }

  /** Creates the folder and those above it that are missing. */
  static void createFolders(Path folder) throws IOException {
    Files.createDirectories(
        folder,
        PosixFilePermissions.asFileAttribute(
            EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE)));
  }

  private static void write(File file, byte[] bytes) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file)) {
      // Still empty, and in a folder that nobody else can enter: nobody was faster.
      boolean isPrivate =
          file.setReadable(false, false)
              && file.setReadable(true, true)
              && file.setWritable(false, false)
              && file.setWritable(true, true);
      if (!isPrivate && !file.exists()) {
        throw new FileNotFoundException(file + " was taken away");
      }
      if (!isPrivate) {
        throw new IOException("cannot be kept from others: " + file);
      }
      out.write(bytes);
    }
  }

  private static void rename(File temporary, File file) throws IOException {
    if (temporary.renameTo(file)) {
      return;
    }
    if (!temporary.exists()) {
      throw new FileNotFoundException(temporary + " was taken away");
    }
    throw new IOException("cannot rename " + temporary + " to " + file);
  }
}
