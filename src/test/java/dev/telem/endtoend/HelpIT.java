package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command explains itself, and every mistake is answered with what to do next (spec cli.md).
 */
@ExtendWith(Worlds.class)
final class HelpIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "status",
        "log",
        "log tail",
        "log show",
        "report",
        "view",
        "preview",
        "enable",
        "disable",
        "level",
        "id",
        "id reset",
        "forget",
        "emit",
        "emit count",
        "emit metric",
        "emit error",
        "emit api-request",
        "snapshot",
        "profile",
        "profile init",
        "profile check",
        "profile schema",
        "shim",
        "shim add",
        "shim remove",
        "shim list",
        "queue",
        "queue list",
        "queue clear",
        "flush",
        "doctor",
        "init",
        "schema",
        "completion"
      })
  void everyCommandHasHelpWithAnExample(String command, Program program) {
    Result result = program.telem((command + " --help").split(" ", -1));
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("Usage: telem " + command)
        .contains("Example")
        .contains("  telem " + command);
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void theHelpThatTheLauncherPrintsIsTheProgramsOwn(Program program) {
    // `telem help` goes through Java, which printed the other one when the image was made.
    assertThat(program.telem("--help")).isEqualTo(program.telem("help"));
  }

  @Test
  void theWholeHasHelpThatNamesEveryCommand(Program program) {
    for (String[] words :
        List.of(
            new String[] {"--help"}, new String[] {"-h"}, new String[] {"help"}, new String[] {})) {
      Result result = program.telem(words);
      assertThat(result.code()).isZero();
      assertThat(result.out())
          .contains(
              "run", "status", "log", "enable", "disable", "level", "id", "forget", "queue",
              "flush", "init", "schema");
      // What a newcomer does first comes before the list of all that there is.
      assertThat(result.out().indexOf("Start here:\n  telem run -- "))
          .isBetween(0, result.out().indexOf("Run a command, and see"));
      assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }
    assertThat(program.telem("help", "status").out()).contains("Usage: telem status");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-command", "statsu", "--no-such-option", "status --no-such-option",
            "status surplus", "log no-such", "log",
        "log tail --lines many", "log tail -n -1", "log show", "queue no-such", "id no-such",
            "level no-such", "run"
      })
  void aMistakeEndsWith64AndSaysWhatToDo(String words, Program program) {
    Result result = program.telem(words.split(" ", -1));
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("telem: ")
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("picocli");
    assertThat(result.err().lines().count()).isBetween(1L, 4L);
    assertThat(program.everything()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"log show 00000000", "log tail no-such-file", "flush"})
  void whatCannotBeDoneEndsWith1AndSaysWhatToDo(String words, Program program) {
    Result result = program.telem(words.split(" ", -1));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("telem: ").contains("`telem ").doesNotContain("Exception");
    assertThat(program.everything()).isEmpty();
  }

  /** As they stand there, for a person who has a tool {@code mytool} and a profile of it. */
  @Test
  void everyExampleWorks(Program program) throws IOException {
    SideBySide.needs("jq");
    Path here = program.directory();
    Path tool = program.home().resolve("tools/mytool");
    program.write(tool, "#!/bin/sh\necho '  --verbose  say more'\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    for (Path profile :
        List.of(
            here.resolve("mytool.json"),
            program.home().resolve(".local/share/telem/profiles/mytool.json"))) {
      program.write(
          profile,
          "{\"app\":\"mytool\",\"metrics\":{\"exact\":[\"cluster/os\",\"cluster/plugin\"]}}");
    }
    program.write(here.resolve("commands.jsonl"), "[\"mytool\",\"deploy\"]\n");
    program.write(here.resolve("trace.txt"), "Error: x\n    at run (/app/lib/run.js:1:2)\n");
    program.with(
        "PATH",
        tool.resolveSibling("")
            + ":"
            + Program.TELEM.resolveSibling("")
            + ":/usr/local/bin:/usr/bin:/bin");
    program.with("TELEMETRY_FLUSH", "never").with("TELEMETRY_PROFILE", "mytool");
    program.wrap("mytool");
    String run = Events.text(program.events().getFirst(), "executionID");
    program.shell(
        "mkdir -p logs ~/.config/fish/completions; gzip -c " + program.log() + ">logs/a.gz");
    for (String example : examples(program)) {
      String line = example.replace("3f2a9c01", run);
      Result result = program.command(List.of("/bin/bash", "-o", "pipefail", "-c", line));
      assertThat(result.code())
          .as(line + "\n" + result)
          .isEqualTo(line.equals("telem flush") ? 1 : 0);
    }
  }

  /**
   * Without those that do not end by themselves, those that take away what the others need, and
   * zsh.
   */
  private static List<String> examples(Program program) {
    Set<String> examples = new LinkedHashSet<>();
    for (String command : Manuals.commands(program)) {
      String help = Manuals.help(program, command);
      String heading = command.isEmpty() ? "\nStart here:\n" : "\nExamples:\n";
      String below = help.substring(help.indexOf(heading) + heading.length());
      below
          .lines()
          .takeWhile(line -> line.startsWith("  "))
          .map(line -> line.strip().split(" {2,}", 2)[0])
          .filter(line -> !line.matches("telem (view|log tail -f|disable|forget).*|source .*zsh.*"))
          .forEach(examples::add);
    }
    assertThat(examples).hasSizeGreaterThan(50);
    return List.copyOf(examples);
  }

  @Test
  void everyCommandThatStatusAdvisesExists(Program program) {
    List<String> advised =
        program
            .telem("status")
            .out()
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("telem ") && !line.matches("telem +[0-9].*"))
            .toList();
    assertThat(advised).isNotEmpty();
    for (String line : advised) {
      String command = line.substring(6, line.indexOf(' ', 6));
      assertThat(program.telem(command, "--help").code()).as(line).isZero();
    }
  }

  @Test
  void theVersionIsThePomsAndTellsJavaAndBuild(Program program) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
    for (String option : List.of("--version", "-V")) {
      Result result = program.telem(option);
      assertThat(result.code()).isZero();
      assertThat(result.out())
          .hasLineCount(1)
          .startsWith("telem " + version + " ")
          .contains("build ", "Java 25");
    }
    program.wrap("true");
    assertThat(Events.text(program.events().getFirst(), "attributes/telemVersion"))
        .isEqualTo(version);
    assertThat(Events.text(program.status(), "version")).isEqualTo(version);
  }

  @Test
  void nothingIsColouredAwayFromATerminal(Program program) {
    program.wrap("false");
    for (String command : List.of("status", "log tail", "queue", "--help")) {
      assertThat(program.telem(command.split(" ", -1)).out()).doesNotContain("\u001b");
    }
  }
}
