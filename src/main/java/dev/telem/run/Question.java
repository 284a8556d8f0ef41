package dev.telem.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that is asked for what it prints, and for nothing else. */
public final class Question {
  private static final int ENOUGH = 4096;
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final long LAST_WORDS_MS = 500;

  private Question() {}

  /**
   * The program's first line, or nothing if it fails, is not there, or takes longer than that many
   * milliseconds. It reads nothing and its complaints go nowhere.
   *
   * @param variables set for the program besides those of this process
   */
  public static Optional<String> ask(
      List<String> command, Path directory, Map<String, String> variables, long milliseconds) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(variables);
    Process process;
    try {
      process = builder.start();
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
      end(process);
    }
  }

  /**
   * All that the program prints, complaints included, whatever its exit code; nothing if it is not
   * there or still runs after that many milliseconds. Of an answer of more than a MiB the rest is
   * not read.
   *
   * @param variables set for the program besides those of this process
   */
  public static Optional<String> answer(
      List<String> command, Path directory, Map<String, String> variables, long milliseconds) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process;
    try {
      process = builder.start();
    } catch (IOException notThere) {
      return Optional.empty();
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Thread reader = new Thread(() -> read(process.getInputStream(), answer), "answer");
    reader.setDaemon(true);
    reader.start();
    try {
      boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      // What it has started may hold its output open for longer.
      reader.join(LAST_WORDS_MS);
      synchronized (answer) {
        return ended ? Optional.of(answer.toString(StandardCharsets.UTF_8)) : Optional.empty();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** With everything that it has started, which would hold its output open. */
  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void read(InputStream output, ByteArrayOutputStream answer) {
    byte[] part = new byte[8192];
    int total = 0;
    try (output) {
      for (int n = output.read(part); n >= 0 && total < LONGEST_ANSWER; n = output.read(part)) {
        total += n;
        synchronized (answer) {
          answer.write(part, 0, n);
        }
      }
    } catch (IOException ended) {
      // It was ended in the middle of a word; what it said until then counts.
      return;
    }
  }
}
