package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code telem preview} shows what would leave, and leaves nothing itself. */
@ExtendWith(Worlds.class)
class PreviewIT {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void everyWordIsShownWithWhatLeavesAndWhy(Program program) {
    Result result = program.telem("preview", "--", "mytool", "deploy", "--token", "abc", "./x");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().limit(6).map(line -> line.split(" {2,}", -1)[1]))
        .containsExactly("leaves as", "mytool", "<value>", "--token", "<redacted>", "<path>");
    assertThat(result.out()).contains("\"eventType\":\"CommandStarted\"");
  }

  @Test
  void whatItShowsIsWhatARunRecords(Program program) throws IOException {
    String[] command = {"sh", "-c", "exit 0", "--token=abc", "-pSECRET", "/etc", "word"};
    program.wrap(command);
    List<String> words = new ArrayList<>(List.of("preview", "--json", "--"));
    words.addAll(List.of(command));
    JsonNode preview = JSON.readTree(program.telem(words.toArray(String[]::new)).out());
    JsonNode recorded = program.events().getFirst();

    assertThat(preview.path("command")).isEqualTo(recorded.path("command"));
    assertThat(preview.path("args")).isEqualTo(recorded.path("eventData").path("args"));
    assertThat(preview.path("event").path("eventData")).isEqualTo(recorded.path("eventData"));
    assertThat(preview.path("event").path("attributes")).isEqualTo(recorded.path("attributes"));
    assertThat(preview.path("tokens")).hasSize(command.length);
  }

  @Test
  void itRunsRecordsAndSendsNothing(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    Result result = program.telem("preview", "--", "touch", "made");

    assertThat(result.out()).contains("POST " + receiver.url()).contains("\"events\":[{");
    assertThat(program.everything()).isEmpty();
    assertThat(program.directory().resolve("made")).doesNotExist();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void credentialsOfTheDestinationAreMasked(Program program) {
    program.with("TELEMETRY_ENDPOINT", "https://me:hunter2@example.com/x?key=sesame");

    assertThat(program.telem("preview", "--", "true").out())
        .contains("example.com")
        .doesNotContain("hunter2")
        .doesNotContain("sesame");
  }

  @Test
  void manyLinesAreReadInOneProcessAndAnsweredInOrder(Program program) throws IOException {
    Path file = program.directory().resolve("commands.jsonl");
    Files.writeString(
        file, "[\"git\",\"status\"]\n[\"./x\",\"--out=./a\",\"\\u00e9\"]\n[\"ls\"]\n");
    Result result = program.shell("\"$TELEM\" preview --json --lines < commands.jsonl");

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            {"command":"git","args":["<value>"]}
            {"command":"x","args":["--out=<path>","<value>"]}
            {"command":"ls","args":[]}
            """);
    assertThat(program.state()).doesNotExist();
  }

  @Test
  void thePersonsPolicyForArgumentsIsKept(Program program) {
    program.configured("{\"args\": \"none\"}");
    program.wrap("echo", "--out=x", "word");
    program.configured("{\"args\": \"names\"}");
    program.wrap("echo", "--out=x", "word");
    program.configured("{\"args\": \"hash\"}");
    program.wrap("echo", "word", "word", "other");

    List<JsonNode> events = program.events();
    assertThat(events.get(0).path("eventData").path("args")).isEmpty();
    assertThat(events.get(0).path("eventData").path("commandOptions")).isEmpty();
    assertThat(events.get(2).path("eventData").path("args")).isEmpty();
    assertThat(events.get(2).path("eventData").path("commandOptions")).hasSize(1);
    JsonNode hashed = events.get(4).path("eventData").path("args");
    assertThat(hashed.path(0).asText()).matches("<value:[0-9a-f]{8}>");
    assertThat(hashed.path(1)).isEqualTo(hashed.path(0));
    assertThat(hashed.path(2)).isNotEqualTo(hashed.path(0));
  }

  @Test
  void aLineThatIsNoCommandLineIsNamed(Program program) {
    Result result =
        program.shell(
            "printf '[\"ls\"]\\n{\"a\":1}\\n\\n[\"x\",1]\\n[\"x\"] y\\n[\"pwd\"]\\n'"
                + " | \"$TELEM\" preview --json --lines");

    assertThat(result.code()).isEqualTo(1);
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.getFirst()).isEqualTo("{\"command\":\"ls\",\"args\":[]}");
    assertThat(lines.subList(1, 5)).allMatch(line -> line.startsWith("{\"error\":\"line "));
    assertThat(lines.getLast()).isEqualTo("{\"command\":\"pwd\",\"args\":[]}");
    assertThat(result.err()).contains("4 of 6 lines").contains("JSON array");
  }
}
