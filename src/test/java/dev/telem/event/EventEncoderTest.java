package dev.telem.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telem.privacy.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventEncoderTest {
  private static final SafeText ID =
      SafeText.uuid(UUID.fromString("0190a5c2-7e11-7abc-8def-0123456789ab"));
  private static final Origin.Attributes ATTRIBUTES =
      new Origin.Attributes(
          Optional.empty(),
          SafeText.label("stable"),
          SafeText.version("0.1.0").orElseThrow(),
          SafeText.slug("linux"),
          SafeText.version("6.8.0"),
          SafeText.slug("amd64"),
          true,
          SafeText.slug("gitlab"),
          SafeText.slug("kubernetes"),
          false,
          List.of(
              new Origin.Extra(
                  SafeText.label("team").orElseThrow(), SafeText.label("core").orElseThrow())));
  private static final Origin ORIGIN =
      new Origin(
          ID,
          ID,
          Optional.empty(),
          SafeText.ciMachineId(UUID.fromString("4a2d0448-7658-4f0b-8786-822f11c2bf68")),
          Optional.empty(),
          SafeText.digest("0123456789abcdef"),
          Optional.empty(),
          SafeText.programName("mytool").orElseThrow(),
          SafeText.programName("mytool").orElseThrow(),
          ATTRIBUTES);
  private static final Invocation INVOCATION =
      new Invocation(
          List.of(SafeText.label("--out").orElseThrow(), SafeText.label("./").orElseThrow()),
          2,
          List.of(new Invocation.OptionCount(SafeText.label("out").orElseThrow(), true, false, 1)),
          Optional.empty());

  @Test
  void anEventIsOneLineInTheOrderOfTheSpecAndWithoutWhatIsUnknown() {
    assertThat(
            text(EventEncoder.encode(new CommandStarted(ID, 1658231825280L, ORIGIN, INVOCATION))))
        .isEqualTo(
            "{\"schemaVersion\":1,\"eventID\":\"0190a5c2-7e11-7abc-8def-0123456789ab\",\"eventType\":\"CommandStarted\""
                + ",\"ts\":1658231825280,\"executionID\":\"0190a5c2-7e11-7abc-8def-0123456789ab\""
                + ",\"sessionID\":\"0190a5c2-7e11-7abc-8def-0123456789ab\""
                + ",\"machineID\":\"ci-4a2d0448-7658-4f0b-8786-822f11c2bf68\",\"projectHash\":\"0123456789abcdef\""
                + ",\"app\":\"mytool\",\"command\":\"mytool\",\"attributes\":{\"channel\":\"stable\",\"telemVersion\":\"0.1.0\""
                + ",\"os\":\"linux\",\"osVersion\":\"6.8.0\",\"arch\":\"amd64\",\"ci\":true,\"ciName\":\"gitlab\""
                + ",\"container\":\"kubernetes\",\"interactive\":false,\"extra\":{\"team\":\"core\"}}"
                + ",\"eventData\":{\"args\":[\"--out\",\"./\"],\"argsCount\":2"
                + ",\"commandOptions\":[{\"name\":\"out\",\"asCli\":true,\"asEnv\":false,\"count\":1}]}}");
  }

  @Test
  void theEndRepeatsTheStartAndSaysHow() {
    String started = text(EventEncoder.encode(new CommandStarted(ID, 1, ORIGIN, INVOCATION)));
    String exited =
        text(
            EventEncoder.encode(
                new CommandExited(ID, 1, ORIGIN, INVOCATION, Ending.killed(9), 12)));

    assertThat(exited)
        .startsWith(
            started.substring(0, started.length() - 2).replace("CommandStarted", "CommandExited"))
        .endsWith(
            ",\"exitCode\":137,\"durationMs\":12,\"success\":false,\"errorType\":\"SIGKILL\",\"signal\":9}}");
  }

  @Test
  void everyEndingHasItsErrorType() {
    assertThat(ended(Ending.exited(0))).endsWith("\"success\":true}}");
    assertThat(ended(Ending.exited(3))).endsWith("\"success\":false,\"errorType\":\"exit\"}}");
    assertThat(ended(Ending.notFound())).contains("127").endsWith("\"command_not_found\"}}");
    assertThat(ended(Ending.notExecutable())).contains("126").endsWith("\"permission_denied\"}}");
    assertThat(ended(Ending.notStarted())).contains("126").endsWith("\"spawn_failed\"}}");
    assertThat(ended(Ending.killed(34))).contains("162").endsWith("\"SIG34\",\"signal\":34}}");
  }

  @Test
  void anAbortedRunGetsItsTimeWhenItIsClosed() {
    byte[] line = EventEncoder.encode(new CommandAborted(ID, 5, ORIGIN, 5));

    assertThat(text(EventEncoder.at(77, line)))
        .contains(",\"ts\":77,")
        .endsWith("\"eventData\":{\"startedTs\":5,\"reason\":\"unknown\"}}");
    assertThat(EventEncoder.idOf(line)).isEqualTo(ID.value());
  }

  @Test
  void aLineOfNobodyIsRefused() {
    byte[] line = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> EventEncoder.at(1, line)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventEncoder.idOf(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatJsonOrTheTerminalCouldMisreadIsEscaped() {
    JsonLine json = new JsonLine();
    json.open();
    json.text("a", "\"\\\n\u0001\u007f\ud83d\ude00\ud83d");
    json.close();

    assertThat(json.toString())
        .isEqualTo("{\"a\":\"\\\"\\\\\\u000a\\u0001\\u007f\ud83d\ude00\\ud83d\"}");
  }

  private static String ended(Ending ending) {
    return text(EventEncoder.encode(new CommandExited(ID, 1, ORIGIN, INVOCATION, ending, 0)));
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
