package dev.telem.endtoend;

import static dev.telem.endtoend.ProfileIT.saved;
import static dev.telem.endtoend.ProfileIT.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A profile decides nothing for a person, and what it restricts holds. */
@ExtendWith(Worlds.class)
class ProfileConsentIT {
  @Test
  void aProfileWithAMistakeMeansOffAndTheCommandRuns(Program program) {
    Path profile =
        saved(program, "p.json", "{\n \"options\": {\"--pin\": {\"senstive\": true}}\n}");
    Result run =
        program.telem("run", "--profile", profile.toString(), "--", "echo", "--pin", "1234");

    assertThat(run).isEqualTo(new Result(0, "--pin 1234\n", ""));
    assertThat(program.state()).doesNotExist();
    assertThat(program.status("--profile", profile.toString()).path("reason").toString())
        .contains("senstive");
    Result check = program.telem("profile", "check", "--lines", "p.json");
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("p.json:2:24: error: ");
    for (String lines : new String[] {"--", "--lines"}) {
      assertThat(program.telem("preview", "--json", "--profile", "./p.json", lines, "echo", "1234"))
          .returns(1, Result::code)
          .returns("", Result::out)
          .satisfies(result -> assertThat(result.err()).contains("senstive").hasLineCount(1));
    }
  }

  @Test
  void everyNameOfAToolSwitchesItOff(Program program) {
    Path profile = saved(program, "p.json", "{\"app\": \"acme\"}");
    tool(program, "acme-cli", "exit 0");
    for (String name : new String[] {"ACME_TELEMETRY", "ACME_CLI_TELEMETRY", "OTHER_TELEMETRY"}) {
      program.with(name, "0");
      program.telem("run", "--app", "other", "--profile", profile.toString(), "--", "./acme-cli");
      program.without(name);
    }

    assertThat(program.state()).doesNotExist();
  }

  @Test
  void aPublishersDestinationGetsNothingUntilAPersonPermits(Program program, Receiver receiver) {
    Path profile =
        saved(
            program,
            "p.json",
            "{\"level\": \"on\", \"destinations\": [{\"url\": \"" + receiver.url() + "\"}]}");
    String[] command = {"run", "--profile", profile.toString(), "--", "true"};
    program.telem(command);

    assertThat(program.queued()).isEmpty();
    JsonNode status = program.status("--profile", profile.toString());
    assertThat(status.path("level").asText()).isEqualTo("local");
    assertThat(status.path("reason").toString()).contains("telem enable");

    program.telem("enable");
    program.telem(command);

    await().untilAsserted(() -> assertThat(receiver.eventIds()).hasSize(2));
  }

  @Test
  void theStricterPolicyHolds(Program program) {
    Path profile = saved(program, "p.json", "{\"args\": \"names\"}");
    String[] command = {"run", "--profile", profile.toString(), "--", "true", "--flag", "word"};
    program.configured("{\"args\": \"placeholders\"}").telem(command);
    program.configured("{\"args\": \"none\"}").telem(command);

    JsonNode published = program.events().getFirst().path("eventData");
    assertThat(published.path("args").isEmpty()).isTrue();
    assertThat(published.path("commandOptions").get(0).path("name").asText()).isEqualTo("flag");
    JsonNode own = program.events().getLast().path("eventData");
    assertThat(own.path("argsCount").asInt()).isZero();
    assertThat(own.path("commandOptions").isEmpty()).isTrue();
  }
}
