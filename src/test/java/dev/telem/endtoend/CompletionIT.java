package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.telem.endtoend.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code telem completion}: each shell itself is asked what it offers. */
@ExtendWith(Worlds.class)
final class CompletionIT {
  private static final Path BASH_COMPLETION = Path.of("/usr/share/bash-completion/bash_completion");

  @ParameterizedTest
  @EnumSource
  void everyCommandOfTheHelpIsOffered(Shell shell, Program program) {
    assertThat(shell.offers(program, "telem", "")).containsAll(Manuals.commandsBelow(program, ""));
    for (String group : List.of("log", "queue", "profile")) {
      assertThat(shell.offers(program, "telem", group, ""))
          .containsExactlyInAnyOrderElementsOf(Manuals.commandsBelow(program, group));
    }
    assertThat(shell.offers(program, "telem", "sta")).containsExactly("status");
  }

  @ParameterizedTest
  @EnumSource
  void optionsAreOfferedWhereTheyHold(Shell shell, Program program) {
    assertThat(shell.offers(program, "telem", "run", "--"))
        .contains("--app", "--profile", "--endpoint", "--level", "--config-file", "--help");
    assertThat(shell.offers(program, "telem", "log", "tail", "--fo")).containsExactly("--follow");
    assertThat(shell.offers(program, "telem", "flush", "--")).doesNotContain("--sender");
  }

  @ParameterizedTest
  @EnumSource
  void aChoiceOffersItsWords(Shell shell, Program program) {
    assertThat(shell.offers(program, "telem", "run", "--level", ""))
        .containsExactlyInAnyOrder("off", "local", "on");
    assertThat(shell.offers(program, "telem", "level", "o")).containsExactlyInAnyOrder("off", "on");
    assertThat(shell.offers(program, "telem", "preview", "--as", ""))
        .containsExactlyInAnyOrder("native", "posthog", "otlp", "snapshot");
    assertThat(shell.offers(program, "telem", "log", "tail", "--type", ""))
        .containsExactlyInAnyOrder("started", "exited", "aborted", "metrics", "error", "api");
    assertThat(shell.offers(program, "telem", "completion", ""))
        .containsExactlyInAnyOrder("bash", "zsh", "fish");
  }

  @ParameterizedTest
  @EnumSource
  void aFileIsOfferedWhereOneIsExpectedAndNowhereElse(Shell shell, Program program) {
    program.write(program.directory().resolve("my profile.json"), "{}");
    assertThat(shell.offers(program, "telem", "run", "--profile", "my"))
        .singleElement()
        .satisfies(one -> assertThat(one.replace("\\", "")).isEqualTo("my profile.json"));
    assertThat(shell.offers(program, "telem", "log", "tail", "my")).hasSize(1);
    assertThat(shell.offers(program, "telem", "run", "--app", "my")).isEmpty();
    assertThat(shell.offers(program, "telem", "status", "my")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theWrappedCommandCompletesAsItDoesByItself(Shell shell, Program program) {
    assumeTrue(
        shell != Shell.BASH || Files.exists(BASH_COMPLETION), "bash-completion is not installed");
    assertThat(shell.offers(program, "telem", "run", "--", "mytool", ""))
        .containsExactlyInAnyOrder("alpha", "beta");
    assertThat(shell.offers(program, "telem", "run", "mytool", "a")).containsExactly("alpha");
    assertThat(shell.offers(program, "telem", "run", "--level", "on", "--", "mytool", "word", "b"))
        .containsExactly("beta");
    assertThat(shell.offers(program, "telem", "preview", "--", "mytool", "a"))
        .containsExactly("alpha");
  }

  @ParameterizedTest
  @EnumSource
  void whatToRunIsAProgram(Shell shell, Program program) {
    assertThat(shell.offers(program, "telem", "run", "--", "mkfif")).containsExactly("mkfifo");
    assertThat(shell.offers(program, "telem", "run", "mkfif")).containsExactly("mkfifo");
  }

  @ParameterizedTest
  @EnumSource
  void aShimIsMadeForAProgramAndForNothingThatTheShellMakesUp(Shell shell, Program program) {
    assertThat(shell.offers(program, "telem", "shim", "add", "mkfif")).containsExactly("mkfifo");
    for (String word : List.of("exi", "alia", "_tele", "functio")) {
      assertThat(shell.offers(program, "telem", "shim", "add", word))
          .doesNotContain("exit", "alias", "function", "functions", "_telem");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRemovedIsAShimThatThereIs(Shell shell, Program program) {
    program.with("PATH", Program.TELEM.getParent() + ":/usr/bin:/bin");
    // Where there is no word to offer, zsh offers the options.
    assertThat(shell.offers(program, "telem", "shim", "remove", ""))
        .allMatch(one -> one.startsWith("-"));
    assertThat(program.telem("shim", "add", "mkfifo").code()).isZero();
    assertThat(program.telem("shim", "add", "mknod").code()).isZero();
    assertThat(shell.offers(program, "telem", "shim", "remove", ""))
        .containsExactlyInAnyOrder("mkfifo", "mknod");
    assertThat(shell.offers(program, "telem", "shim", "remove", "mkf")).containsExactly("mkfifo");
  }

  @ParameterizedTest
  @EnumSource(names = "BASH")
  void bashAloneOffersProgramsAndFiles(Shell shell, Program program) {
    program.with("ALONE", "yes").write(program.directory().resolve("file.txt"), "");
    assertThat(shell.offers(program, "telem", "run", "--", "mkfif")).containsExactly("mkfifo");
    assertThat(shell.offers(program, "telem", "run", "--", "mkfifo", "fil"))
        .containsExactly("file.txt");
  }

  @ParameterizedTest
  @EnumSource(names = "BASH")
  void bashTakesOptionsApartAndIsUnderstood(Shell shell, Program program) {
    assertThat(shell.offers(program, "telem", "run", "--level", "=", "o"))
        .containsExactlyInAnyOrder("off", "on");
    assertThat(shell.offers(program, "telem", "run", "--level", "=", "on", "--l"))
        .containsExactly("--level");
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionOfEveryHelpIsInTheScript(Shell shell, Program program) {
    String script = program.telem("completion", shell.word()).out();
    for (String command : Manuals.commands(program)) {
      String path = "telem" + (command.isEmpty() ? "" : " " + command);
      for (String option : Manuals.options(program, command)) {
        String rule =
            switch (shell) {
              case BASH -> "'" + path + "'\\) _telem_offer -W '[^']*" + option + "[ '].*";
              case ZSH -> ".*" + option + "[=+]?\\[.*";
              case FISH ->
                  ".*__telem_at \"" + path + "\"' .*-l " + option.replace("--", "") + " .*";
            };
        assertThat(script.lines()).as(path).anyMatch(line -> line.strip().matches(rule));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aScriptIsMadeWithoutATrace(Shell shell, Program program) {
    Result result = program.telem("completion", shell.word());
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("telem completion " + shell.word());
    assertThat(program.everything()).isEmpty();
  }
}
