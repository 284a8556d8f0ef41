package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of events that a receiver does not take (spec delivery.md, "Failure rules"). */
@ExtendWith(Worlds.class)
final class FailureRulesIT {
  @Test
  void aDestinationThatRefusesIsMarkedAndStatusSaysWhatToMend(Program program, Receiver receiver) {
    receiver.answers(403, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("flush").code()).isEqualTo(1);
    assertThat(program.queued()).hasSize(2);
    var destination = program.status().at("/destinations/0");
    assertThat(destination.get("state").asText()).isEqualTo("refused");
    assertThat(destination.get("problem").asText()).contains("403");
  }

  @Test
  void theEventThatABatchIsRefusedForIsSetAsideAlone(Program program, Receiver receiver) {
    receiver.answers(400, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.telem("flush");
    assertThat(program.status().at("/queue/setAside").asInt()).isEqualTo(2);
    assertThat(program.status().at("/destinations/0/state").asText()).isEqualTo("refused");
    assertThat(program.status().at("/destinations/0/problem").asText()).contains("answered 400");
    assertThat(program.telem("log", "tail").out().lines().skip(1))
        .hasSize(2)
        .allMatch(row -> row.endsWith("refused"));
    String run = Events.text(program.events().getFirst(), "executionID");
    assertThat(program.telem("log", "show", run).out())
        .contains(Program.lines(program.log()))
        .contains("refused ", "HTTP 400 after ");
    assertThat(program.queued()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void anAnswerThatMayGetBetterKeepsTheEventsForLater(
      int answer, Program program, Receiver receiver) {
    receiver.answers(answer, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("flush").code()).isEqualTo(1);
    assertThat(program.queued()).hasSize(2);
    assertThat(program.status().at("/destinations/0/state").asText()).isEqualTo("retrying");
    assertThat(program.status().at("/destinations/0/problem").asText()).contains("" + answer);
    assertThat(program.telem("status").out()).contains("" + answer);
  }

  @Test
  void aRedirectIsNotFollowed(Program program, Receiver receiver) {
    receiver.redirects();
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.telem("flush");
    assertThat(receiver.requests())
        .allSatisfy(request -> assertThat(request.getUrl()).isEqualTo("/v1/events"));
    assertThat(program.queued()).hasSize(2);
  }
}
