package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The destination {@code posthog} (spec delivery.md, "Destinations"). */
@ExtendWith(Worlds.class)
final class PosthogIT {
  private static final String KEY = "phc_s3cret";

  @Test
  void theBatchHasEveryEventUnderItsOwnIdAndTime(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.at("posthog+", KEY + "@"));
    program.wrap("sh", "-c", "exit 3", "--token", "abc");
    await().atMost(10, SECONDS).until(() -> batch(receiver).size() == 2);
    assertThat(receiver.requests())
        .allSatisfy(
            request -> {
              assertThat(request.getUrl()).isEqualTo("/batch/");
              assertThat(request.getMethod().getName()).isEqualTo("POST");
              assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
              assertThat(request.getHeader("Content-Encoding")).isEqualTo("gzip");
              assertThat(request.containsHeader("Authorization")).isFalse();
              JsonNode body = Events.json(request.getBodyAsString());
              assertThat(body.path("api_key").asText()).isEqualTo(KEY);
              assertThat(body.path("historical_migration").isBoolean()).isTrue();
              assertThat(body.has("sent_at")).isFalse();
            });
    List<JsonNode> sent = batch(receiver);
    List<JsonNode> recorded = program.events();
    for (int i = 0; i < 2; i++) {
      assertThat(sent.get(i).get("event")).isEqualTo(recorded.get(i).get("eventType"));
      assertThat(sent.get(i).get("uuid")).isEqualTo(recorded.get(i).get("eventID"));
      assertThat(sent.get(i).get("distinct_id")).isEqualTo(recorded.get(i).get("machineID"));
      assertThat(Instant.parse(sent.get(i).get("timestamp").asText()).toEpochMilli())
          .isEqualTo(recorded.get(i).get("ts").asLong());
      JsonNode properties = sent.get(i).get("properties");
      assertThat(properties.get("execution_id")).isEqualTo(recorded.get(i).get("executionID"));
      assertThat(properties.get("args")).isEqualTo(recorded.get(i).at("/eventData/args"));
      assertThat(properties.get("$process_person_profile").asBoolean(true)).isFalse();
      assertThat(properties.get("$geoip_disable").asBoolean()).isTrue();
      assertThat(properties.get("$ip").asText()).isEqualTo("0.0.0.0");
    }
    assertThat(sent.get(1).at("/properties/exit_code").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsSentAgainIsTheSame(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_POSTHOG_HOST", receiver.at("", ""))
        .with("TELEMETRY_POSTHOG_API_KEY", KEY)
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    receiver.answers(503, Duration.ZERO);
    program.telem("flush");
    receiver.answers(200, Duration.ZERO);
    assertThat(program.telem("flush").code()).isZero();
    List<String> bodies = receiver.bodies("/batch/");
    assertThat(bodies).hasSizeGreaterThan(1);
    assertThat(bodies).containsOnly(bodies.getFirst());
  }

  @Test
  void theKeyMayBeInAVariableOrAFile(Program program, Receiver receiver) {
    Path file = program.home().resolve("key");
    program
        .write(file, KEY + "\n")
        .with("MY_KEY", "phc_other")
        .with("TELEMETRY_FLUSH", "never")
        .configured(
            """
            {"destinations": [
              {"type": "posthog", "url": "%s", "apiKey": {"file": "%s"}},
              {"url": "%s", "apiKey": {"env": "MY_KEY"}}]}
            """
                .formatted(receiver.at("", ""), file, receiver.at("posthog+", "")));
    program.wrap("true");
    assertThat(program.telem("flush").code()).isZero();
    assertThat(receiver.bodies("/batch/"))
        .hasSize(2)
        .anySatisfy(body -> assertThat(body).contains("\"api_key\":\"" + KEY + "\""))
        .anySatisfy(body -> assertThat(body).contains("\"api_key\":\"phc_other\""));
  }

  @Test
  void theEventThatABatchIsRefusedForIsSetAsideAndAllOthersArrive(
      Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("posthog+", KEY + "@"))
        .with("TELEMETRY_FLUSH", "never");
    for (int run = 0; run < 3; run++) {
      program.wrap("true");
    }
    List<String> ids = Events.texts(program.events(), "eventID");
    String bad = ids.get(2);
    receiver.answersTo(bad, 400);
    program.telem("flush");
    List<String> accepted = new ArrayList<>();
    for (String body : receiver.bodies("/batch/")) {
      if (!body.contains(bad)) {
        Events.json(body).path("batch").forEach(event -> accepted.add(event.get("uuid").asText()));
      }
    }
    List<String> others = new ArrayList<>(ids);
    others.remove(bad);
    assertThat(accepted).containsExactlyInAnyOrderElementsOf(others);
    assertThat(program.queued()).isEmpty();
    assertThat(program.status().at("/queue/setAside").asInt()).isEqualTo(1);
    assertThat(Program.lines(program.state().resolve("delivery.jsonl")))
        .filteredOn(line -> line.contains("\"verdict\":\"rejected\""))
        .singleElement()
        .asString()
        .contains(bad);
  }

