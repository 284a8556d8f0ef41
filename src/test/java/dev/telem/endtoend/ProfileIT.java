package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A profile lets the words leave that it declares, tells what it knows, and decides nothing. */
@ExtendWith(Worlds.class)
class ProfileIT {
  private static final String GIT =
      """
      // Written by hand.
      {
        "app": "git",
        "environmentPrefix": "GIT_",
        "options": {"-C": {"arity": 1}, "-c": {"arity": 1}, "--no-pager": {"aliases": ["-P"]}},
        "commands": {
          "commit": {"options": {
            "--message": {"aliases": ["-m"], "arity": 1},
            "--amend": {},
            "--author": {"arity": 1},
            "--quiet": {"aliases": ["-q"]}}},
          "remote": {"commands": {"add": {}, "remove": {"aliases": ["rm"]}}},
        },
      }
      """;

  /** As picocli prints it: {@code kit deploy [-v] --format=FORMAT [--files FILE...]}. */
  private static final String PICOCLI =
      """
      {
        "app": "kit",
        "strict": true,
        "commands": {"deploy": {"options": {
          "--format": {"aliases": ["-f"], "arity": 1, "choices": ["json", "text"]},
          "--files": {"arity": "+"},
          "--range": {"arity": 2},
          "--pins": {"arity": "*", "sensitive": true},
          "--verbose": {"aliases": ["-v"]}}}}
      }
      """;

  @Test
  void aCommitIsRecordedWithItsNamesAndWithoutItsWords(Program program) {
    Path profile = saved(program, "git.json", GIT);
    program.shell(
        "git init -q . && touch file && git add file"
            + " && git -c user.name=x -c user.email=x@y commit -qm first");
    program
        .with("GIT_AUTHOR_NAME", "Ada")
        .with("GIT_AUTHOR_EMAIL", "a@b.c")
        .with("GIT_COMMITTER_NAME", "Ada")
        .with("GIT_COMMITTER_EMAIL", "a@b.c")
        .with("GIT_AUTHOR", "Ada <a@b.c>");
    Result result =
        program.telem(
            "run",
            "--profile",
            profile.toString(),
            "--",
            "git",
            "commit",
            "-m",
            "secret words",
            "--amend",
            "./file");

    assertThat(result.code()).isZero();
    for (JsonNode event : program.events()) {
      assertThat(event.path("app").asText()).isEqualTo("git");
      assertThat(event.path("command").asText()).isEqualTo("git commit");
      assertThat(event.path("eventData").path("args").toString())
          .isEqualTo("[\"commit\",\"-m\",\"<value>\",\"--amend\",\"<path>\"]");
      assertThat(event.path("eventData").path("commandOptions").toString())
          .isEqualTo(
              "[{\"name\":\"message\",\"asCli\":true,\"asEnv\":false,\"count\":1},"
                  + "{\"name\":\"amend\",\"asCli\":true,\"asEnv\":false,\"count\":1},"
                  + "{\"name\":\"author\",\"asCli\":false,\"asEnv\":true,\"count\":0}]");
    }
  }

  @Test
  void aStrictProfileKeepsOnlyWhatItDeclares(Program program) {
    Path profile = saved(program, "kit.json", PICOCLI);
    tool(program, "kit", "exit 0");
    program.telem(
        "run",
        "--profile",
        profile.toString(),
        "--",
        "./kit",
        "deploy",
        "-vf",
        "json",
        "--format",
        "yaml",
        "--files",
        "a",
        "./b",
        "--range",
        "-1",
        "--x",
        "--hidden-name",
        "-v",
        "--pins",
        "1234",
        "5678",
        "-z",
        "word");

    JsonNode event = program.events().getFirst();
    assertThat(event.path("command").asText()).isEqualTo("kit deploy");
    assertThat(event.path("eventData").path("args").toString())
        .isEqualTo(
            "[\"deploy\",\"-vf\",\"json\",\"--format\",\"<value>\",\"--files\",\"<value>\","
                + "\"<path>\",\"--range\",\"<value>\",\"<value>\",\"<option>\",\"-v\",\"--pins\","
                + "\"<redacted>\",\"<redacted>\",\"<redacted>\",\"<redacted>\"]");
    List<String> names = new ArrayList<>();
    event
        .path("eventData")
        .path("commandOptions")
        .forEach(option -> names.add(option.path("name").asText() + option.path("count")));
    assertThat(names).containsExactly("verbose2", "format2", "files1", "range1", "pins1");
  }

  @Test
  void whateverNamesTheProfileItIsTheSame(Program program) {
    saved(program, "git.json", GIT);
    Path installed = program.home().resolve(".local/share/telem/profiles/hub.json");
    program.write(installed, GIT);
    String[] command = {"git", "remote", "rm", "x"};

    program.with("TELEMETRY_PROFILE", "./git.json").wrap(command);
    program.with("TELEMETRY_PROFILE", "hub").wrap(command);
    program.without("TELEMETRY_PROFILE").configured("{\"profiles\": {\"git\": \"hub\"}}");
    program.wrap(command);

    assertThat(program.events())
        .hasSize(6)
        .allSatisfy(
            event -> assertThat(event.path("command").asText()).isEqualTo("git remote remove"));
  }

