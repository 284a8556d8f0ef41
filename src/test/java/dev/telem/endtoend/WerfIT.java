package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** werf's page: its events. */
@ExtendWith(Worlds.class)
final class WerfIT {
  /** werf's page, both of its events. */
  @Test
  void werfsPair(Program program) {
    Page page = Page.of("werf");
    page.prepare(program, "werf");
    program.with("GITLAB_CI", "true");
    program.shell("git init -q . && git remote add origin https://u:p@github.com/user/repository");
    assertThat(program.shell(page.command(0)).code()).isZero();
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
}
