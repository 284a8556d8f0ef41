package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Visivo's page: what is reported of a run, as PostHog gets it. */
@ExtendWith(Worlds.class)
final class VisivoIT {
  /** "Example of Command Sanitization", "CLI Commands", "API Requests" and "Common Metadata". */
  @Test
  void visivosRunWithItsJobsAndItsApiRequest(Program program, Receiver receiver) {
    Page page = Page.of("Visivo");
    page.prepare(program, "visivo");
    program
        .with("VISIVO_POSTHOG_HOST", receiver.at("", ""))
        .with("VISIVO_POSTHOG_API_KEY", "key")
        .with("TELEMETRY_FLUSH", "wait");
    Program.Result result = program.shell(page.command(0));
    assertThat(result).isEqualTo(new Program.Result(0, "12 jobs\n", ""));
    ObjectNode exited = properties(receiver, "CommandExited");
    JsonNode request = properties(receiver, "ApiRequest");
    JsonNode metrics = properties(receiver, "MetricsReported").path("metrics");
    Payload.ofPage("visivo").isProduced(exited.set("jobs", metrics.at("/0/count")), command());
    Payload.ofPage("visivo-request").isProduced(request, request());
    assertThat(exited.path("args"))
        .isEqualTo(
            Events.json(
                """
                ["run","--dag-filter","<value>","--threads","<value>","--output-dir","<path>"]
                """));
    assertThat(request.path("endpoint").asText()).isEqualTo("/api/projects/<id>/traces/<id>");
    JsonNode recorded = Events.ofType(program.events(), "CommandExited").getFirst();
    assertThat(exited.path("os")).isEqualTo(recorded.at("/attributes/os"));
    assertThat(exited.path("os_version").asText()).matches("[0-9.]+");
    assertThat(exited.path("arch").asText()).isIn("amd64", "arm64");
    assertThat(exited.path("ci").isBoolean()).isTrue();
    assertThat(exited.path("ci").asBoolean()).isFalse();
    assertThat(exited.path("version").asText()).isEqualTo("1.0.64");
    assertThat(Events.json(receiver.bodies("/batch/").getFirst()).at("/batch/0/distinct_id"))
        .isEqualTo(recorded.path("machineID"));
    // "Same hash as CLI commands".
    assertThat(request.path("project_hash")).isEqualTo(exited.path("project_hash"));
    assertThat(metrics)
        .isEqualTo(
            Events.json(
                """
                [{"collection":"counters","topic":"jobs","aggregation":"count","count":12}]
                """));
  }

  /** "Count of objects by type (for compile command)". */
  @Test
  void visivosCompileCountsObjectsByType(Program program) {
    Page.of("Visivo").prepare(program, "visivo");
    assertThat(program.wrap("visivo", "compile").code()).isZero();
    assertThat(Page.metrics(program.events()))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"objects","topic":"charts","aggregation":"count","count":3},
                 {"collection":"objects","topic":"traces","aggregation":"count","count":7}]
                """));
  }

  private static ObjectNode properties(Receiver receiver, String type) {
    for (String body : receiver.bodies("/batch/")) {
      for (JsonNode event : Events.json(body).path("batch")) {
        if (event.path("event").asText().equals(type)) {
          ObjectNode properties = (ObjectNode) event.get("properties");
          // Only where there is one: no difference that every machine has.
          properties.remove("container");
          return properties;
        }
      }
    }
    throw new AssertionError("no " + type + " in " + receiver.bodies("/batch/"));
  }

  private static Map<String, String> command() {
    Map<String, String> differences = envelope();
    differences.put("command", "here with the program's name");
    differences.put("command_args", "here args, and run is one of them");
    differences.put("args", "command_args");
    differences.put("args_count", "how many, where they are more than are listed");
    differences.put("command_options", "werf wants them");
    differences.put("exit_code", "werf wants it");
    differences.put("visivo_version", "here version");
    differences.put("python_version", "telem wraps tools in any language");
    differences.put("operating_system", "here os");
    differences.put("operating_system_version", "here os_version");
    differences.put("architecture", "here arch, in Go's words");
    differences.put("machine_id", "in PostHog's distinct_id");
    differences.put("is_ci", "here ci");
    return differences;
  }

  private static Map<String, String> request() {
    Map<String, String> differences = envelope();
    differences.put("command", "the run that made it");
    differences.put("session_id", "common metadata");
    return differences;
  }

  /** What every event has here. */
  private static Map<String, String> envelope() {
    Map<String, String> differences = new TreeMap<>();
    differences.put("duration", "here duration_ms");
    differences.put("duration_ms", "duration");
    differences.put("schema_version", "werf wants it");
    differences.put("execution_id", "werf wants it");
    differences.put("app", "telem collects for more than one tool");
    for (String field : List.of("version", "os", "os_version", "arch", "ci")) {
      differences.put(field, "common metadata, under a shorter name");
    }
    differences.put("telem_version", "telem says its version too");
    differences.put("interactive", "ours besides");
    for (String field : List.of("process_person_profile", "geoip_disable", "ip")) {
      differences.put("$" + field, "keeps PostHog from deriving more");
    }
    differences.put("$lib", "as every library of PostHog's says");
    differences.put("$lib_version", "likewise");
    return differences;
  }
}
