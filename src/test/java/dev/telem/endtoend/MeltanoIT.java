package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Meltano's page: how the tool tracks itself. */
@ExtendWith(Worlds.class)
final class MeltanoIT {
  /** Meltano's page, "Logging both start and completion" and "One-way hashing". */
  @Test
  void meltanosPairWithHashedArguments(Program program) {
    Page page = Page.of("Meltano");
    page.prepare(program, "meltano");
    assertThat(program.shell(page.command(0)).code()).isZero();
    List<JsonNode> events = program.events();
    JsonNode started = Events.ofType(events, "CommandStarted").getFirst();
    JsonNode exited = Events.ofType(events, "CommandExited").getFirst();
    // Equal arguments have equal digests, different ones others. The page's digests are those of
    // anybody; here they are keyed, so that only this machine can compare.
    List<String> args = new ArrayList<>();
    started.at("/eventData/args").forEach(word -> args.add(word.asText()));
    assertThat(args).hasSize(4).startsWith("run");
    assertThat(args.subList(1, 4)).allMatch(word -> word.matches("<value:[0-9a-f]{8}>"));
    assertThat(args.get(1)).isEqualTo(args.get(3)).isNotEqualTo(args.get(2));
    // "The completed version should be identical to its started event, with the ending state."
    started
        .get("eventData")
        .properties()
        .forEach(
            field ->
                assertThat(exited.at("/eventData").get(field.getKey()))
                    .isEqualTo(field.getValue()));
    assertThat(exited.at("/eventData/exitCode").asInt()).isZero();
    // Plugin names in clear text.
    assertThat(Page.metrics(events))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"plugins","topic":"tap-gitlab","aggregation":"count","runs":1},
                 {"collection":"plugins","topic":"target-jsonl","aggregation":"count","runs":1}]
                """));
    // No heartbeats.
    assertThat(events).hasSize(3);
  }
}
