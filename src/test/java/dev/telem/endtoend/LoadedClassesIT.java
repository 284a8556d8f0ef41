package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Start-up is kept by counting classes, which does not depend on the machine's mood as milliseconds
 * do. The listing program is the packaged one, on the same runtime and caches, built once more so
 * that it tells what it loads ({@code Image.java}).
 */
@ExtendWith(Worlds.class)
final class LoadedClassesIT {
  private static final Path LISTING = Path.of("target/image/listing/bin/telem").toAbsolutePath();
  private static final Path CACHES = Path.of("target/telem/lib/telem");

  /** What costs more than it could give before a command has started (spec startup.md). */
  private static final List<String> TOO_HEAVY =
      List.of(
          "picocli.",
          "com.fasterxml.jackson.",
          "org.slf4j.",
          "java.net.http.",
          "java.net.InetAddress",
          "java.net.Socket",
          "sun.net.www.protocol.http",
          "java.util.logging.",
          "sun.util.logging.",
          "jdk.internal.logger.",
          "java.util.regex.",
          "java.util.Formatter",
          "java.text.",
          "java.time.",
          "java.math.",
          "java.lang.ProcessBuilder",
          "sun.security.");

  /**
   * Measured: 1111, of which 34 are for what commands say on their channel (without them: 4 ms more
   * at the end of each that does), and some room for another build of the same Java.
   */
  private static final int MOST_CLASSES = 1145;

  /**
   * Measured: 1729, of which 34 are for the channel, and 38 Jackson's nodes, which the check of the
   * code of {@code emit} and {@code snapshot} wants; no start was slower for either.
   */
  private static final int MOST_CLASSES_WITH_OPTIONS = 1765;

  /** Measured: 11.2 MB, all of which is read at every start. */
  private static final long LARGEST_CACHE = 11_500_000;

  private record Loaded(String name, String from) {
    boolean cached() {
      return from.startsWith("shared objects file");
    }

    boolean heavy() {
      return TOO_HEAVY.stream().anyMatch(name::startsWith);
    }

