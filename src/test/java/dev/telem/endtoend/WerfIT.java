package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** werf's page: its events. */
@ExtendWith(Worlds.class)
final class WerfIT {
  private static final String IDS = "made for every event, session and machine: ours besides";

  /** werf's page, both of its events. */
  @Test
  void werfsPair(Program program) {
    Page page = Page.of("werf");
    page.prepare(program, "werf");
    program.with("GITLAB_CI", "true");
    program.shell("git init -q . && git remote add origin https://u:p@github.com/user/repository");
    assertThat(program.shell(page.command(0)).code()).isZero();
    List<JsonNode> events = program.events();
    ArrayNode pair = JsonNodeFactory.instance.arrayNode().addAll(events);
    // Only where there is one: no difference that every machine has.
    pair.findParents("container").forEach(at -> ((ObjectNode) at).remove("container"));
    Map<String, String> differences = differences();
    if (!pair.at("/0/attributes/arch").asText().equals("amd64")) {
      differences.put("0/attributes/arch", "another machine");
      differences.put("1/attributes/arch", "another machine");
    }
    Payload.ofPage("werf").isProduced(pair, differences);
    assertThat(Events.texts(events, "executionID").stream().distinct())
        .singleElement()
        .asString()
        .matches("[0-9a-f-]{36}");
    // SHA-256 of github.com:::user/repository, as werf makes it of this remote.
    assertThat(Events.texts(events, "projectID"))
        .containsOnly("67faac1e7c66486620847c62a962fe00bb1055a78567c81d4abd8b6ce1f201dc");
    assertThat(events).allMatch(event -> event.path("ts").isIntegralNumber());
    assertThat(pair.at("/1/eventData/durationMs").isIntegralNumber()).isTrue();
    assertThat(pair.at("/0/attributes/ci").asBoolean()).isTrue();
    assertThat(pair.at("/0/eventData/commandOptions/0/asEnv").asBoolean()).isTrue();
  }

  private static Map<String, String> differences() {
    Map<String, String> differences = new TreeMap<>();
    for (String event : List.of("0/", "1/")) {
      differences.put(event + "ts", "another time");
      differences.put(event + "executionID", "another run");
      differences.put(event + "projectID", "another repository");
      for (String id : List.of("eventID", "sessionID", "machineID")) {
        differences.put(event + id, IDS);
      }
      differences.put(event + "app", "telem collects for more than one tool");
      differences.put(event + "attributes/telemVersion", "telem says its version too");
      differences.put(event + "attributes/osVersion", "Visivo and Salto want it");
      differences.put(event + "attributes/interactive", "ours besides");
      differences.put(event + "eventData/args", "Visivo and Meltano want them");
      differences.put(event + "eventData/argsCount", "ours besides");
    }
    differences.put("0/attributes/CI", "the page has CI in one event and ci in the other");
    differences.put("0/attributes/ci", "here it is ci in both");
    differences.put("0/eventData/commandOptions/0/asEnv", "werf never fills it: it is filled here");
    differences.put("1/eventData/commandOptions", "Meltano: completed repeats what started says");
    differences.put("1/eventData/durationMs", "another duration");
    differences.put("1/eventData/success", "Visivo wants it");
    return differences;
  }
}
