package dev.telem.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small program asked for one line, such as git for the origin of a repository. */
public final class Question {
  private static final int ENOUGH = 4096;

  private Question() {}

  /**
   * The program's first line, or nothing if it fails, is not there, or takes longer than that many
   * milliseconds. It reads nothing and its complaints go nowhere.
   */
  public static Optional<String> ask(List<String> command, Path directory, long milliseconds) {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException notThere) {
      return Optional.empty();
    }
    try {
      if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      String text = new String(process.getInputStream().readNBytes(ENOUGH), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      String line = end < 0 ? text : text.substring(0, end);
      return line.isBlank() ? Optional.empty() : Optional.of(line);
    } catch (IOException unreadable) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
