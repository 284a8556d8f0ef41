package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of the five systems' telemetry pages, each produced by a wrapped process ({@code
 * src/test/examples}) and compared with its page field by field. Where telem differs, the test says
 * how and why.
 */
@ExtendWith(Worlds.class)
final class SeedsIT {
  private static final Path EXAMPLES = Path.of("src/test/examples").toAbsolutePath();

  /** Visivo's page, "Example of Command Sanitization", "API Requests" and "High-level metrics". */
  @Test
  void visivosRunWithItsJobsAndItsApiRequest(Program program) {
    install(program, "visivo");
    profile(
        program,
        """
        {"app": "visivo", "version": "1.0.64", "commands": ["run"], "projectName": "my-secret-project",
         "options": {"--dag-filter": 1, "--threads": 1, "--output-dir": 1}}
        """);
    Program.Result result =
        program.wrap(
            "visivo",
            "run",
            "--dag-filter",
            "+my_chart+",
            "--threads",
            "4",
            "--output-dir",
            "/home/user/output");
    assertThat(result).isEqualTo(new Program.Result(0, "12 jobs\n", ""));
    List<JsonNode> events = program.events();
    JsonNode exited = Events.ofType(events, "CommandExited").getFirst();
    // The page has "run" as the command; here the command is "visivo run", and run an argument too.
    assertThat(Events.text(exited, "command")).isEqualTo("visivo run");
    assertThat(exited.at("/eventData/args"))
        .isEqualTo(
            Events.json(
                """
                ["run","--dag-filter","<value>","--threads","<value>","--output-dir","<path>"]
                """));
    assertThat(exited.at("/eventData/success").asBoolean()).isTrue();
    assertThat(exited.at("/eventData/durationMs").isIntegralNumber()).isTrue();
    JsonNode request = Events.ofType(events, "ApiRequest").getFirst();
    assertThat(request.get("eventData"))
        .isEqualTo(
            Events.json(
                """
                {"method":"GET","endpoint":"/api/projects/<id>/traces/<id>","statusCode":200,
                 "durationMs":42}
                """));
    // "Hashed project name (same hash as CLI commands)", 16 characters.
    assertThat(Events.text(request, "projectHash"))
        .matches("[0-9a-f]{16}")
        .isEqualTo(Events.text(exited, "projectHash"));
    assertThat(metrics(events))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"counters","topic":"jobs","aggregation":"count","count":12}]
                """));
  }

  /** Salto's page, "Which data is being collected?". */
  @Test
  void saltosCountersAndErrorWithoutPersonalPaths(Program program) {
    assumeThat(program.shell("node --version").code())
        .as("Node.js, for the example in JavaScript")
        .isZero();
    install(program, "salto");
    profile(program, "{\"app\": \"salto\", \"version\": \"0.3.29\", \"commands\": [\"fetch\"]}");
    assertThat(program.wrap("salto", "fetch").code()).isEqualTo(1);
    List<JsonNode> events = program.events();
    assertThat(metrics(events))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"counters","topic":"changes.fetch","aggregation":"count","count":17},
                 {"collection":"counters","topic":"workspace.size","aggregation":"count","count":2048}]
                """));
    JsonNode error = Events.ofType(events, "ErrorReported").getFirst().get("eventData");
    assertThat(error.path("errorType").asText()).isEqualTo("MergeConflictError");
    assertThat(error.path("stack").get(0).asText()).matches("salto:\\d+:\\d+ in fetchWorkspace");
    assertThat(error.toString()).doesNotContain("jane", "secret", program.home().toString());
    // Starts and failures are no counters of their own here: they follow from the pair.
    assertThat(Events.ofType(events, "CommandStarted")).hasSize(1);
    assertThat(
            Events.ofType(events, "CommandExited").getFirst().at("/eventData/success").asBoolean())
        .isFalse();
  }

  /** Grouparoo's page, the whole of its example payload. */
  @Test
  void grouparoosPayload(Program program, Receiver receiver) {
    install(program, "grouparoo");
    profile(
        program,
        """
        {"app": "grouparoo", "snapshot": {"name": "Evan-Development-Cluster"},
         "metrics": {"exact": ["cluster/os", "cluster/plugin"]}}
        """);
    program.with("TELEMETRY_FLUSH", "wait");
    assertThat(program.telem("run", "--endpoint", receiver.url(), "--", "grouparoo").code())
        .isZero();
    JsonNode document =
        Events.json(
            program
                .telem(
                    "snapshot",
                    "--profile",
                    profileOf(program),
                    "--endpoint",
                    receiver.at("snapshot+", ""))
                .out());
    assertThat(receiver.bodies("/api/v1/telemetry").stream().map(Events::json))
        .containsExactly(document);
    // The page's guid is that of its author's cluster; here it is made of this machine's random id.
    assertThat(document.path("guid").asText())
        .isEqualTo("tcs_" + Events.text(program.events().getLast(), "machineID"));
    assertThat(document.path("name").asText()).isEqualTo("Evan-Development-Cluster");
    assertThat(document.path("license").asText()).isEmpty();
    assertThat(document.path("metrics"))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"cluster","topic":"workers","aggregation":"count","count":10},
                 {"collection":"cluster","topic":"os","aggregation":"exact","value":"darwin/19.5.0"},
                 {"collection":"cluster","topic":"plugin","aggregation":"exact","key":"@grouparoo/core","value":"1.2.3"},
                 {"collection":"cluster","topic":"plugin","aggregation":"exact","key":"@grouparoo/postgres","value":"1.2.3"},
                 {"collection":"totals","topic":"profiles","aggregation":"count","count":100},
                 {"collection":"totals","topic":"groups","aggregation":"count","count":10},
                 {"collection":"totals","topic":"sources","aggregation":"count","count":5},
                 {"collection":"sourceTotals","topic":"@grouparoo/postgres","aggregation":"count","imports":10000,"exports":0,"runs":100},
                 {"collection":"destinationTotals","topic":"@grouparoo/mailchimp","aggregation":"count","imports":0,"exports":10000,"runs":50}]
                """));
  }

  /** Meltano's page, "Logging both start and completion" and "One-way hashing". */
  @Test
  void meltanosPairWithHashedArguments(Program program) {
    program.write(
        program.directory().resolve("bin/meltano"),
        "#!/bin/sh\nexec %s/bin/java -Xshare:auto %s/Meltano.java \"$@\"\n"
            .formatted(System.getProperty("java.home"), EXAMPLES));
    executable(program.directory().resolve("bin/meltano"));
    program.with("PATH", program.directory().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    profile(
        program,
        """
        {"app": "meltano", "version": "2.19.0", "args": "hash-md5", "commands": ["run"]}
        """);
    assertThat(program.wrap("meltano", "run", "tap-gitlab", "target-jsonl", "tap-gitlab").code())
        .isZero();
    List<JsonNode> events = program.events();
    JsonNode started = Events.ofType(events, "CommandStarted").getFirst();
    JsonNode exited = Events.ofType(events, "CommandExited").getFirst();
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
    // Plugin names in clear text.
    assertThat(metrics(events))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"plugins","topic":"tap-gitlab","aggregation":"count","runs":1},
                 {"collection":"plugins","topic":"target-jsonl","aggregation":"count","runs":1}]
                """));
    // No heartbeats.
    assertThat(events).hasSize(3);
  }

  /** werf's page, both of its events. */
  @Test
  void werfsPair(Program program) {
    program.write(program.directory().resolve("bin/werf"), "#!/bin/sh\nexit 0\n");
    executable(program.directory().resolve("bin/werf"));
    program
        .with("PATH", program.directory().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin")
        .with("GITLAB_CI", "true")
        .with("WERF_REPO", "registry.example.com/app");
    profile(
        program,
        """
        {"app": "werf", "version": "dev", "environmentPrefix": "WERF_",
         "commands": {"converge": {"options": {"--repo": 1}}}}
        """);
    program.shell("git init -q . && git remote add origin https://u:p@github.com/user/repository");
    assertThat(program.wrap("werf", "converge").code()).isZero();
    JsonNode started = program.events().getFirst();
    JsonNode exited = program.events().getLast();
    for (JsonNode event : List.of(started, exited)) {
      assertThat(event.path("ts").isIntegralNumber()).isTrue();
      assertThat(Events.text(event, "executionID")).matches("[0-9a-f-]{36}");
      assertThat(Events.text(event, "projectID")).matches("[0-9a-f]{64}");
      assertThat(Events.text(event, "command")).isEqualTo("werf converge");
      assertThat(event.path("schemaVersion").asInt()).isEqualTo(1);
      JsonNode attributes = event.get("attributes");
      assertThat(attributes.path("os").asText()).isEqualTo("linux");
      assertThat(attributes.path("arch").asText()).isIn("amd64", "arm64");
      assertThat(attributes.path("version").asText()).isEqualTo("dev");
      // The page has CI in the first event and ci in the second; here it is ci in both.
      assertThat(attributes.path("ci").asBoolean()).isTrue();
      assertThat(attributes.path("ciName").asText()).isEqualTo("gitlab");
    }
    assertThat(Events.text(started, "executionID")).isEqualTo(Events.text(exited, "executionID"));
    // The page shows asCli and asEnv false and count 0 for an option that was used, since werf does
    // not fill them; here they are filled.
    assertThat(started.at("/eventData/commandOptions"))
        .isEqualTo(Events.json("[{\"name\":\"repo\",\"asCli\":false,\"asEnv\":true,\"count\":0}]"));
    assertThat(exited.at("/eventData/exitCode").asInt()).isZero();
    assertThat(exited.at("/eventData/durationMs").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"visivo run", "salto fetch", "grouparoo"})
  void withoutTelemTheSameToolsDoTheSame(String command, Program program) {
    String tool = command.split(" ", 2)[0];
    assumeThat(!tool.equals("salto") || program.shell("node --version").code() == 0)
        .as("Node.js, for the example in JavaScript")
        .isTrue();
    install(program, tool);
    List<String> before = program.everything();
    Program.Result alone = program.shell(command);
    assertThat(program.everything()).isEqualTo(before);
    assertThat(program.shell("$TELEM run -- " + command)).isEqualTo(alone);
    assertThat(program.with("DO_NOT_TRACK", "1").shell("$TELEM run -- " + command))
        .isEqualTo(alone);
  }

  @Test
  void noToolNeedsMoreThanFiveLines() throws IOException {
    Map<String, Long> lines = new TreeMap<>();
    for (String tool : List.of("visivo", "salto", "grouparoo", "Meltano.java")) {
      List<String> text = Files.readAllLines(EXAMPLES.resolve(tool));
      int from = -1;
      int to = -1;
      for (int i = 0; i < text.size(); i++) {
        from = text.get(i).contains("--- instrumentation") ? i : from;
        to = text.get(i).strip().matches("(//|#) ---") ? i : to;
      }
      lines.put(tool, (long) to - from - 1);
    }
    assertThat(lines.values()).allMatch(count -> count >= 1 && count <= 5);
  }

  private static JsonNode metrics(List<JsonNode> events) {
    return Events.ofType(events, "MetricsReported").getFirst().at("/eventData/metrics");
  }

  /** Puts the example into the PATH of the world. */
  private static void install(Program program, String tool) {
    Path bin = program.directory().resolve("bin");
    try {
      Files.createDirectories(bin);
      Files.copy(EXAMPLES.resolve(tool), bin.resolve(tool));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    executable(bin.resolve(tool));
    program.with("PATH", bin + ":/usr/local/bin:/usr/bin:/bin");
  }

  private static void executable(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void profile(Program program, String json) {
    program.write(Path.of(profileOf(program)), json).with("TELEMETRY_PROFILE", profileOf(program));
  }

  private static String profileOf(Program program) {
    return program.directory().resolve("profile.json").toString();
  }
}
