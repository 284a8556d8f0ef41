package dev.telem.endtoend;

import static dev.telem.endtoend.Events.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code telem status} tells the truth, and makes nothing (spec cli.md, consent.md "What decides").
 */
@ExtendWith(Worlds.class)
final class StatusIT {
  @Test
  void theJsonHasWhatOthersRelyOn(Program program) {
    JsonNode status = program.status();
    assertThat(text(status, "level")).isEqualTo("local");
    assertThat(status.at("/reason/source").isTextual()).isTrue();
    assertThat(status.at("/reason/detail").isTextual()).isTrue();
    assertThat(status.get("sources").isArray()).isTrue();
    assertThat(status.get("ci").isBoolean()).isTrue();
    assertThat(status.get("ciName").isNull()).isTrue();
    assertThat(status.has("container")).isTrue();
    assertThat(status.get("machineID").isNull()).isTrue();
    assertThat(status.get("projectID").isNull()).isTrue();
    assertThat(text(status, "logFile")).isEqualTo(program.log().toString());
    for (String field : List.of("events", "bytes", "dropped")) {
      assertThat(status.at("/queue/" + field).isIntegralNumber()).as(field).isTrue();
    }
    assertThat(status.get("destinations").isArray()).isTrue();
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void itWorksWithAnEmptyEnvironment(Program program) {
    for (String form :
        List.of(
            "status --json",
            "status",
            "status -q",
            "log tail",
            "queue list --json",
            "id",
            "level")) {
      Result result = program.shell("exec env -i HOME_OF_NOBODY=1 \"$TELEM\" " + form);
      assertThat(result.code()).as(form).isIn(0, 10);
      assertThat(result.err()).as(form).doesNotContain("Exception");
    }
    String json = program.shell("exec env -i \"$TELEM\" status --json").out();
    assertThat(text(Events.json(json), "level")).isIn("local", "off", "on");
    assertThat(program.everything()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"on, 0", "local, 10", "off, 20"})
  void quietTellsByItsExitCodeAlone(String level, int code, Program program) {
    program
        .with("TELEMETRY_ENDPOINT", "https://telemetry.example.com/")
        .configured("{\"level\": \"" + level + "\"}");
    assertThat(program.telem("status", "-q")).isEqualTo(new Result(code, "", ""));
    assertThat(text(program.status(), "level")).isEqualTo(level);
  }

  @Test
  void theSourcesAreListedInTheOrderInWhichTheyWin(Program program) {
    program.write(program.directory().resolve(".telem.json"), "{\"level\": \"on\"}");
    program.configured("{\"level\": \"on\"}").with("TELEMETRY", "1");
    List<String> sources = new ArrayList<>();
    program.status().get("sources").forEach(source -> sources.add(text(source, "source")));
    assertThat(
            indexes(
                sources,
                "DO_NOT_TRACK",
                "TELEMETRY_DISABLE",
                "/etc/telem/policy.json",
                ".telem.json",
                "TELEMETRY",
                "config.json",
                "built in"))
        .isSorted()
        .doesNotContain(-1);
    assertThat(sources)
        .contains(
            "TELEMETRY_ENABLED",
            "TELEMETRY_DISABLE",
            "TELEMETRY_DISABLED",
            "TELEMETRY_OPTOUT",
            "TELEMETRY_OPT_OUT");
  }

  @Test
  void nothingOutranksDoNotTrack(Program program) {
    program.configured("{\"level\": \"on\", \"endpoint\": \"https://telemetry.example.com/\"}");
    program.with("TELEMETRY", "1").with("TELEMETRY_ENABLED", "true").with("DO_NOT_TRACK", "1");
    JsonNode status = program.status();
    assertThat(text(status, "level")).isEqualTo("off");
    assertThat(text(status, "reason/source")).isEqualTo("DO_NOT_TRACK");
    assertThat(program.telem("run", "--level", "on", "--", "true").code()).isZero();
    assertThat(program.log()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"''", "0", "false", "no", "off", "FALSE"})
  void doNotTrackSetToNoForbidsNothing(String value, Program program) {
    program.with("DO_NOT_TRACK", value);
    assertThat(text(program.status(), "level")).isEqualTo("local");
  }

  @ParameterizedTest
  @CsvSource({
    "TELEMETRY, local, local",
    "TELEMETRY, yes, on",
    "TELEMETRY, T, on",
    "TELEMETRY, n, off",
    "TELEMETRY_ENABLED, Enabled, on",
    "TELEMETRY_DISABLE, 0, on",
    "TELEMETRY_DISABLED, disabled, on",
    "TELEMETRY_OPTOUT, y, off",
    "TELEMETRY_OPT_OUT, FALSE, on"
  })
  void aVariableIsReadInEveryUsualSpelling(
      String name, String value, String level, Program program) {
    program.configured("{\"endpoint\": \"https://telemetry.example.com/\"}").with(name, value);
    assertThat(text(program.status(), "level")).isEqualTo(level);
  }

  @Test
  void anOptInOutranksTheConfigurationAndTheConfigurationWhatIsBuiltIn(Program program) {
    program.with("TELEMETRY_ENDPOINT", "https://telemetry.example.com/");
    assertThat(text(program.status(), "level")).isEqualTo("on");
    program.configured("{\"level\": \"off\"}");
    assertThat(text(program.status(), "level")).isEqualTo("off");
    program.with("TELEMETRY", "1");
    assertThat(text(program.status(), "level")).isEqualTo("on");
    program.telem("run", "--level", "local", "--", "true");
    assertThat(program.events()).hasSize(2);
    assertThat(program.queued()).isEmpty();
  }

  @Test
  void aValueThatCannotBeReadMeansOffAndIsNamed(Program program) {
    program.with("TELEMETRY", "perhaps");
    JsonNode status = program.status();
    assertThat(text(status, "level")).isEqualTo("off");
    assertThat(status.get("problems").toString()).contains("TELEMETRY", "perhaps");
    assertThat(program.telem("status").out()).contains("TELEMETRY", "perhaps", "cannot be read");
  }

  @Test
  void theReasonNamesFileAndLine(Program program) {
    program.configured("{\n  // no thanks\n  \"level\": \"off\"\n}\n");
    assertThat(text(program.status(), "reason/source")).startsWith(program.config() + ":3");
    assertThat(program.telem("status").out()).contains(program.config() + ":3");
  }

  @Test
  void theToolsOwnVariablesCountForTheTool(Program program) {
    program.with("MY_TOOL_TELEMETRY", "0");
    assertThat(text(program.status("--app", "my-tool"), "level")).isEqualTo("off");
    assertThat(text(program.status(), "level")).isEqualTo("local");
    program.telem("run", "--app", "my-tool", "--", "true");
    program.write(program.directory().resolve("my-tool"), "#!/bin/sh\nexit 0\n");
    assertThat(program.shell("chmod +x my-tool; \"$TELEM\" run -- ./my-tool").code()).isZero();
    assertThat(program.log()).doesNotExist();
  }

  @Test
  void aProjectMayLowerTheLevelAndNeverRaiseItOrNameAnEndpoint(Program program, Receiver receiver) {
    program.write(
        program.directory().resolve(".telem.json"),
        "{\"level\": \"on\", \"endpoint\": \""
            + receiver.url()
            + "\", \"log\": {\"file\": \"/tmp/x\"}}");
    JsonNode status = program.status();
    assertThat(text(status, "level")).isEqualTo("local");
    assertThat(status.get("destinations")).isEmpty();
    assertThat(text(status, "logFile")).isEqualTo(program.log().toString());
    assertThat(status.get("problems")).hasSize(2);
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    assertThat(text(program.status(), "level")).isEqualTo("on");
    program
        .write(program.directory().resolve(".telem.json"), "{\"level\": \"local\"}")
        .with("TELEMETRY", "1");
    assertThat(text(program.status(), "level")).isEqualTo("local");
    assertThat(text(program.status(), "reason/source")).contains(".telem.json:1");
  }

  @Test
  void aProjectFileAboveCountsUpToTheRepositorysRoot(Program program) throws IOException {
    program.write(program.directory().resolve(".telem.json"), "{\"level\": \"off\"}");
    program.in(Files.createDirectories(program.directory().resolve("a/b")));
    assertThat(text(program.status(), "level")).isEqualTo("off");
    Files.createDirectories(program.directory().resolveSibling(".git"));
    assertThat(text(program.status(), "level")).isEqualTo("local");
  }

  @Test
  void itShowsWhatWasMadeAndWhatWaits(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    JsonNode status = program.status();
    assertThat(text(status, "machineID")).isEqualTo(text(program.events().getFirst(), "machineID"));
    assertThat(status.at("/queue/events").asInt()).isEqualTo(2);
    assertThat(status.at("/queue/bytes").asInt())
        .isEqualTo(program.queued().stream().mapToInt(line -> line.length() + 1).sum());
    assertThat(text(status, "destinations/0/url")).isEqualTo(receiver.url());
    assertThat(program.telem("status").out())
        .contains(text(status, "machineID"), receiver.url(), program.log().toString());
  }

  @Test
  void aSecretInAnAddressIsMasked(Program program) {
    program.with("TELEMETRY_ENDPOINT", "https://user:s3cret@telemetry.example.com/?key=s3cret");
    assertThat(program.telem("status").out() + program.status()).doesNotContain("s3cret");
  }

  private static List<Integer> indexes(List<String> sources, String... wanted) {
    List<Integer> indexes = new ArrayList<>();
    int from = 0;
    for (String name : wanted) {
      int found = -1;
      for (int at = from; at < sources.size() && found < 0; at++) {
        String source = sources.get(at);
        found = source.equals(name) || (source.contains("/") && source.contains(name)) ? at : -1;
      }
      indexes.add(found);
      from = Math.max(found, 0);
    }
    return indexes;
  }
}
