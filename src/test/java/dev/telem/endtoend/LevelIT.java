package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code telem enable}, {@code disable} and {@code level}: one step that really works, and nothing
 * else of the file changes.
 */
@ExtendWith(Worlds.class)
final class LevelIT {
  @Test
  void disableAndEnableDecide(Program program) {
    program.with("TELEMETRY_ENDPOINT", "https://telemetry.example.com/");
    assertThat(program.telem("disable")).isEqualTo(new Result(0, "off\n", ""));
    assertThat(Events.text(program.status(), "level")).isEqualTo("off");
    assertThat(program.telem("enable")).isEqualTo(new Result(0, "on\n", ""));
    assertThat(Events.text(program.status(), "level")).isEqualTo("on");
    assertThat(program.telem("level", "local")).isEqualTo(new Result(0, "local\n", ""));
    assertThat(program.telem("level")).isEqualTo(new Result(0, "local\n", ""));
  }

  @Test
  void enableWithoutAnEndpointSaysThatNothingIsSent(Program program) {
    Result result = program.telem("enable");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo("local\n");
    assertThat(result.err()).contains("endpoint");
  }

  @Test
  void whatAPersonWroteIntoTheFileStays(Program program) throws IOException {
    String written =
        """
        // mine
        {
          /* why */ "endpoint": "https://telemetry.example.com/", // here
          "level": "on",
        }
        """;
    program.configured(written).telem("disable");
    assertThat(Files.readString(program.config())).isEqualTo(written.replace("\"on\"", "\"off\""));
    program.telem("enable");
    assertThat(Files.readString(program.config())).isEqualTo(written);
  }

  @Test
  void aFileThatCannotBeReadIsRefusedAndLeftAlone(Program program) throws IOException {
    program.configured("{\"level\": ");
    Result result = program.telem("enable");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains(program.config() + ":1").doesNotContain("Exception");
    assertThat(Files.readString(program.config())).isEqualTo("{\"level\": ");
  }

  @Test
  void itSaysWhoOutranksIt(Program program) {
    program.with("DO_NOT_TRACK", "1");
    Result result = program.telem("enable");
    assertThat(result.out()).isEqualTo("off\n");
    assertThat(result.err()).contains("DO_NOT_TRACK");
  }

  @Test
  void disablingMakesTheConfigurationAndNothingElse(Program program) {
    program.telem("disable");
    assertThat(program.everything())
        .containsExactly(".config", ".config/telem", ".config/telem/config.json");
  }

  @Test
  void anotherWordIsAUsageError(Program program) {
    Result result = program.telem("level", "sometimes");
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.err()).contains("off", "local", "on");
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void telemetryHomeHoldsEverything(Program program) {
    program.with("TELEMETRY_HOME", program.home().resolve("all").toString());
    program.wrap("true");
    program.telem("level", "local");
    assertThat(program.everything())
        .allMatch(file -> file.startsWith("all"))
        .contains("all/config.json", "all/events.jsonl");
  }

  @Test
  void theXdgDirectoriesAreFollowed(Program program) {
    program
        .with("XDG_STATE_HOME", program.home().resolve("s").toString())
        .with("XDG_CONFIG_HOME", program.home().resolve("c").toString());
    program.wrap("true");
    program.telem("level", "local");
    assertThat(program.everything())
        .contains("s/telem/events.jsonl", "s/telem/machine-id", "c/telem/config.json");
    assertThat(program.everything())
        .noneMatch(file -> file.startsWith(".local") || file.startsWith(".config"));
  }
}
