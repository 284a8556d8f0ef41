package dev.telem.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The git repository that a directory lies in, seen from outside: git itself is asked for its
 * origin.
 *
 * @param root the directory that holds {@code .git}
 */
public record Repository(Path root) {
  /** Looks upwards from a directory. */
  public static Optional<Repository> around(Path directory) {
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(new Repository(folder));
      }
    }
    return Optional.empty();
  }

  /** Changes whenever the origin may have changed: size and time of the file that holds it. */
  String version() throws IOException {
    Path config = root.resolve(".git").resolve("config");
    Path file = Files.isRegularFile(config) ? config : root.resolve(".git");
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.size() + "-" + attributes.lastModifiedTime().toMillis();
  }
}
