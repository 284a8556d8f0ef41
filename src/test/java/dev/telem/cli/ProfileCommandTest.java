package dev.telem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void aTool() throws IOException {
    Path tool =
        Files.writeString(
            folder.resolve("shop"),
            """
            #!/bin/sh
            echo "$*" >> "$0.calls"
            case "$*" in
              --help) printf 'Options:\\n  --api-key KEY  secret\\n  --version   show\\nCommands:\\n  sell  it\\n' ;;
              'sell --help') printf 'Options:\\n  --format {json,text}  how\\n' ;;
              *) exit 1 ;;
            esac
            """);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aDraftOfAToolIsPrintedAndPassesTheCheck() throws IOException {
    for (String named : List.of("shop", "./shop", folder.resolve("shop").toString())) {
      assertThat(telem("profile", "init", named)).isEqualTo(ExitCode.OK);
      String draft = out.toString(StandardCharsets.UTF_8);
      assertThat(draft)
          .contains(
              "\"app\": \"shop\"",
              "\"--api-key\": {\"arity\": 1, \"sensitive\": true},",
              "\"--format\": {\"arity\": 1, \"choices\": [\"json\", \"text\"]},");
      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("telem: asked " + named + " for help 2 times;");
      Files.writeString(folder.resolve("draft.json"), draft);
      assertThat(telem("profile", "check", "draft.json")).isEqualTo(ExitCode.OK);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
      assertThat(err).hasToString("telem: the profile can be used\n");
    }
    assertThat(folder.resolve("shop.calls")).content().isEqualTo("--help\nsell --help\n".repeat(3));
  }

  @Test
  void errorsAreLinesThatAnEditorReads() throws IOException {
    Path file = Files.writeString(folder.resolve("p.json"), "{\"app\": \"a\",\n \"level\": 1}");
    String line =
        file
            + ":2:11: error: \"level\": a number cannot be read, which means off; expected"
            + " off, local or on\n";
    assertThat(telem("profile", "check", "--lines", "p.json")).isEqualTo(ExitCode.FAILURE);
    assertThat(out).hasToString(line);
    assertThat(err).hasToString("");
    assertThat(telem("profile", "check", "p.json")).isEqualTo(ExitCode.FAILURE);
    assertThat(out).hasToString(line);
    assertThat(err).hasToString("telem: the profile cannot be used; mend the errors (1 found)\n");
  }

  @Test
  void theSchemaIsPrinted() {
    assertThat(telem("profile", "schema")).isEqualTo(ExitCode.OK);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"title\": \"A tool's profile");
  }

  @Test
  void mistakesAreSaid() {
    assertThat(telem("profile", "init", "no-such-tool")).isEqualTo(ExitCode.FAILURE);
    assertThat(err)
        .asString()
        .startsWith("telem: no-such-tool is no command that can be run here; check its");
    assertThat(telem("profile", "check", "gone.json")).isEqualTo(ExitCode.FAILURE);
    assertThat(err)
        .asString()
        .isEqualTo(
            "telem: there is no profile \"gone.json\"; a draft of one: telem profile init TOOL >"
                + " TOOL.json\n");
    assertThat(telem("profile")).isEqualTo(ExitCode.USAGE);
    assertThat(telem("profile", "check")).isEqualTo(ExitCode.USAGE);
  }

  private int telem(String... words) {
    out.reset();
    err.reset();
    Surface surface =
        new Surface(
            Map.of("HOME", folder.toString(), "PATH", "/nowhere:" + folder),
            new Properties(),
            folder,
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return Telem.run(List.of(words), surface);
  }
}
