package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  @TempDir private Path root;

  static Stream<Arguments> edits() {
    return Stream.of(
        arguments("{}", "{\"level\": \"off\"}"),
        arguments("", "{\n  \"level\": \"off\"\n}\n"),
        arguments(" \n", "{\n  \"level\": \"off\"\n}\n"),
        arguments("{\n}\n", "{\n  \"level\": \"off\"\n}\n"),
        arguments("{ // mine\n}\n", "{\n  \"level\": \"off\" // mine\n}\n"),
        arguments("{ /* mine */ }", "{\"level\": \"off\" /* mine */ }"),
        arguments("{ \"a\": 1 }", "{\"level\": \"off\", \"a\": 1 }"),
        arguments(
            "// top\n{\n    // about\n    \"a\": 1, // a\n}\n// end",
            "// top\n{\n    \"level\": \"off\",\n    // about\n    \"a\": 1, // a\n}\n// end"),
        arguments(
            "{ // x\n\t\"a\": \"{\",\n\t\"b\": 2}",
            "{\n\t\"level\": \"off\", // x\n\t\"a\": \"{\",\n\t\"b\": 2}"),
        arguments("{\r\n  \"a\": 1\r\n}\r\n", "{\r\n  \"level\": \"off\",\r\n  \"a\": 1\r\n}\r\n"),
        arguments(
            "{\"a\": {\"level\": \"on\"}, /* l */ \"level\" : /* v */ \"on\" /* w */, \"b\": 2}",
            "{\"a\": {\"level\": \"on\"}, /* l */ \"level\" : /* v */ \"off\" /* w */, \"b\": 2}"),
        arguments("{\"level\": true}", "{\"level\": \"off\"}"),
        arguments("{\"level\": {\"x\": []}}", "{\"level\": \"off\"}"),
        arguments("{\"telemetry\": true}", "{\"telemetry\": \"off\"}"),
        arguments(
            "{\"level\": \"on\", \"telemetry\": true}",
            "{\"level\": \"off\", \"telemetry\": \"off\"}"),
        arguments("\ufeff{\"é😀\": 1, \"level\": 1}", "\ufeff{\"é😀\": 1, \"level\": \"off\"}"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void onlyTheLevelChangesAndEverythingElseStays(String before, String after) throws Exception {
    Path file = Files.writeString(root.resolve("config.json"), before);
    ConfigurationFile.setLevel(file, Level.OFF);
    assertThat(file).hasContent(after);
    assertThat(Files.readString(file)).isEqualTo(after);
    ConfigurationFile.setLevel(file, Level.OFF);
    assertThat(Files.readString(file)).isEqualTo(after);
    assertThat(names(root)).containsExactly("config.json");
  }

  @Test
  void aLevelThatIsWrittenIsRead() throws Exception {
    TestMachine machine = new TestMachine(root, "");
    for (Level level : Level.values()) {
      ConfigurationFile.setLevel(machine.directories().configFile(), level);
      assertThat(machine.settings().statements())
          .filteredOn(s -> s.rank() == Rank.USER)
          .allSatisfy(s -> assertThat(s).extracting("level").isEqualTo(level));
    }
  }

  @Test
  void aNewFileAndItsFoldersAreForTheirOwnerOnly() throws Exception {
    Path file = root.resolve("a/b/config.json");
    ConfigurationFile.setLevel(file, Level.LOCAL);
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(root.resolve("a"))).isEqualTo("rwx------");
    assertThat(permissions(root.resolve("a/b"))).isEqualTo("rwx------");
  }

  @Test
  void anExistingFileKeepsItsPermissionsAndItsLink() throws Exception {
    Path real = Files.writeString(root.resolve("dotfile"), "{}");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(root.resolve("config.json"), real);
    ConfigurationFile.setLevel(link, Level.ON);
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("{\"level\": \"on\"}");
    assertThat(permissions(real)).isEqualTo("rw-r-----");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1,\n \"b\" 2}", "{\n", "[]", "{\"a\":1,\"a\":2}", "off"})
  void aFileThatCannotBeReadIsNotOverwritten(String broken) throws IOException {
    Path file = Files.writeString(root.resolve("config.json"), broken);
    assertThatThrownBy(() -> ConfigurationFile.setLevel(file, Level.OFF))
        .isInstanceOfSatisfying(
            BadConfiguration.class, bad -> assertThat(bad.problem().source().line()).isPositive())
        .hasMessageMatching("(?s)" + file + ":\\d+:\\d+: expected .*");
    assertThat(Files.readString(file)).isEqualTo(broken);
    assertThat(names(root)).containsExactly("config.json");
  }

  @Test
  void aFolderInPlaceOfTheFileIsAnError() throws IOException {
    Path folder = Files.createDirectory(root.resolve("config.json"));
    assertThatThrownBy(() -> ConfigurationFile.setLevel(folder, Level.OFF))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aProjectGetsItsNameAndWorkspaceOnce() throws Exception {
    UUID first = new UUID(1, 2);
    Path file = ProjectFile.initialize(root, first, Optional.of("my \"project\""));
    String content = Files.readString(file);
    assertThat(content)
        .isEqualTo(
            """
            {
              "workspaceID": "00000000-0000-0001-0000-000000000002",
              "name": "my \\"project\\""
            }
            """);
    ProjectFile.initialize(root, new UUID(3, 4), Optional.of("other"));
    assertThat(Files.readString(file)).isEqualTo(content);
  }

  @Test
  void aProjectKeepsWhatItSaysAlready() throws Exception {
    Path file = Files.writeString(root.resolve(".telem.json"), "{\"projectName\": \"p\"} // mine");
    ProjectFile.initialize(root, new UUID(1, 2), Optional.of("other"));
    assertThat(file)
        .hasContent(
            "{\"workspaceID\": \"00000000-0000-0001-0000-000000000002\", \"projectName\": \"p\"} //"
                + " mine");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
