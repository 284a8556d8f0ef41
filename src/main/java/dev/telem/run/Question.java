package dev.telem.run;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that is asked for what it prints, and for nothing else: it reads nothing. Closing the
 * question ends the program, with all that it has started.
 */
public final class Question implements AutoCloseable, Runnable {
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final long LAST_WORDS_MS = 500;

  private final Process process;
  private final Thread reader;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /**
   * What a program printed until it ended.
   *
   * @param text at most the first MiB
   */
  public record Answer(int exitCode, String text) {
    /** The first line of a program that did not fail; nothing where it is blank. */
    public Optional<String> firstLine() {
      int end = text.indexOf('\n');
      String line = end < 0 ? text : text.substring(0, end);
      return exitCode != 0 || line.isBlank() ? Optional.empty() : Optional.of(line);
    }
  }

  private Question(Process process) {
    this.process = process;
    this.reader = new Thread(this, "answer");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts the program; nothing where it cannot be started.
   *
   * @param variables set for the program besides those of this process
   * @param complaints whether what it writes to its standard error counts too
   */
  public static Optional<Question> put(
      List<String> command, Path directory, Map<String, String> variables, boolean complaints) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    if (complaints) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    builder.environment().putAll(variables);
    try {
      return Optional.of(new Question(builder.start()));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** The answer, or nothing if the program still runs after that many milliseconds. */
  public Optional<Answer> answer(long milliseconds) {
    try {
      if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
      // What it has started may hold its output open for longer.
      reader.join(LAST_WORDS_MS);
      synchronized (printed) {
        return Optional.of(
            new Answer(process.exitValue(), printed.toString(StandardCharsets.UTF_8)));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Puts the question, waits for the answer so many milliseconds, and closes it. */
  public static Optional<Answer> ask(
      List<String> command,
      Path directory,
      Map<String, String> variables,
      boolean complaints,
      long milliseconds) {
    Optional<Question> question = put(command, directory, variables, complaints);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    try (Question asked = question.get()) {
      return asked.answer(milliseconds);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Reads what is printed, so that a full pipe holds nobody up; for the thread that does it. */
  @Override
  public void run() {
    byte[] part = new byte[8192];
    int total = 0;
    try (InputStream output = process.getInputStream()) {
      for (int n = output.read(part); n >= 0 && total < LONGEST_ANSWER; n = output.read(part)) {
        total += n;
        synchronized (printed) {
          printed.write(part, 0, n);
        }
      }
    } catch (IOException ended) {
      // It was ended in the middle of a word; what it said until then counts.
      return;
    }
  }
}
