package dev.telem.endtoend;

import static dev.telem.endtoend.Events.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which project, without knowing which (spec privacy.md, "Identifiers"). */
@ExtendWith(Worlds.class)
final class ProjectIT {
  /** SHA-256 of {@code github.com:::user/repository}, as werf has it. */
  private static final String EXAMPLE = "67faac1e";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/user/repository",
        "https://github.com/user/repository.git",
        "git@github.com:user/repository.git",
        "https://name:pa55word@GitHub.com:443/user/repository.git?x=y",
        "ssh://git@github.com:22/user/repository"
      })
  void everyFormOfAnOriginGivesTheSameId(String origin, Program program) {
    repository(program, origin);
    program.wrap("true");
    assertThat(text(program.events().getFirst(), "projectID")).startsWith(EXAMPLE).endsWith("01dc");
    assertThat(text(program.status(), "projectID")).startsWith(EXAMPLE);
    program.wrap("true");
    assertThat(Events.texts(program.events(), "projectID"))
        .hasSize(4)
        .allMatch(id -> id.startsWith(EXAMPLE));
  }

  @Test
  void withoutAnOriginThereIsNoId(Program program) {
    program.shell("git init -q .");
    program.wrap("true");
    assertThat(program.events()).hasSize(2).noneMatch(event -> event.has("projectID"));
  }

  @Test
  void aSubDirectoryAWorktreeAndAnInsteadOfRuleAreFollowed(Program program) throws IOException {
    repository(program, "gh:user/repository");
    assertThat(
            program
                .shell(
                    "git config --global url.https://github.com/.insteadOf gh: && git -c"
                        + " user.name=a -c user.email=a@b commit -q --allow-empty -m x && git"
                        + " worktree add -q ../tree")
                .code())
        .isZero();
    program.in(Files.createDirectories(program.directory().resolve("a/b"))).wrap("true");
    program.in(program.home().resolve("tree")).wrap("true");
    assertThat(Events.texts(program.events(), "projectID"))
        .hasSize(4)
        .allMatch(id -> id.startsWith(EXAMPLE));
  }

  @Test
  void anOriginThatChangesIsSeen(Program program) {
    repository(program, "https://github.com/user/repository");
    program.wrap("true");
    program.shell("git remote set-url origin https://github.com/another/one");
    program.wrap("true");
    assertThat(text(program.events().getLast(), "projectID")).hasSize(64).doesNotStartWith(EXAMPLE);
  }

  @Test
  void aKeyedIdIsAnotherOnEveryMachine(Program program) {
    program.configured("{\"projectID\": \"keyed\"}");
    repository(program, "https://github.com/user/repository");
    program.wrap("true");
    String id = text(program.events().getFirst(), "projectID");
    assertThat(id).hasSize(64).doesNotStartWith(EXAMPLE);
    program.telem("id", "reset");
    program.wrap("true");
    assertThat(text(program.events().getLast(), "projectID")).hasSize(64).isNotEqualTo(id);
  }

  @Test
  void initGivesTheProjectAWorkspaceAndANameThatLeavesAsAHashOnly(Program program)
      throws IOException {
    Result result = program.telem("init", "--name", "my-project");
    assertThat(result.code()).isZero();
    JsonNode project = Events.json(Files.readString(program.directory().resolve(".telem.json")));
    program.wrap("true");
    JsonNode event = program.events().getFirst();
    assertThat(text(event, "workspaceID")).isEqualTo(text(project, "workspaceID"));
    // printf my-project | sha256sum | cut -c1-16
    assertThat(text(event, "projectHash")).isEqualTo(hash(program, "my-project"));
    assertThat(event.toString()).doesNotContain("my-project");
    assertThat(program.telem("init").code()).isZero();
    assertThat(Events.json(Files.readString(program.directory().resolve(".telem.json"))))
        .isEqualTo(project);
  }

  @Test
  void initLeavesAFileThatCannotBeReadAlone(Program program) throws IOException {
    Path file = program.directory().resolve(".telem.json");
    program.write(file, "{ nonsense");
    Result result = program.telem("init");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains(".telem.json");
    assertThat(Files.readString(file)).isEqualTo("{ nonsense");
  }

  private static String hash(Program program, String name) {
    return program.shell("printf %s " + name + " | sha256sum | cut -c1-16").out().strip();
  }

  private static void repository(Program program, String origin) {
    Result made =
        program
            .with("GIT_CONFIG_NOSYSTEM", "1")
            .shell("git init -q . && git remote add origin '" + origin + "'");
    assertThat(made.code()).as(made.err()).isZero();
  }
}
