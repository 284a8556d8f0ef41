package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Salto's page: which data is collected. */
@ExtendWith(Worlds.class)
final class SaltoIT {
  /** Salto's page, "Which data is being collected?". */
  @Test
  void saltosCountersAndErrorWithoutPersonalPaths(Program program) {
    assumeThat(program.shell("node --version").code())
        .as("Node.js, for the example in JavaScript")
        .isZero();
    Page page = Page.of("Salto");
    page.prepare(program, "salto");
    assertThat(program.shell(page.command(0)).code()).isEqualTo(1);
    List<JsonNode> events = program.events();
    assertThat(Page.metrics(events))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"counters","topic":"changes.fetch","aggregation":"count","count":17},
                 {"collection":"counters","topic":"workspace.size","aggregation":"count","count":2048}]
                """));
    JsonNode error = Events.ofType(events, "ErrorReported").getFirst().get("eventData");
    assertThat(error.path("errorType").asText()).isEqualTo("MergeConflictError");
    assertThat(error.path("stack").get(0).asText()).matches("salto:\\d+:\\d+ in fetchWorkspace");
    assertThat(error.toString()).doesNotContain("jane", "secret", program.home().toString());
    // Starts and failures are no counters of their own here: they follow from the pair.
    assertThat(Events.ofType(events, "CommandStarted")).hasSize(1);
    assertThat(
            Events.ofType(events, "CommandExited").getFirst().at("/eventData/success").asBoolean())
        .isFalse();
  }
}
