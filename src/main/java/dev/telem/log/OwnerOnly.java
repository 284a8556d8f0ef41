package dev.telem.log;

import java.io.File;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** Permissions with which this room creates things: 0600 for files, 0700 for folders. */
final class OwnerOnly {
  static final FileAttribute<?>[] FILE =
      of(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  static final FileAttribute<?>[] FOLDER =
      of(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private OwnerOnly() {}

  private static FileAttribute<?>[] of(EnumSet<PosixFilePermission> permissions) {
    // Windows refuses POSIX attributes; a user's own folders are private there without them.
    return File.separatorChar == '/'
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
