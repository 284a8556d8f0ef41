package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Visivo's page: what is reported of a run. */
@ExtendWith(Worlds.class)
final class VisivoIT {
  /** Visivo's page, "Example of Command Sanitization", "API Requests" and "High-level metrics". */
  @Test
  void visivosRunWithItsJobsAndItsApiRequest(Program program) {
    Page page = Page.of("Visivo");
    page.prepare(program, "visivo");
    Program.Result result = program.shell(page.command(0));
    assertThat(result).isEqualTo(new Program.Result(0, "12 jobs\n", ""));
    List<JsonNode> events = program.events();
    JsonNode exited = Events.ofType(events, "CommandExited").getFirst();
    // The page has "run" as the command; here the command is "visivo run", and run an argument too.
    assertThat(Events.text(exited, "command")).isEqualTo("visivo run");
    assertThat(exited.at("/eventData/args"))
        .isEqualTo(
            Events.json(
                """
                ["run","--dag-filter","<value>","--threads","<value>","--output-dir","<path>"]
                """));
    assertThat(exited.at("/eventData/success").asBoolean()).isTrue();
    assertThat(exited.at("/eventData/durationMs").isIntegralNumber()).isTrue();
    JsonNode request = Events.ofType(events, "ApiRequest").getFirst();
    assertThat(request.get("eventData"))
        .isEqualTo(
            Events.json(
                """
                {"method":"GET","endpoint":"/api/projects/<id>/traces/<id>","statusCode":200,
                 "durationMs":42}
                """));
    // "Hashed project name (same hash as CLI commands)", 16 characters.
    assertThat(Events.text(request, "projectHash"))
        .matches("[0-9a-f]{16}")
        .isEqualTo(Events.text(exited, "projectHash"));
    assertThat(Page.metrics(events))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"counters","topic":"jobs","aggregation":"count","count":12}]
                """));
  }
}
