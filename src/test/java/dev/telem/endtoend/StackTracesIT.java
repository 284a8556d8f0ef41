package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stack trace leaves in the same form whichever way a command reports it: on its channel, as text
 * or as lines, and by {@code telem emit error}, on stdin or from a file, in a run or outside.
 */
@ExtendWith(Worlds.class)
final class StackTracesIT {
  private static final Path TRACES = Path.of("src/test/resources/dev/telem/privacy/stack-traces");

  @ParameterizedTest
  @ValueSource(strings = {"java", "python", "node", "go", "ruby", "dotnet"})
  void everyWayToReportAStackTraceTellsTheSame(String language, Program program)
      throws IOException {
    String[] table = Files.readString(TRACES.resolve(language + ".txt")).split("---\n", -1);
    int last = table.length - 1;
    String trace = String.join("---\n", List.of(table).subList(0, last));
    program.write(program.home().resolve("trace.txt"), trace);
    program.write(program.home().resolve("lines"), asText(trace) + "\n" + asLines(trace) + "\n");

    assertThat(
            program.wrap(
                "sh",
                "-ec",
                "cat $HOME/lines >> $TELEMETRY_EVENTS; $TELEM emit error --stack $HOME/trace.txt;"
                    + "$TELEM emit error < $HOME/trace.txt"))
        .isEqualTo(new Program.Result(0, "", ""));
    assertThat(program.shell("$TELEM emit error --app sh --stack $HOME/trace.txt").code()).isZero();
    assertThat(program.shell("$TELEM emit error --app sh --stack - < $HOME/trace.txt").code())
        .isZero();

    List<JsonNode> errors = Events.ofType(program.events(), "ErrorReported");
    assertThat(errors).hasSize(6);
    assertThat(errors)
        .extracting(error -> error.get("eventData"))
        .containsOnly(expected(table[last]));
    assertThat(Files.readString(program.log()))
        .doesNotContain("alice", "hunter2", "ecret-project", "C:");
    assertThat(program.state().resolve("troubles.jsonl")).doesNotExist();
  }

  private static ObjectNode expected(String table) {
    List<String> lines = table.lines().toList();
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("errorType", lines.getFirst());
    lines.subList(1, lines.size()).forEach(data.withArray("stack")::add);
    return data;
  }

  private static ObjectNode asText(String trace) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.putObject("error").put("stack", trace);
    return line;
  }

  private static ObjectNode asLines(String trace) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    trace.lines().forEach(line.putObject("error").putArray("stack")::add);
    return line;
  }
}
