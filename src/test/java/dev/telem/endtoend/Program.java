package dev.telem.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program, {@code target/telem}, as a real process in a world of its own: a fresh
 * home, a bare environment, a fresh working directory. What a test does not set is not there.
 */
final class Program {
  static final Path TELEM = Path.of("target/telem/bin/telem").toAbsolutePath();
  private static final long LIMIT_SECONDS = 60;

  private final Path home;
  private final Map<String, String> environment = new TreeMap<>();
  private Path directory;

  /** How a process ended and what it wrote. */
  record Result(int code, String out, String err) {}

  Program(Path home) {
    this.home = home;
    this.directory = home.resolve("work");
    environment.put("HOME", home.toString());
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("LANG", "C.UTF-8");
    try {
      Files.createDirectories(directory);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Program without(String variable) {
    environment.remove(variable);
    return this;
  }

  Program in(Path workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  Path home() {
    return home;
  }

  Path directory() {
    return directory;
  }

  /** {@code ~/.local/state/telem}. */
  Path state() {
    return home.resolve(".local/state/telem");
  }

  Path config() {
    return home.resolve(".config/telem/config.json");
  }

  Path log() {
    return state().resolve("events.jsonl");
  }

  /** Runs {@code telem} with these words to its end. */
  Result telem(String... words) {
    List<String> command = new ArrayList<>(List.of(TELEM.toString()));
    command.addAll(List.of(words));
    return command(command);
  }

  /** Runs {@code telem run -- COMMAND}. */
  Result wrap(String... command) {
    List<String> words = new ArrayList<>(List.of("run", "--"));
    words.addAll(List.of(command));
    return telem(words.toArray(String[]::new));
  }

  /** Runs any command in the same world; {@code $TELEM} is the program. */
  Result shell(String script) {
    return command(List.of("/bin/sh", "-c", script));
  }

  Result command(List<String> command) {
    try {
      Path out = Files.createTempFile("telem-out", null);
      Path err = Files.createTempFile("telem-err", null);
      Process process =
          builder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end within " + LIMIT_SECONDS + " s");
      }
      Result result =
          new Result(
              process.exitValue(),
              new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
              new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Starts a process in the same world and leaves it running; its streams are pipes. */
  Process start(String... command) {
    try {
      return builder(List.of(command)).start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The lines of a file; none when it is not there. */
  static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("TELEM", TELEM.toString());
    return builder;
  }
}
