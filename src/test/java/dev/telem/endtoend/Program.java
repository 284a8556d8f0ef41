package dev.telem.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged program, {@code target/telem}, as a real process in a world of its own: a fresh
 * home, a bare environment, a fresh working directory. What a test does not set is not there; what
 * still runs in the world at the end of a test is ended with it.
 */
final class Program implements AutoCloseable {
  static final Path TELEM = Path.of("target/telem/bin/telem").toAbsolutePath();
  private static final long LIMIT_SECONDS = 120;

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
    environment.put("TELEM", TELEM.toString());
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

  /** Writes the user's configuration. */
  Program configured(String json) {
    return write(config(), json);
  }

  Program write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return this;
  }

  Path log() {
    return state().resolve("events.jsonl");
  }

  /** The events of the default log, each checked against the schema. */
  List<JsonNode> events() {
    return Events.in(log());
  }

  /** What {@code telem status --json} tells. */
  JsonNode status(String... options) {
    Result result = telem(concatenated(List.of("status", "--json"), options));
    if (result.code() != 0) {
      throw new AssertionError("telem status --json ended with " + result);
    }
    return Events.json(result.out());
  }

  /** The lines of {@code telem queue list --json}. */
  List<String> queued() {
    return telem("queue", "list", "--json").out().lines().toList();
  }

  /** Runs {@code telem} with these words to its end. */
  Result telem(String... words) {
    return command(List.of(concatenated(List.of(TELEM.toString()), words)));
  }

  /** Runs {@code telem run -- COMMAND}. */
  Result wrap(String... command) {
    return telem(concatenated(List.of("run", "--"), command));
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
      Result result = new Result(process.exitValue(), text(out), text(err));
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

  /** Starts a process in the same world and leaves it running; what it writes goes to the file. */
  Process startInto(Path output, String... command) {
    try {
      return builder(List.of(command))
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
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

  /** Every file and folder below, as paths relative to the folder, except the working directory. */
  List<String> everything() {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(path -> !path.equals(home) && !path.equals(home.resolve("work")))
          .map(path -> home.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The processes of this world: whoever has its home. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::livesHere).toList();
  }

  /** Ends whatever still runs in this world, and removes it. */
  @Override
  public void close() throws IOException {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> processes().stream().filter(ProcessHandle::destroyForcibly).findAny().isEmpty());
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The senders among them. */
  List<ProcessHandle> senders() {
    return processes().stream().filter(Program::isSender).toList();
  }

  private static boolean isSender(ProcessHandle process) {
    try {
      return Files.readString(
              Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
          .contains("\0flush\0--sender");
    } catch (IOException | UncheckedIOException gone) {
      return false;
    }
  }

  private boolean livesHere(ProcessHandle process) {
    try {
      String all =
          Files.readString(
              Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
      return ("\0" + all).contains("\0HOME=" + home + "\0");
    } catch (IOException | UncheckedIOException goneOrNotOurs) {
      return false;
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static String[] concatenated(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
