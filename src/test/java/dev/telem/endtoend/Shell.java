package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The real shells, asked what they offer for words that are being typed. They know a tool {@code
 * mytool}, whose own completion is {@code alpha} and {@code beta}.
 */
enum Shell {
  BASH,
  ZSH,
  FISH;

  private static final Path SCRIPTS = Path.of("src/test/resources/dev/telem/endtoend");

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is offered for the last of the words, without descriptions. */
  List<String> offers(Program program, String... words) {
    SideBySide.needs(word());
    Result script = program.telem("completion", word());
    assertThat(script.code()).isZero();
    Path file = program.home().resolve("completion." + word());
    program
        .write(file, script.out())
        .with("SCRIPT", file.toString())
        .with("OFFERS", program.home().resolve("offers").toString());
    List<String> command = new ArrayList<>(List.of(word()));
    if (this == ZSH) {
      command.add("-f");
    }
    command.add(SCRIPTS.resolve("complete." + word()).toAbsolutePath().toString());
    command.addAll(List.of(words));
    Result result = program.command(command);
    assertThat(result.code()).as(result.err()).isZero();
    return result
        .out()
        .lines()
        .map(line -> line.split("\t", 2)[0])
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }
}
