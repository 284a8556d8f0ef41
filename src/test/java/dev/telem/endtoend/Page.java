package dev.telem.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the five systems' telemetry pages, as the README's table names it: what is run to produce
 * what the page shows, word by word, and with which profile. The tools are in {@code
 * src/test/examples}.
 *
 * @param commands as they stand there
 * @param json the profile
 */
record Page(List<String> commands, String json) {
  static final Path EXAMPLES = Path.of("src/test/examples").toAbsolutePath();
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  Page {
    commands = List.copyOf(commands);
  }

  static Page of(String system) {
    try {
      for (String line : Files.readAllLines(Path.of("README.md"))) {
        if (line.startsWith("| " + system + ": ")) {
          String[] cells = line.split("(?<!\\\\)\\|", -1);
          return new Page(quoted(cells[2]), quoted(cells[3]).getFirst());
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    throw new AssertionError("no row of the README begins with " + system);
  }

  private static List<String> quoted(String cell) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(cell);
    while (matcher.find()) {
      texts.add(matcher.group(1));
    }
    return texts;
  }

  /** The command for a shell, with the packaged program in place of {@code telem}. */
  String command(int index) {
    return commands.get(index).replaceFirst("(^| )telem ", "$1\\$TELEM ");
  }

  /** Puts the tool into the PATH of the world, and names the profile. */
  void prepare(Program program, String tool) {
    install(program, tool);
    String profile = profile(program);
    program.write(Path.of(profile), json).with("TELEMETRY_PROFILE", profile);
  }

  String profile(Program program) {
    return program.directory().resolve("profile.json").toString();
  }

  static void install(Program program, String tool) {
    Path bin = program.directory().resolve("bin");
    Path file = bin.resolve(tool);
    try {
      Files.createDirectories(bin);
      if (tool.equals("meltano")) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        program.write(
            file, "#!/bin/sh\nexec %s %s/Meltano.java \"$@\"\n".formatted(java, EXAMPLES));
      } else {
        Files.copy(EXAMPLES.resolve(tool), file);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    program.with("PATH", bin + ":/usr/local/bin:/usr/bin:/bin");
  }

  /** What a run reported, which was all at once. */
  static JsonNode metrics(List<JsonNode> events) {
    return Events.ofType(events, "MetricsReported").getFirst().at("/eventData/metrics");
  }
}
