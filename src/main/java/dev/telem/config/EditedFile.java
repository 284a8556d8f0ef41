package dev.telem.config;

import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's JSON file of which single members change while comments and all else stay as they are.
 * A file that cannot be read is never overwritten.
 */
final class EditedFile {
  private static final FileAttribute<?>[] DEFAULTS = {};

  private final Path file;
  private final boolean isNew;
  private String text;
  private JsonObject root;

  private EditedFile(Path file, boolean isNew, String text) throws MalformedJson {
    this.file = file;
    this.isNew = isNew;
    this.text = text;
    this.root = JsonReader.readObject(text);
  }

  /** Opens a file as it is; a missing or blank one as an empty object. */
  static EditedFile open(Source.Kind kind, Path file) throws IOException, BadConfiguration {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new EditedFile(file, true, "{\n}\n");
      }
      // Behind a link, as keepers of dotfiles make them, the file itself is replaced.
      Path real = file.toRealPath();
      if (!Files.isRegularFile(real)) {
        throw new IOException(real + " is no regular file");
      }
      byte[] bytes = Files.readAllBytes(real);
      String text = JsonCursor.decode(bytes);
      return new EditedFile(real, false, text.isBlank() ? "{\n}\n" : text);
    } catch (MalformedJson malformed) {
      Source source = Source.file(kind, file).at(malformed.place());
      throw new BadConfiguration(new Problem(source, malformed.sentence()));
    }
  }

  /** A member's value as it stands now; null where there is no such member. */
  @Nullable JsonValue find(String name) {
    return root.find(name);
  }

  /** Changes a member, or adds it as the first one. */
  void set(String name, String json) {
    Member member = root.members().get(name);
    text =
        member == null
            ? JsonText.withFirst(text, root, name, json)
            : JsonText.withValue(text, member, json);
    try {
      root = JsonReader.readObject(text);
    } catch (MalformedJson impossible) {
      throw new IllegalStateException("an edit broke " + file, impossible);
    }
  }

  /**
   * Replaces the file in one step. Its permissions stay as they were.
   *
   * @param ownerOnly whether a new file, and every folder made for it, is for its owner only
   */
  void save(boolean ownerOnly) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new NoSuchFileException(file.toString());
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder, ownerOnly && posix ? only("rwx------") : DEFAULTS);
    String unique = "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp";
    Path temporary = folder.resolve(file.getFileName() + unique);
    boolean closed = posix && (ownerOnly || !isNew);
    try {
      write(temporary, closed ? only("rw-------") : DEFAULTS);
      if (posix && !isNew) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void write(Path temporary, FileAttribute<?>[] attributes) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(temporary, options, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] only(String permissions) {
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }
}
