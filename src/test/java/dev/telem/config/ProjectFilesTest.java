package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFilesTest {
  private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  @TempDir private Path root;
  private TestMachine machine;

  @BeforeEach
  void newMachine() throws IOException {
    root = root.toRealPath();
    machine = new TestMachine(root, "tool");
  }

  @Test
  void theProjectIsNamedByItsFile() {
    machine.project("{\"name\": \"secret project\", \"workspaceID\": \"" + ID + "\"}");
    Settings settings = machine.settings();
    assertThat(settings.project())
        .isEqualTo(new Project(Optional.of("secret project"), Optional.of(ID)));
    assertThat(settings.problems()).isEmpty();
    machine.project("{\"projectName\": \"other\"}");
    assertThat(machine.settings().project().name()).contains("other");
  }

  @Test
  void aWorkspaceThatIsNoUuidIsIgnored() {
    machine.project("{\"workspaceID\": \"someone@example.com\"}");
    assertThat(machine.settings().project().workspaceId()).isEmpty();
    assertThat(machine.settings().problems()).hasSize(1);
    machine.project("{\"workspaceID\": \"" + ID.toUpperCase(Locale.ROOT) + "\"}");
    assertThat(machine.settings().project().workspaceId()).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "endpoint", "destinations", "allowInsecure", "log", "profile", "channel", "extra",
        "projectID", "flush", "flushTimeoutMs", "flushIntervalMs", "args", "spool", "unknown",
      })
  void whateverElseAProjectSaysIsIgnoredAndReported(String name) {
    Settings before = machine.settings();
    for (String value :
        List.of(
            "true", "\"https://evil\"", "{\"file\": \"/evil\"}", "[{\"url\": \"https://e\"}]")) {
      machine.project("{\n \"" + name + "\": " + value + "}");
      Settings settings = machine.settings();
      assertThat(settings.problems()).hasSize(1);
      assertThat(settings.problems().getFirst().source().line()).isEqualTo(2);
      assertThat(settings)
          .usingRecursiveComparison()
          .ignoringFields("problems", "statements")
          .isEqualTo(before);
    }
  }

  @Test
  void anEndpointInAProjectIsRefusedInPlainWords() {
    machine.project("{\"endpoint\": \"https://evil\"}");
    assertThat(machine.settings().problems().getFirst().sentence())
        .isEqualTo("a project may not name an endpoint; it is ignored");
  }

  @Test
  void filesAreFoundUpwardsToTheRepositorysRoot() {
    Path inner = TestMachine.directory(machine.workingDirectory().resolve("a/b"));
    machine.file(machine.home().resolve(".telem.json"), "{\"level\": \"off\"}");
    machine.project("{\"level\": \"local\", \"name\": \"outer\"}");
    machine.file(inner.resolve(".telem.json"), "{\"workspaceID\": \"" + ID + "\"}");
    Settings settings = machine.settingsIn(inner);
    assertThat(projectFiles(settings)).containsExactly(inner, machine.workingDirectory());
    assertThat(settings.project()).isEqualTo(new Project(Optional.of("outer"), Optional.of(ID)));
  }

  @Test
  void theNearestFileNamesTheProject() {
    Path inner = TestMachine.directory(machine.workingDirectory().resolve("a"));
    machine.project("{\"name\": \"outer\"}");
    machine.file(inner.resolve(".telem.json"), "{\"name\": \"inner\"}");
    assertThat(machine.settingsIn(inner).project().name()).contains("inner");
  }

  @Test
  void aWorktreesFileIsARepositorysRootToo() {
    Path tree = TestMachine.directory(machine.workingDirectory().resolve("tree"));
    machine.file(tree.resolve(".git"), "gitdir: elsewhere");
    machine.project("{}");
    assertThat(projectFiles(machine.settingsIn(tree))).isEmpty();
  }

  @Test
  void withoutARepositoryTheSearchEndsAtHome() {
    Path folder = TestMachine.directory(machine.home().resolve("x/y"));
    machine.file(root.resolve(".telem.json"), "{}");
    machine.file(machine.home().resolve(".telem.json"), "{}");
    assertThat(projectFiles(machine.settingsIn(folder))).containsExactly(machine.home());
    assertThat(projectFiles(machine.settingsIn(machine.home()))).containsExactly(machine.home());
  }

  @Test
  void outsideOfBothOnlyTheWorkingDirectoryCounts() {
    Path folder = TestMachine.directory(root.resolve("shared/x"));
    machine.file(root.resolve("shared/.telem.json"), "{}");
    assertThat(projectFiles(machine.settingsIn(folder))).isEmpty();
    machine.file(folder.resolve(".telem.json"), "{}");
    assertThat(projectFiles(machine.settingsIn(folder))).containsExactly(folder);
    TestMachine.directory(root.resolve("shared/.git"));
    assertThat(projectFiles(machine.settingsIn(folder)))
        .containsExactly(folder, root.resolve("shared"));
  }

  @Test
  void aHomeBehindALinkIsRecognized() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), machine.home());
    machine.variable("HOME", link.toString());
    Path folder = TestMachine.directory(machine.home().resolve("x/y"));
    machine.file(machine.home().resolve("x/.telem.json"), "{}");
    assertThat(projectFiles(machine.settingsIn(folder)))
        .containsExactly(machine.home().resolve("x"));
  }

  @Test
  void aDeletedWorkingDirectoryHasNoProject() {
    machine.project("{\"level\": \"off\"}");
    assertThat(projectFiles(machine.settingsIn(null))).isEmpty();
  }

  @Test
  void aProjectsFileIsReadOnlyWhileItIsSmall() {
    machine.project("{}" + " ".repeat(16_383));
    assertThat(machine.settings().problems())
        .extracting(Problem::sentence)
        .containsExactly("expected at most 16384 bytes");
  }

  private static List<Path> projectFiles(Settings settings) {
    return settings.statements().stream()
        .filter(s -> s.rank() == Rank.PROJECT && s.source().name().contains("/"))
        .map(s -> Path.of(s.source().name()).getParent())
        .toList();
  }
}
