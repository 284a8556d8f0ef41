package dev.telem.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers what other programs answered, so that they are not asked in every run. One small file a
 * subject, of four lines; a wrong or damaged file is as none:
 *
 * <ol>
 *   <li>the subject, since two may share a file name
 *   <li>what the answer depends on: with another it counts no more
 *   <li>when it was written, in milliseconds since the epoch: an answer lives a day, since it may
 *       also depend on what nobody sees
 *   <li>the answer, which may be empty
 * </ol>
 */
final class Answers {
  private static final long LIFETIME_MS = 24L * 60 * 60 * 1000;
  private static final int LINES = 4;

  private final Path folder;
  private final String kind;

  /**
   * Answers in a folder.
   *
   * @param kind what their files' names begin with
   */
  Answers(Path folder, String kind) {
    this.folder = folder;
    this.kind = kind;
  }

  Optional<String> recall(String subject, String version, long now) {
    try {
      Path entry = entry(subject);
      if (!Files.isRegularFile(entry)) {
        return Optional.empty(); // A pipe would hold the run up.
      }
      String[] lines = Files.readString(entry).split("\n", -1);
      boolean fresh =
          lines.length > LINES
              && lines[0].equals(oneLine(subject))
              && lines[1].equals(oneLine(version))
              && Math.abs(now - Long.parseLong(lines[2])) < LIFETIME_MS;
      return fresh ? Optional.of(lines[3]) : Optional.empty();
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  void remember(String subject, String version, String answer, long now) throws IOException {
    new SecretFile(entry(subject))
        .replace(oneLine(subject) + "\n" + oneLine(version) + "\n" + now + "\n" + oneLine(answer));
  }

  /** Forgets all of that kind in a folder. */
  static void forget(Path folder, String kind) throws IOException {
    String[] names = folder.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      if (name.startsWith(kind + "-")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').strip();
  }

  private Path entry(String subject) {
    return folder.resolve(
        kind + "-" + Integer.toHexString(subject.hashCode()) + "-" + subject.length());
  }
}
