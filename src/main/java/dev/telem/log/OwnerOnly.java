package dev.telem.log;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** How this room creates things: files with 0600, folders with 0700. */
final class OwnerOnly {
  private static final Set<OpenOption> CREATING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private static final FileAttribute<?>[] FILE =
      of(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private static final FileAttribute<?>[] FOLDER =
      of(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private OwnerOnly() {}

  /** Opens a file to write to; an existing one stays as it is. */
  static FileChannel file(Path path) throws IOException {
    return FileChannel.open(path, CREATING, FILE);
  }

  /** Makes the folder, and those that it is in, where they are missing. */
  static void folder(Path path) throws IOException {
    Files.createDirectories(path, FOLDER);
  }

  private static FileAttribute<?>[] of(EnumSet<PosixFilePermission> permissions) {
    // Windows refuses POSIX attributes; a user's own folders are private there without them.
    return File.separatorChar == '/'
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
