package dev.telem.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers the origin digests of repositories, so that git is not asked for every run. One small
 * file a repository: four lines, the repository's path, its {@link Repository#version}, when it was
 * written (ms), and the digest or an empty line. A wrong or damaged file is as none. {@code
 * insteadOf} rules of the user change without a trace in the repository: an entry lives a day.
 */
public final class ProjectIds {
  private static final long LIFETIME_MS = 24L * 60 * 60 * 1000;
  private static final int LINES = 4;
  private static final String KEYED = "keyed";

  private final Path folder;
  private final String kind;

  /**
   * Entries in a folder.
   *
   * @param keyed whether the digests are made with a key of this machine
   */
  public ProjectIds(Path folder, boolean keyed) {
    this.folder = folder;
    this.kind = keyed ? KEYED : "plain";
  }

  /** What is known: empty if nothing; an empty digest if the repository has no origin. */
  public Optional<String> recall(Repository repository, long now) {
    try {
      String[] lines = Files.readString(entry(repository)).split("\n", -1);
      boolean fresh =
          lines.length > LINES
              && lines[0].equals(repository.root().toString())
              && lines[1].equals(repository.version())
              && Math.abs(now - Long.parseLong(lines[2])) < LIFETIME_MS;
      return fresh && isDigest(lines[3]) ? Optional.of(lines[3]) : Optional.empty();
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  /** Remembers a digest, or with an empty one that there is none. */
  public void remember(Repository repository, String digest, long now) throws IOException {
    new SecretFile(entry(repository))
        .replace(
            repository.root() + "\n" + repository.version() + "\n" + now + "\n" + digest + "\n");
  }

  /** Forgets the digests that were made with a key: with a new key they are others. */
  public static void forgetKeyed(Path folder) throws IOException {
    String[] names = folder.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      if (name.startsWith(KEYED)) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private Path entry(Repository repository) {
    String path = repository.root().toString();
    // Two repositories of one name and hash take the entry from each other: the path inside tells.
    return folder.resolve(kind + "-" + Integer.toHexString(path.hashCode()) + "-" + path.length());
  }

  private static boolean isDigest(String text) {
    if (!text.isEmpty() && text.length() != 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
