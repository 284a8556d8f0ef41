package dev.telem.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SourceFileTest {
  @TempDir private Path root;
  private TestMachine machine;

  @BeforeEach
  void newMachine() {
    machine = new TestMachine(root, "my-tool");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"level\": \"off\"}|off",
        "{\"level\": \" Local \"}|local",
        "{\"level\": \"ON\"}|on",
        "{\"level\": false}|off",
        "{\"level\": true}|on",
        "{\"telemetry\": false}|off",
        "{\"telemetry\": true}|on",
        "{\"telemetry\": \"local\"}|local",
        "{\"level\": \"on\", \"telemetry\": false}|off",
        "{\"telemetry\": \"on\", \"level\": \"local\"}|local",
        "{\"level\": \"off\", \"telemetry\": 1}|unreadable",
        "{\"level\": 0}|unreadable",
        "{\"level\": null}|unreadable",
        "{\"level\": []}|unreadable",
        "{\"level\": \"\"}|unreadable",
        "{\"level\": \"offf\"}|unreadable",
        "{}|silent",
        "[]|unreadable",
        "\"off\"|unreadable",
        "{\"level\": \"on\"|unreadable",
        "{\"level\": \"on\", \"level\": \"off\"}|unreadable",
        "{\"level\": \"on\"} x|unreadable",
        "''|unreadable",
      })
  void everyFileSaysItsLevelTheSameWay(String json, String expected) {
    machine.user(json).policy(json).project(json);
    Settings settings = machine.settings();
    for (Rank rank : List.of(Rank.POLICY, Rank.PROJECT, Rank.USER)) {
      assertThat(of(settings, rank)).as("%s", rank).isEqualTo(expected);
    }
    assertThat(settings.problems()).hasSize(expected.equals("unreadable") ? 3 : 0);
  }

  @Test
  void aBrokenFileIsToldWithItsLineAndColumn() {
    machine.user("{\n  \"level\" \"on\"\n}");
    Settings settings = machine.settings();
    assertThat(settings.problems())
        .extracting(Problem::toString)
        .containsExactly(
            machine.directories().configFile()
                + ":2:11: expected ':' after the name, but found \"\\\"\"");
    assertThat(statement(settings, Rank.USER).source().line()).isEqualTo(2);
  }

  /** What may be wrong with a file on the disk. */
  enum Damage {
    DIRECTORY,
    DANGLING_LINK,
    LINK_TO_ITSELF,
    PIPE,
    NO_UTF8,
    TOO_LARGE,
    FOLDER_LINKED_TO_NOTHING
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsThereAndCannotBeReadMeansOff(Damage damage) throws Exception {
    Path file = machine.directories().configFile();
    TestMachine.directory(requireNonNull(file.getParent()));
    switch (damage) {
      case DIRECTORY -> Files.createDirectory(file);
      case DANGLING_LINK -> Files.createSymbolicLink(file, root.resolve("nothing"));
      case LINK_TO_ITSELF -> Files.createSymbolicLink(file, file);
      case PIPE ->
          assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
      case NO_UTF8 -> Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
      case TOO_LARGE -> Files.write(file, new byte[JsonCursor.MAX_BYTES + 1]);
      case FOLDER_LINKED_TO_NOTHING -> {
        Files.delete(file.getParent());
        Files.createSymbolicLink(file.getParent(), root.resolve("nothing"));
      }
    }
    Settings settings = machine.settings();
    assertThat(of(settings, Rank.USER)).isEqualTo("unreadable");
    assertThat(settings.problems()).hasSize(1);
  }

  @Test
  void aFileWithoutPermissionMeansOffAndSoDoesItsFolder() throws IOException {
    assumeTrue(!System.getProperty("user.name").equals("root"), "root may read everything");
    machine.user("{}");
    Path file = machine.directories().configFile();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assertThat(of(machine.settings(), Rank.USER)).isEqualTo("unreadable");
    Files.delete(file);
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rw-------"));
    assertThat(of(machine.settings(), Rank.USER)).isEqualTo("unreadable");
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aMissingFileSaysNothing() throws IOException {
    assertThat(of(machine.settings(), Rank.USER)).isEqualTo("silent");
    Files.writeString(machine.home().resolve(".config"), "a file in place of the folder");
    assertThat(of(machine.settings(), Rank.USER)).isEqualTo("silent");
    assertThat(of(machine.variable("HOME", "/dev/null").settings(), Rank.USER)).isEqualTo("silent");
  }

  private static Statement statement(Settings settings, Rank rank) {
    List<Statement> found = settings.statements().stream().filter(s -> s.rank() == rank).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static String of(Settings settings, Rank rank) {
    return switch (statement(settings, rank)) {
      case Statement.Wants wants -> wants.level().word();
      case Statement.Unreadable unreadable -> "unreadable";
      case Statement.Silent silent -> "silent";
    };
  }
}
