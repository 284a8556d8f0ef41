package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
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
    assertThat(program.telem("init").code()).isZero();
    assertThat(program.shell(page.command(0)).code()).isEqualTo(1);
    List<JsonNode> events = program.events();
    Payload.ofPage("salto")
        .isProduced(
            inSaltosWords(events),
            Map.of("error/errorType", "the class of the error besides, never its message"));
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
    // "Common to all of the workspaces", and of this one.
    assertThat(Events.texts(events, "machineID").stream().distinct()).hasSize(1);
    assertThat(Events.texts(events, "workspaceID").stream().distinct()).hasSize(1);
  }

  /** The page names what is sent in prose: the fields of ours that carry each, under its words. */
  private static ObjectNode inSaltosWords(List<JsonNode> events) {
    JsonNode metrics = Page.metrics(events);
    List<JsonNode> exited = Events.ofType(events, "CommandExited");
    long failed =
        exited.stream().filter(event -> !event.at("/eventData/success").asBoolean()).count();
    ObjectNode words = JsonNodeFactory.instance.objectNode();
    // Starts and failures are no counters of their own here: they follow from the pair.
    words
        .putObject("counters")
        .put("changes upon fetch", metrics.at("/0/count").asInt())
        .put("failed running some command", failed)
        .put("started running some command", Events.ofType(events, "CommandStarted").size())
        .put("size of the workspace", metrics.at("/1/count").asInt());
    JsonNode error = Events.ofType(events, "ErrorReported").getFirst().get("eventData");
    ObjectNode errors = words.putObject("error");
    errors.putArray("stacktrace").add(error.at("/stack/0"));
    errors.set("errorType", error.get("errorType"));
    JsonNode event = exited.getFirst();
    ObjectNode system = words.putObject("operating system");
    system.set("platform", event.at("/attributes/os"));
    system.set("arch", event.at("/attributes/arch"));
    system.set("release version", event.at("/attributes/osVersion"));
    words.set("workspace ID", event.path("workspaceID"));
    words.set("installation ID", event.path("machineID"));
    words.set("app version", event.at("/attributes/version"));
    return words;
  }
}
