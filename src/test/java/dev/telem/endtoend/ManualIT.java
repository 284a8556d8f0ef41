package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual pages of the packaged program, read by the programs that people read them with. */
@ExtendWith(Worlds.class)
final class ManualIT {
  private static final Path PAGES = Path.of("target/telem/share/man/man1").toAbsolutePath();

  @Test
  void everyCommandHasAPageWithItsOptions(Program program) throws IOException {
    for (String command : Manuals.commands(program)) {
      String page = Files.readString(page(command));
      assertThat(page)
          .as(command)
          .contains(".SH \"EXAMPLES\"", ".SH \"EXIT STATUS\"", ".SH \"ENVIRONMENT\"")
          .contains("\ntelem" + (command.isEmpty() ? "" : " " + command).replace("-", "\\-") + " ");
      for (String option : Manuals.options(program, command)) {
        assertThat(page).as(command).contains(option.replace("-", "\\-"));
      }
    }
  }

  @Test
  void noPageIsOfACommandThatDoesNotExist(Program program) throws IOException {
    List<Path> expected = Manuals.commands(program).stream().map(ManualIT::page).toList();
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groff -man -ww -Tutf8 -z",
        "mandoc -Tlint -W warning",
        "man --warnings -P cat -l"
      })
  void theirReadersFindNothingToComplainOf(String reader, Program program) throws IOException {
    SideBySide.needs(reader.substring(0, reader.indexOf(' ')));
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        Result result = program.shell(reader + " " + page);
        assertThat(result.code()).as(page + ": " + result).isZero();
        assertThat(result.err()).as(page.toString()).isEmpty();
        if (!reader.startsWith("man ")) {
          assertThat(result.out()).as(page.toString()).isEmpty();
        }
      }
    }
  }

  @Test
  void whatIsCopiedFromAPageIsWhatTheHelpSays(Program program) {
    SideBySide.needs("man");
    String shown =
        program.with("MANWIDTH", "200").shell("man -P cat -l " + page("run") + " | col -bx").out();
    String help = program.telem("run", "--help").out();
    help.substring(help.indexOf("Examples:") + 10)
        .lines()
        .map(String::strip)
        .forEach(example -> assertThat(shown).contains(example));
    assertThat(shown).contains("--config-file FILE", "The tool's profile", "`--`");
  }

  @Test
  void everyVariableOfTheReadmeIsExplained() throws IOException {
    String page = Files.readString(page(""));
    String readme = Files.readString(Path.of("README.md"));
    assertThat(
            Pattern.compile("\\bTELEMETRY(_[A-Z]+)*\\b")
                .matcher(readme)
                .results()
                .map(MatchResult::group)
                .distinct())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(page).containsPattern("\\b" + name + "\\b"));
  }

  private static Path page(String command) {
    return PAGES.resolve(("telem " + command).strip().replace(' ', '-') + ".1");
  }
}
