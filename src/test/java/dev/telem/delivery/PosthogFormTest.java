package dev.telem.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.telem.spool.Entry;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PosthogFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Address ADDRESS =
      new Address(URI.create("http://127.0.0.1:8000/base/"), Map.of(), "phc_key");

  private final PosthogForm form = new PosthogForm();

  @Test
  void aBatchIsWhatTheApiAsksFor() throws IOException {
    List<Request> requests =
        form.requests(ADDRESS, List.of(Recording.started(), Recording.failed()));
    assertThat(requests).hasSize(1);
    Request request = requests.getFirst();
    assertThat(request.url().toString()).isEqualTo("http://127.0.0.1:8000/base/batch/");
    assertThat(request.headers()).containsEntry("Content-Type", "application/json");
    assertThat(request.compressed().headers()).containsEntry("Content-Encoding", "gzip");
    JsonNode body = JSON.readTree(request.body());
    assertThat(names(body)).containsExactly("api_key", "historical_migration", "batch");
    assertThat(body.path("api_key").asText()).isEqualTo("phc_key");
    assertThat(body.path("historical_migration")).isEqualTo(JSON.readTree("false"));
    assertThat(body.path("batch")).hasSize(2);
    assertThat(body.path("batch"))
        .allSatisfy(
            event -> {
              assertThat(names(event))
                  .containsExactly("event", "uuid", "distinct_id", "timestamp", "properties");
              assertThat(event.path("event").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(200);
              assertThat(UUID.fromString(event.path("uuid").asText())).isNotNull();
              assertThat(event.path("distinct_id").asText())
                  .isNotEmpty()
                  .hasSizeLessThanOrEqualTo(200);
              assertThat(OffsetDateTime.parse(event.path("timestamp").asText())).isNotNull();
              assertThat(event.path("properties").isObject()).isTrue();
            });
  }

  @Test
  void anEventHasItsIdItsMachineAndItsTime() throws IOException {
    JsonNode event = event(Recording.failed());
    assertThat(event.path("event").asText()).isEqualTo("CommandExited");
    assertThat(event.path("uuid").asText()).isEqualTo(Recording.id(3));
    assertThat(event.path("distinct_id").asText()).isEqualTo(Recording.MACHINE);
    assertThat(event.path("timestamp").asText()).isEqualTo("2022-07-19T11:57:05.280Z");
  }

  @Test
  void everyOtherFieldIsAPropertyInSnakeCase() throws IOException {
    assertThat(event(Recording.failed()).path("properties"))
        .isEqualTo(
            JSON.readTree(
                """
                {"schema_version":1,"execution_id":"0190a5c2-7e11-7abc-8def-0123456789ab",
                 "session_id":"5a1c4a2e-3a52-4a5b-9a0e-0c3d8f2b7e61",
                 "project_hash":"0123456789abcdef","app":"mytool","command":"mytool deploy",
                 "version":"1.2.3","telem_version":"0.1.0","os":"linux","os_version":"6.8.0",
                 "arch":"amd64","ci":true,"ci_name":"gitlab","interactive":false,
                 "extra_team_name":"blue",
                 "args":["<value>","--token","<redacted>"],"args_count":3,
                 "command_options":[{"name":"token","as_cli":true,"as_env":false,"count":1}],
                 "exit_code":137,"duration_ms":280,"success":false,"error_type":"SIGKILL",
                 "signal":9,
                 "$process_person_profile":false,"$geoip_disable":true,"$ip":"0.0.0.0",
                 "$lib":"telem","$lib_version":"0.1.0"}
                """));
  }

  @Test
  void theSameEventsAreTheSameBytes() {
    List<Entry> batch = List.of(Recording.started(), Recording.failed());
    assertThat(form.requests(ADDRESS, batch).getFirst().body())
        .isEqualTo(form.requests(ADDRESS, batch).getFirst().body());
  }

  @Test
  void anIdIsWrittenAsOneWord() {
    assertThat(
            List.of("machineID", "exitCode", "osVersion", "asCli", "team-name", "A.b2C").stream()
                .map(Recorded::snakeCase))
        .containsExactly("machine_id", "exit_code", "os_version", "as_cli", "team_name", "a_b2_c");
  }

  private JsonNode event(Entry entry) throws IOException {
    return JSON.readTree(form.requests(ADDRESS, List.of(entry)).getFirst().body())
        .path("batch")
        .path(0);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