  @Test
  void theKeyIsShownNowhere(Program program, Receiver receiver) throws IOException {
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("posthog+", KEY + "@"))
        .with("TELEMETRY_DEBUG", "1");
    // Slow, so that the sender can be looked at while it sends.
    receiver.answers(403, Duration.ofSeconds(2));
    Program.Result run = program.wrap("true");
    await().atMost(10, SECONDS).until(() -> !receiver.requests().isEmpty());
    List<ProcessHandle> senders = program.processes();
    assertThat(senders).isNotEmpty();
    for (ProcessHandle sender : senders) {
      Path words = Path.of("/proc/" + sender.pid() + "/cmdline");
      assertThat(Files.readString(words, StandardCharsets.ISO_8859_1)).doesNotContain(KEY);
    }
    await()
        .atMost(10, SECONDS)
        .until(() -> program.status().at("/destinations/0/state").asText().equals("refused"));
    String execution = Events.text(program.events().getFirst(), "executionID");
    assertThat(
            run.out()
                + run.err()
                + program.telem("status").out()
                + program.telem("status", "--json").out()
                + program.telem("preview", "--", "true").out()
                + program.telem("preview", "--as", "posthog", "--json", "--", "true").out()
                + program.telem("log", "show", execution).out()
                + program.telem("queue", "list", "--json").out()
                + program.telem("flush").out()
                + String.join("\n", Program.lines(program.state().resolve("delivery.jsonl")))
                + String.join("\n", Program.lines(program.log())))
        .contains("posthog", "api_key", "403")
        .doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "posthog+https://phc_s3cret@",
        "posthog+http://phc_s3cret@ph.example.com",
        "posthog+https://phc_s3cret@ph.example.com?x=1",
        "posthog+https://phc_s3cret@ph.example.com:x",
        "posthog+gopher://phc_s3cret@ph.example.com",
        "phc_s3cret@ph.example.com"
      })
  void anAddressThatCannotBeUsedIsReportedWithoutItsKey(String address, Program program) {
    program.with("TELEMETRY_ENDPOINT", address);
    Program.Result run = program.wrap("true");
    assertThat(run).isEqualTo(new Program.Result(0, "", ""));
    assertThat(program.status().path("problems").toString())
        .contains("TELEMETRY_ENDPOINT", "this destination is not used");
    assertThat(
            program.telem("status").out()
                + program.telem("status", "--json").out()
                + program.telem("preview", "--as", "posthog", "--", "true").out())
        .contains("api_key")
        .doesNotContain(KEY);
  }

  private static List<JsonNode> batch(Receiver receiver) {
    List<JsonNode> events = new ArrayList<>();
    for (String body : receiver.bodies("/batch/")) {
      Events.json(body).path("batch").forEach(events::add);
    }
    return events;
  }
}
