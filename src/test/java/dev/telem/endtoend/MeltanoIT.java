package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    program.shell("git init -q . && git remote add origin https://gitlab.com/meltano/demo");
    assertThat(program.shell(page.command(0)).code()).isZero();
    List<JsonNode> events = program.events();
    JsonNode started = Events.ofType(events, "CommandStarted").getFirst();
    JsonNode exited = Events.ofType(events, "CommandExited").getFirst();
    JsonNode metrics = Page.metrics(events);
    Payload.ofPage("meltano").isProduced(inMeltanosWords(started, exited, metrics), differences());
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
    // Plugin names in clear text, one of them run twice.
    assertThat(metrics)
        .isEqualTo(
            Events.json(
                """
                [{"collection":"plugins","topic":"tap-gitlab","aggregation":"count","runs":2},
                 {"collection":"plugins","topic":"target-jsonl","aggregation":"count","runs":1}]
                """));
    // No heartbeats.
    assertThat(events).hasSize(3);
  }

  private static Map<String, String> differences() {
    Map<String, String> differences = new TreeMap<>();
    differences.put(
        "plugin variant names", "of the same form as plugin names; this tool has no variants");
    for (String event : List.of("started/", "completed/")) {
      differences.put(event + "plugin config", "only if --config-file names it: configHash");
      differences.put(event + "Python version", "telem wraps tools in any language");
    }
    return differences;
  }

  /** The page names what is sent in prose: the fields of ours that carry each, under its words. */
  private static ObjectNode inMeltanosWords(JsonNode started, JsonNode exited, JsonNode metrics) {
    ObjectNode words = JsonNodeFactory.instance.objectNode();
    words.set("started", inMeltanosWords(started));
    words.set(
        "completed", inMeltanosWords(exited).set("ending state", exited.at("/eventData/exitCode")));
    ArrayNode plugins = words.putArray("plugin names");
    metrics.forEach(metric -> plugins.add(metric.path("topic")));
    return words;
  }

  private static ObjectNode inMeltanosWords(JsonNode event) {
    ObjectNode words = JsonNodeFactory.instance.objectNode();
    words.set("command name", event.path("command"));
    ArrayNode hashed = words.putArray("CLI args");
    for (int i = 1; i < event.at("/eventData/args").size(); i++) {
      hashed.add(event.at("/eventData/args").get(i));
    }
    words.set("OS version", event.at("/attributes/osVersion"));
    words.set("project ID", event.path("projectID"));
    return words;
  }
}
