package dev.telem.endtoend;

import static dev.telem.endtoend.Events.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run inside another keeps the session and names its parent (spec process.md, "Nesting"). */
@ExtendWith(Worlds.class)
final class NestedIT {
  @Test
  void anInnerRunKeepsTheSessionAndNamesItsParent(Program program) {
    program.wrap("sh", "-c", "\"$TELEM\" run -- true");
    List<JsonNode> events = program.events();
    assertThat(Events.texts(events, "command")).containsExactly("sh", "true", "true", "sh");
    JsonNode outer = events.getFirst();
    JsonNode inner = events.get(1);
    assertThat(new HashSet<>(Events.texts(events, "sessionID"))).hasSize(1);
    assertThat(text(inner, "parentExecutionID")).isEqualTo(text(outer, "executionID"));
    assertThat(text(inner, "executionID")).isNotEqualTo(text(outer, "executionID"));
    assertThat(outer.has("parentExecutionID")).isFalse();
  }

  @Test
  void theCommandIsToldWhichRunItIs(Program program) {
    String told =
        program
            .wrap(
                "sh", "-c", "echo $TELEMETRY_EXECUTION_ID $TELEMETRY_SESSION_ID $TELEMETRY_EVENTS")
            .out();
    JsonNode event = program.events().getFirst();
    assertThat(told).startsWith(text(event, "executionID") + " " + text(event, "sessionID") + " /");
  }

  @Test
  void runsThatFollowEachOtherHaveSessionsOfTheirOwn(Program program) {
    program.wrap("true");
    program.wrap("true");
    assertThat(new HashSet<>(Events.texts(program.events(), "sessionID"))).hasSize(2);
  }

  @Test
  void aSessionThatIsNoUuidIsNotTakenOver(Program program) {
    program
        .with("TELEMETRY_SESSION_ID", "my-name")
        .with("TELEMETRY_EXECUTION_ID", "my-host")
        .wrap("true");
    assertThat(Program.lines(program.log()))
        .hasSize(2)
        .noneMatch(line -> line.contains("my-name") || line.contains("my-host"));
  }

  @Test
  void statusTellsThatItIsInsideARun(Program program) {
    assertThat(program.wrap("sh", "-c", "\"$TELEM\" status --json").out())
        .contains("\"nested\" : true");
  }
}
