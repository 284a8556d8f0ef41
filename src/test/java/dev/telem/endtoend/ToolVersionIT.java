package dev.telem.endtoend;

import static dev.telem.endtoend.ProfileIT.saved;
import static dev.telem.endtoend.ProfileIT.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The version of a tool is found out beside its commands, and holds nobody up. */
@ExtendWith(Worlds.class)
class ToolVersionIT {
  @Test
  void theVersionIsAskedOnceAndAgainWhenTheToolChanges(Program program) throws IOException {
    Path profile =
        saved(program, "p.json", "{\"version\": {\"command\": [\"mytool\", \"--version\"]}}");
    String script =
        "[ \"$1\" = --version ] && { echo \"$TELEMETRY\" >>asked; echo 'mytool version v%s (x)';"
            + " exit; }\n"
            + "exit 0";
    Path tool = tool(program, "mytool", script.formatted("1.2.3"));
    for (int i = 0; i < 2; i++) {
      program.telem("run", "--profile", profile.toString(), "--", "./mytool", "word");
    }
    assertThat(versions(program)).containsExactly("1.2.3", "1.2.3", "1.2.3", "1.2.3");
    assertThat(Program.lines(program.directory().resolve("asked"))).containsExactly("0");

    Files.delete(tool);
    tool(program, "mytool", script.formatted("1.10.0"));
    program.telem("run", "--profile", profile.toString(), "--", "./mytool", "word");

    assertThat(versions(program).subList(4, 6)).containsExactly("1.10.0", "1.10.0");
  }

  @Test
  void aToolThatAnswersSlowlyIsAskedBesideALongCommand(Program program) {
    Path profile =
        saved(program, "p.json", "{\"version\": {\"command\": [\"slow\", \"--version\"]}}");
    tool(program, "slow", "[ \"$1\" ] && { sleep 0.8; echo 7.5; exit; }\nsleep \"${NAP:-0}\"");
    String[] command = {"run", "--profile", profile.toString(), "--", "./slow"};

    program.telem(command);
    program.with("NAP", "2").telem(command);
    program.without("NAP").telem(command);

    assertThat(versions(program)).containsExactly("", "", "", "7.5", "7.5", "7.5");
  }

  @Test
  void aToolThatNeverAnswersIsLeftBehindByNoRun(Program program) {
    Path profile =
        saved(program, "p.json", "{\"version\": {\"command\": [\"hung\", \"--version\"]}}");
    tool(
        program,
        "hung",
        "[ \"$1\" ] && { echo $$ >>asked; sleep 600 & wait; }\nsleep \"${NAP:-0}\"");
    for (String nap : new String[] {"0", "0", "1.5"}) {
      program.with("NAP", nap).telem("run", "--profile", profile.toString(), "--", "./hung");
    }

    List<String> asked = Program.lines(program.directory().resolve("asked"));
    assertThat(asked).hasSize(2);
    for (String process : asked) {
      await().until(() -> ProcessHandle.of(Long.parseLong(process)).isEmpty());
    }
    assertThat(versions(program)).containsOnly("").hasSize(6);
  }

  @Test
  void aToolThatTellsNoVersionHasNone(Program program) {
    Path profile =
        saved(program, "p.json", "{\"version\": {\"command\": [\"no-such-tool\", \"-V\"]}}");
    program.telem("run", "--profile", profile.toString(), "--", "true");

    assertThat(versions(program)).containsExactly("", "");
    assertThat(program.status().path("troubles").path("count").asInt()).isZero();
  }

  private static List<String> versions(Program program) {
    return program.events().stream()
        .map(event -> event.path("attributes").path("version").asText())
        .toList();
  }
}
