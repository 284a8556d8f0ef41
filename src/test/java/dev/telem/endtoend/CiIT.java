package dev.telem.endtoend;

import static dev.telem.endtoend.Events.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In CI: known by its vendor, no stored identifier, and one hard budget for sending (spec events.md
 * "CI", delivery.md "Sender").
 */
@ExtendWith(Worlds.class)
final class CiIT {
  @ParameterizedTest
  @CsvSource({
    "GITHUB_ACTIONS, true, github-actions", "GITLAB_CI, true, gitlab", "CIRCLECI, true, circleci",
        "TRAVIS, true, travis",
    "JENKINS_URL, http://j/, jenkins", "TEAMCITY_VERSION, 2024.1, teamcity", "BUDDY, true, buddy",
        "GO_PIPELINE_LABEL, 1, gocd"
  })
  void aVendorIsKnownAlsoWithoutCi(String variable, String value, String slug, Program program) {
    program
        .with(variable, value)
        .with("BUDDY_WORKSPACE_ID", slug.equals("buddy") ? "1" : "")
        .with("BUILD_ID", slug.equals("jenkins") ? "1" : "");
    program.wrap("true");
    for (JsonNode event : program.events()) {
      assertThat(event.at("/attributes/ci").asBoolean()).isTrue();
      assertThat(text(event, "attributes/ciName")).isEqualTo(slug);
    }
    JsonNode status = program.status();
    assertThat(status.get("ci").asBoolean()).isTrue();
    assertThat(text(status, "ciName")).isEqualTo(slug);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "false", "no", "off"})
  void ciSetToNoIsNoCi(String value, Program program) {
    program.with("CI", value).wrap("true");
    assertThat(program.events().getFirst().at("/attributes/ci").asBoolean()).isFalse();
    assertThat(program.state().resolve("machine-id")).exists();
  }

  @Test
  void anUnknownCiHasNoName(Program program) {
    program.with("CI", "true").wrap("true");
    assertThat(program.events().getFirst().at("/attributes/ci").asBoolean()).isTrue();
    assertThat(program.events().getFirst().at("/attributes").has("ciName")).isFalse();
    assertThat(program.status().get("ciName").isNull()).isTrue();
  }

  @Test
  void aContainerIsNoCi(Program program) {
    program.with("KUBERNETES_SERVICE_HOST", "10.0.0.1").wrap("true");
    JsonNode attributes = program.events().getFirst().get("attributes");
    assertThat(attributes.get("ci").asBoolean()).isFalse();
    assertThat(text(attributes, "container")).isEqualTo("kubernetes");
    assertThat(text(program.status(), "container")).isEqualTo("kubernetes");
  }

  @Test
  void theMachineIdIsFreshEachRunAndNeverStored(Program program) {
    program.with("CI", "true");
    program.wrap("true");
    program.wrap("true");
    List<String> ids = Events.texts(program.events(), "machineID");
    assertThat(ids).hasSize(4).allMatch(id -> id.startsWith("ci-"));
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(3)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(0));
    assertThat(program.state().resolve("machine-id")).doesNotExist();
  }

  @Test
  void theRunItselfSendsBeforeItEnds(Program program, Receiver receiver) {
    program
        .with("CI", "true")
        .with("TELEMETRY_ENDPOINT", receiver.url())
        .with("TELEMETRY_FLUSH_TIMEOUT", "20s");
    assertThat(program.wrap("sh", "-c", "exit 3")).isEqualTo(new Result(3, "", ""));
    assertThat(receiver.eventIds()).isEqualTo(Events.texts(program.events(), "eventID")).hasSize(2);
  }

  @Test
  void aServerThatNeverAnswersCostsTheBudgetAndTheEventsAreKept(Program program)
      throws IOException {
    try (ServerSocket silent = DeliveryIT.silent()) {
      program
          .with("CI", "true")
          .with("TELEMETRY_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort() + "/")
          .with("TELEMETRY_FLUSH_TIMEOUT", "1s");
      long start = System.nanoTime();
      assertThat(program.wrap("sh", "-c", "exit 3")).isEqualTo(new Result(3, "", ""));
      // A request may take 10 s: far below that and not before the budget is over.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(900), Duration.ofMillis(3_500));
      assertThat(program.queued()).hasSize(2);
    }
  }

  @Test
  void flushCanBeAskedForAndSwitchedOff(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.url())
        .with("TELEMETRY_FLUSH", "never")
        .with("CI", "true");
    program.wrap("true");
    assertThat(receiver.requests()).isEmpty();
    program.without("CI").with("TELEMETRY_FLUSH", "wait").with("TELEMETRY_FLUSH_TIMEOUT", "20s");
    program.wrap("true");
    assertThat(receiver.eventIds()).hasSize(4).doesNotHaveDuplicates();
  }
}
