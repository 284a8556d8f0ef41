package dev.telem.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A small file for this user alone (0600 in a 0700 folder) that any number of processes may want to
 * make at once: the first one wins and all others read what it wrote. Whole or not there at all: it
 * is written under another name and then linked.
 */
final class SecretFile {
  private static final Set<PosixFilePermission> OWNER_FILE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path file;
  private final Path folder;

  SecretFile(Path file) {
    this.file = file.toAbsolutePath();
    this.folder = Objects.requireNonNull(this.file.getParent(), "a file has a folder");
  }

  Optional<String> read() throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe would hold the run up.
      throw new IOException(file + " is not a regular file; remove it");
    }
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Writes the content unless the file is there. Returns what the file holds in the end. */
  String create(String content) throws IOException {
    Path draft = draft(content);
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException another) {
      return read().orElse(content);
    } catch (IOException | UnsupportedOperationException noLinks) {
      if (!Files.exists(file)) {
        Files.move(draft, file);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
    return read().orElse(content);
  }

  /** Writes the content, whatever the file held. */
  void replace(String content) throws IOException {
    Files.move(draft(content), file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path draft(String content) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only(posix, OWNER_FOLDER));
    }
    Path draft =
        folder.resolve(
            file.getFileName() + ".tmp-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    Files.deleteIfExists(draft);
    Files.createFile(draft, only(posix, OWNER_FILE));
    Files.writeString(draft, content + "\n", StandardOpenOption.WRITE);
    return draft;
  }

  private static FileAttribute<?>[] only(boolean posix, Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