  @Test
  void saltsChannelAndFixedVersionGoIntoTheEvents(Program program) throws IOException {
    Path profile =
        saved(
            program,
            "p.json",
            "{\"app\": \"kit\", \"version\": \"2.0\", \"channel\": \"beta\","
                + "\"projectSalt\": \"salt\", \"projectName\": \"shop\"}");
    program.shell("git init -q . && git remote add origin git@github.com:user/repository.git");
    program.telem("run", "--profile", profile.toString(), "--", "true");
    program.telem("run", "--", "true");

    JsonNode salted = program.events().getFirst();
    JsonNode plain = program.events().getLast();
    assertThat(salted.path("app").asText()).isEqualTo("kit");
    assertThat(salted.path("attributes").path("version").asText()).isEqualTo("2.0");
    assertThat(salted.path("attributes").path("channel").asText()).isEqualTo("beta");
    assertThat(salted.path("projectID").asText())
        .isEqualTo(sha256(program, "saltgithub.com:::user/repository"));
    assertThat(salted.path("projectHash").asText())
        .isEqualTo(sha256(program, "saltshop").substring(0, 16));
    assertThat(plain.path("projectID").asText())
        .isEqualTo(sha256(program, "github.com:::user/repository"))
        .startsWith("67faac1e");
    assertThat(plain.has("projectHash")).isFalse();
  }

  @Test
  void theConfigurationOfTheToolIsHashed(Program program) throws IOException {
    Path profile = saved(program, "p.json", "{\"projectSalt\": \"salt\"}");
    saved(program, "tool.yml", "a: 1\n");
    program.telem("run", "--config-file", "tool.yml", "--", "true");
    program.telem(
        "run", "--profile", profile.toString(), "--config-file", "tool.yml", "--", "true");
    program.telem("run", "--config-file", "none.yml", "--", "true");
    program.shell("head -c 16777216 /dev/zero >large; \"$TELEM\" run --config-file large -- true");

    List<JsonNode> events = program.events();
    assertThat(configHash(events.get(6)))
        .isEqualTo(program.shell("sha256sum <large").out().substring(0, 64));
    assertThat(configHash(events.get(0))).isEqualTo(sha256(program, "a: 1\n"));
    assertThat(configHash(events.get(1))).isEqualTo(sha256(program, "a: 1\n"));
    assertThat(configHash(events.get(2))).isEqualTo(sha256(program, "salta: 1\n"));
    assertThat(events.get(4).path("eventData").has("configHash")).isFalse();
    assertThat(program.status().toString()).contains("--config-file names no regular file");
    assertThat(program.telem("preview", "--config-file", "none.yml", "--", "true"))
        .returns(1, Result::code)
        .returns("", Result::out)
        .satisfies(result -> assertThat(result.err()).contains("--config-file").hasLineCount(1));
  }

  @Test
  void previewTakesTheProfileInOneCallAndInLines(Program program) {
    saved(program, "git.json", GIT);
    saved(program, "lines", "[\"git\",\"commit\",\"-m\",\"x y\"]\n[\"git\",\"remote\",\"add\"]\n");

    assertThat(program.shell("\"$TELEM\" preview --profile ./git.json --json --lines <lines").out())
        .isEqualTo(
            """
            {"command":"git commit","args":["commit","-m","<value>"]}
            {"command":"git remote add","args":["remote","add"]}
            """);
    assertThat(
            program.telem("preview", "--profile", "./git.json", "--", "git", "commit", "-mx").out())
        .contains("a command that the profile declares")
        .contains("\"command\":\"git commit\"");
  }

  @Test
  void aDraftFromATwoLevelToolPassesItsOwnCheck(Program program) {
    tool(
        program,
        "kit",
        """
        case "$1" in
          deploy) cat <<END ;;
        Usage: kit deploy [-v] --format=FORMAT
          -v, --verbose         Say more.
              --format=FORMAT   json or text.
        END
          *) cat <<END ;;
        Usage: kit [-h] COMMAND
          -h, --help   Show this help.
        Commands:
          deploy  Deploy it.
        END
        esac\
        """);
    Result init = program.shell("\"$TELEM\" profile init ./kit >kit.json");

    assertThat(init.code()).isZero();
    assertThat(program.telem("profile", "check", "kit.json"))
        .returns(0, Result::code)
        .returns("", Result::out);
    program.telem(
        "run", "--profile", "./kit.json", "--", "./kit", "deploy", "--format", "json", "-v");
    assertThat(program.events().getFirst().path("command").asText()).isEqualTo("kit deploy");
  }

  private static String configHash(JsonNode event) {
    return event.path("eventData").path("configHash").asText();
  }

  private static String sha256(Program program, String text) {
    Path file = saved(program, "text", text);
    return program.shell("sha256sum < " + file).out().substring(0, 64);
  }

  static Path saved(Program program, String name, String text) {
    Path file = program.directory().resolve(name);
    program.write(file, text);
    return file;
  }

  static Path tool(Program program, String name, String script) {
    Path file = saved(program, name, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
