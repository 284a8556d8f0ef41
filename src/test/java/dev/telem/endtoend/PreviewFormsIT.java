package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.delivery.OtlpBodies;
import dev.telem.endtoend.Program.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code telem preview --as} shows the request in any form (spec cli.md). */
@ExtendWith(Worlds.class)
final class PreviewFormsIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "native  | POST https://telemetry.example.com | {\"schemaVersion\":1,\"events\":[{",
        "posthog | POST https://telemetry.example.com/batch/ | {\"api_key\":\"****\",",
        "otlp    | POST https://telemetry.example.com/v1/logs | {\"resourceLogs\":[{",
        "snapshot| Nothing of this event goes to such a destination | it takes the metrics"
      })
  void whereNoneIsNamedAnExampleIsShownAndNothingIsMade(
      String form, String begins, String body, Program program) {
    Result result = program.telem("preview", "--as", form, "--", "mytool", "--token", "abc");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    String leaves = result.out().substring(result.out().indexOf("\n\n"));
    assertThat(leaves).contains("\n" + begins, body).doesNotContain("abc");
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void theDestinationsOfThatFormAreShownAndNoOther(Program program) {
    program.configured(
        """
        {"destinations": [
          {"url": "https://native.example.com/x"},
          {"url": "posthog+https://phc_s3cret@one.example.com"},
          {"url": "posthog+https://phc_s3cret@two.example.com"}]}
        """);
    assertThat(program.telem("preview", "--as", "posthog", "--", "true").out())
        .contains("POST https://one.example.com/batch/", "POST https://two.example.com/batch/")
        .doesNotContain("native.example.com", "telemetry.example.com", "s3cret");
    assertThat(program.telem("preview", "--", "true").out())
        .contains("native.example.com", "one.example.com", "two.example.com");
  }

  @Test
  void itIsShownThoughNothingWouldBeSent(Program program) {
    program.with("TELEMETRY", "0");
    assertThat(program.telem("preview", "--as", "otlp", "--", "true").out())
        .contains("Telemetry is off here", "/v1/logs");
  }

  @Test
  void theRequestsAreThereForProgramsToo(Program program) {
    JsonNode preview =
        Events.json(program.telem("preview", "--json", "--as", "otlp", "--", "mytool").out());
    JsonNode request = preview.at("/requests/0");
    assertThat(request.get("method").asText()).isEqualTo("POST");
    assertThat(request.at("/headers/Content-Type").asText()).isEqualTo("application/json");
    assertThat(
            OtlpBodies.logs(request.get("body").toString())
                .getResourceLogs(0)
                .getScopeLogs(0)
                .getLogRecords(0)
                .getEventName())
        .isEqualTo("telem.command.started");
    assertThat(
            Events.json(program.telem("preview", "--json", "--", "mytool").out()).has("requests"))
        .isFalse();
  }

  @Test
  void whatIsShownIsWhatIsSent(Program program, Receiver receiver) {
    String[] command = {"true", "--token", "abc", "./x"};
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("posthog+", "phc_key@"))
        .with("TELEMETRY_FLUSH", "never")
        .wrap(command);
    program.telem("flush");
    JsonNode shown =
        Events.json(
                program
                    .telem(
                        "preview", "--json", "--as", "posthog", "--", "true", "--token", "abc",
                        "./x")
                    .out())
            .at("/requests/0");
    JsonNode sent = Events.json(receiver.bodies("/batch/").getFirst());
    assertThat(shown.get("url").asText()).isEqualTo(receiver.at("", "") + "/batch/");
    assertThat(withoutIds(shown.at("/body/batch/0"))).isEqualTo(withoutIds(sent.at("/batch/0")));
  }

  @Test
  void aFormThatIsNoneIsAUsageError(Program program) {
    Result result = program.telem("preview", "--as", "xml", "--", "true");
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.err()).contains("native, posthog, otlp or snapshot");
  }

  /** What every run has of its own is left out. */
  private static JsonNode withoutIds(JsonNode event) {
    ObjectNode rest = event.deepCopy();
    rest.remove(List.of("uuid", "timestamp"));
    ((ObjectNode) rest.get("properties")).remove(List.of("execution_id", "session_id"));
    return rest;
  }
}
