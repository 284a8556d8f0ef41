package dev.telem.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Remembers which version a tool printed, as long as its executable stays the same. */
public final class ToolVersions {
  private final Answers answers;

  /** Versions in a folder. Nothing is read or made yet. */
  public ToolVersions(Path folder) {
    this.answers = new Answers(folder, "version");
  }

  /**
   * What is known: empty if nothing.
   *
   * @param program the executable
   * @param arguments that make it print its version
   */
  public Optional<String> recall(Path program, List<String> arguments, long now) {
    try {
      return answers.recall(subject(program, arguments), version(program), now);
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** Remembers what it printed; with an empty answer, that it is of no use. */
  public void remember(Path program, List<String> arguments, String answer, long now)
      throws IOException {
    answers.remember(subject(program, arguments), version(program), answer, now);
  }

  private static String subject(Path program, List<String> arguments) {
    return program + " " + String.join(" ", arguments);
  }

  /** An upgrade makes another file, or at least changes its size or time. */
  private static String version(Path program) throws IOException {
    BasicFileAttributes file = Files.readAttributes(program, BasicFileAttributes.class);
    return file.size() + "-" + file.lastModifiedTime().toMillis() + "-" + file.fileKey();
  }
}
