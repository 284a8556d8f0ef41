package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Grouparoo's page: the document. */
@ExtendWith(Worlds.class)
final class GrouparooIT {
  private static final Map<String, String> DIFFERENCES =
      Map.of("guid", "that of its author's cluster; here made of this machine's random id");

  /** Grouparoo's page, the whole of its example payload. */
  @Test
  void grouparoosPayload(Program program, Receiver receiver) {
    Page page = Page.of("Grouparoo");
    page.prepare(program, "grouparoo");
    program.with("TELEMETRY_FLUSH", "wait");
    String run = page.command(0).replace("https://telemetry.example.com", receiver.url());
    assertThat(program.shell(run).code()).isZero();
    String snapshot =
        page.command(1)
            .replace("--profile grouparoo", "--profile " + page.profile(program))
            .replace("snapshot+https://telemetry.grouparoo.com", receiver.at("snapshot+", ""));
    JsonNode document = Events.json(program.shell(snapshot).out());
    assertThat(receiver.bodies("/api/v1/telemetry").stream().map(Events::json))
        .containsExactly(document);
    isGrouparoos(document, program);
  }

  @Test
  void withItsReceiverAsTheOnlyOneARunSendsThePayloadItself(Program program, Receiver receiver) {
    Page page = Page.of("Grouparoo");
    page.prepare(program, "grouparoo");
    program
        .with("TELEMETRY_FLUSH", "wait")
        .with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
    assertThat(program.wrap("grouparoo").code()).isZero();
    JsonNode document = Events.json(receiver.bodies("/api/v1/telemetry").getFirst());
    isGrouparoos(document, program);
    // Nothing is left for a snapshot, which is no reason to print none.
    JsonNode rest =
        Events.json(program.telem("snapshot", "--profile", page.profile(program)).out());
    assertThat(rest.path("metrics").isEmpty()).isTrue();
    assertThat(rest.path("name")).isEqualTo(document.path("name"));
    assertThat(receiver.requests()).hasSize(1);
  }

  private static void isGrouparoos(JsonNode document, Program program) {
    Payload.ofPage("grouparoo").isProduced(document, DIFFERENCES);
    assertThat(document.path("guid").asText())
        .isEqualTo("tcs_" + Events.text(program.events().getLast(), "machineID"));
  }
}
