package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each destination has its own progress (spec delivery.md, "Failure rules"). */
@ExtendWith(Worlds.class)
final class SeveralDestinationsIT {
  @Test
  void oneThatRefusesOneThatIsSlowAndOneThatTakesAllButOneDoNotHinderEachOther(
      Program program, Receiver refusing, Receiver slow, Receiver picky, Receiver fine) {
    program
        .configured(
            """
            {"destinations": [
              {"url": "%s"}, {"url": "%s"}, {"url": "%s", "apiKey": "phc_key"}, {"url": "%s"}]}
            """
                .formatted(
                    refusing.url(), slow.at("otlp+", ""), picky.at("posthog+", ""), fine.url()))
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.wrap("false");
    List<String> ids = Events.texts(program.events(), "eventID");
    assertThat(program.queued()).hasSize(16);
    refusing.answers(403, Duration.ZERO);
    slow.answers(200, Duration.ofSeconds(2));
    picky.answersTo(ids.get(1), 400);

    assertThat(program.telem("flush").code()).isEqualTo(1);

    assertThat(fine.eventIds()).containsExactlyElementsOf(ids);
    assertThat(slow.bodies("/v1/traces")).hasSize(1);
    assertThat(slow.bodies("/v1/logs")).hasSize(1);
    assertThat(accepted(picky, ids.get(1)))
        .containsExactlyInAnyOrder(ids.get(0), ids.get(2), ids.get(3));
    assertThat(program.queued()).hasSize(4);
    JsonNode destinations = program.status().at("/destinations");
    assertThat(destinations.findValuesAsText("state")).containsExactly("refused", "ok", "ok", "ok");
    assertThat(destinations.findValuesAsText("queued")).containsExactly("4", "0", "0", "0");
    assertThat(program.status().at("/queue/setAside").asInt()).isEqualTo(1);

    refusing.answers(200, Duration.ZERO);
    assertThat(program.telem("flush").code()).isZero();
    assertThat(refusing.eventIds().subList(4, 8)).containsExactlyElementsOf(ids);
    assertThat(fine.requests()).hasSize(1);
    assertThat(program.queued()).isEmpty();
  }

  @Test
  void whatOneHasTakenAndAnotherWasNotYetAskedForIsShownAsQueued(
      Program program, Receiver fine, Receiver refusing) {
    program
        .configured(
            "{\"destinations\": [{\"url\": \"%s\"}, {\"url\": \"%s\"}]}"
                .formatted(fine.url(), refusing.url()))
        .with("TELEMETRY_FLUSH", "wait")
        .with("TELEMETRY_FLUSH_TIMEOUT", "30000");
    refusing.answers(403, Duration.ZERO);
    program.wrap("true");
    program.wrap("false");
    assertThat(fine.eventIds()).hasSize(4);
    assertThat(refusing.requests()).as("an hour's wait after the first").hasSize(1);
    assertThat(program.telem("log", "tail").out().lines().skip(1))
        .satisfiesExactly(
            row -> assertThat(row).endsWith("refused"),
            row -> assertThat(row).endsWith("refused"),
            row -> assertThat(row).endsWith("queued"),
            row -> assertThat(row).endsWith("queued"));
    refusing.answers(200, Duration.ZERO);
    assertThat(program.telem("flush").code()).isZero();
    assertThat(program.telem("log", "tail").out().lines().skip(1))
        .hasSize(4)
        .allMatch(row -> row.endsWith("accepted"));
  }

  private static List<String> accepted(Receiver posthog, String bad) {
    List<String> accepted = new ArrayList<>();
    for (String body : posthog.bodies("/batch/")) {
      if (!body.contains(bad)) {
        Events.json(body).path("batch").forEach(event -> accepted.add(event.get("uuid").asText()));
      }
    }
    return accepted;
  }
}