    /** A lambda, or a switch over types, of telem's or a library's: Java's own start has some. */
    boolean spun() {
      return (name.contains("$$Lambda") || name.contains("$$TypeSwitch"))
          && (name.startsWith("dev.telem.") || name.startsWith("com.fasterxml."));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "local", "on"})
  void aWrappedRunLoadsFewClassesAndAllOfThemFromItsCache(String level, Program program)
      throws IOException {
    at(level, program);
    List<Loaded> loaded = loadedInEverydayUse(program, "run", "--", "true");
    assertThat(loaded).filteredOn(Loaded::heavy).isEmpty();
    assertThat(loaded).filteredOn(Loaded::spun).isEmpty();
    assertThat(loaded).filteredOn(one -> !one.cached()).isEmpty();
    assertThat(loaded).hasSizeLessThan(MOST_CLASSES);
    assertThat(loaded).extracting(Loaded::name).contains("dev.telem.session.Session");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"count\":\"jobs\",\"value\":2}",
        "{\"metric\":{\"collection\":\"totals\",\"topic\":\"groups\",\"aggregation\":\"count\",\"count\":5}}",
        "{\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"/a/17\",\"statusCode\":200,\"durationMs\":3}}",
        "{\"error\":{\"stack\":\"TypeError: x\\n    at f (/a/src/b.js:1:2)\"}}",
        "{\"error\":{\"stack\":\"a.BError: x\\n\\tat a.B.c(B.java:1)\"}}",
        "{\"error\":{\"stack\":\"Traceback (most recent call last):\\n"
            + "  File \\\"/a/b.py\\\", line 1, in f\\n"
            + "    f()\\n"
            + "KeyError: 1\"}}"
      })
  void whatACommandSaysLoadsNothingHeavy(String line, Program program) throws IOException {
    at("local", program);
    program.write(program.home().resolve("line"), line + "\n");
    List<Loaded> loaded =
        loadedInEverydayUse(
            program, "run", "--", "sh", "-c", "cat \"$HOME/line\" >> \"$TELEMETRY_EVENTS\"");
    assertThat(program.events()).hasSize(6);
    assertThat(loaded).filteredOn(Loaded::heavy).isEmpty();
    assertThat(loaded).extracting(Loaded::name).contains("dev.telem.channel.LineReader");
  }

  @Test
  void aFirstRunLoadsNothingHeavyEither(Program program) throws IOException {
    assertThat(loaded(program, "run", "--", "true")).filteredOn(Loaded::heavy).isEmpty();
  }

  @Test
  void aRunThroughAShimLoadsWhatOneWithoutDoes(Program program) throws IOException {
    at("on", program);
    List<Loaded> plain = loadedInEverydayUse(program, "run", "--", "/bin/true");
    assertThat(loaded(program, "run", "--exec", "/bin/true", "--", "true"))
        .extracting(Loaded::name)
        .containsExactlyInAnyOrderElementsOf(plain.stream().map(Loaded::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "local", "on"})
  void aRunWithOptionsLoadsAllFromItsCache(String level, Program program) throws IOException {
    at("on", program);
    List<Loaded> loaded = loadedInEverydayUse(program, "run", "--level", level, "--", "true");
    assertThat(loaded).filteredOn(one -> !one.cached()).isEmpty();
    assertThat(loaded).hasSizeLessThan(MOST_CLASSES_WITH_OPTIONS);
    // What reads the options is heavy: the sieve of the other tests does find something.
    assertThat(loaded)
        .filteredOn(Loaded::heavy)
        .extracting(Loaded::name)
        .contains("picocli.CommandLine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "log tail", "queue list"})
  void screensLoadAllFromTheirCache(String words, Program program) throws IOException {
    program.wrap("true");
    assertThat(loadedInEverydayUse(program, words.split(" ")))
        .filteredOn(one -> !one.cached())
        .isEmpty();
  }

  @Test
  void theCacheThatEveryRunReadsIsSmall() throws IOException {
    assertThat(Files.size(CACHES.resolve("run.aot"))).isLessThan(LARGEST_CACHE);
  }

  @Test
  void theProgramThatPeopleGetCannotBeAskedForItsList(Program program) {
    Path list = program.home().resolve("list");
    program.with("TELEM_LISTING", list.toString()).wrap("true");
    assertThat(list).doesNotExist();
  }

  private static void at(String level, Program program) {
    program.with("TELEMETRY_FLUSH", "never");
    if (level.equals("on")) {
      program.configured("{\"endpoint\": \"http://127.0.0.1:9/events\"}");
    } else {
      program.configured("{\"level\": \"" + level + "\"}");
    }
  }

  /** The first run makes the identifiers and folders; the second is what every later one does. */
  private static List<Loaded> loadedInEverydayUse(Program program, String... words)
      throws IOException {
    loaded(program, words);
    return loaded(program, words);
  }

  private static List<Loaded> loaded(Program program, String... words) throws IOException {
    Path list = program.home().resolve("classes.txt");
    Files.deleteIfExists(list);
    program.with("TELEM_LISTING", list.toString());
    List<String> command = new ArrayList<>(List.of(LISTING.toString()));
    command.addAll(List.of(words));
    assertThat(program.command(command).code()).isZero();
    // [0.031s][info][class,load] java.lang.Object source: shared objects file
    List<Loaded> loaded =
        Files.readAllLines(list).stream()
            .map(line -> line.substring(line.lastIndexOf("] ") + 2).split(" source: ", 2))
            .map(parts -> new Loaded(parts[0], parts[1]))
            .toList();
    assertThat(loaded).extracting(Loaded::name).contains("java.lang.Object", "dev.telem.cli.Main");
    return loaded;
  }
}
