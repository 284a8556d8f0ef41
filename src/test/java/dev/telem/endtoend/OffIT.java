package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telem.endtoend.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Off is off: no file, no identifier, no socket, no helper process (spec consent.md, "Off means").
 */
@ExtendWith(Worlds.class)
final class OffIT {
  private static final String APP = "my-tool";

  /**
   * Every variable that says off, in some spelling of it, and the same in the tool's own name; and
   * values nobody can read.
   */
  static List<String> optOuts() {
    List<String> all = new ArrayList<>(List.of("DO_NOT_TRACK=1", "DO_NOT_TRACK=whatever"));
    List<String> switches =
        List.of("TELEMETRY=0", "TELEMETRY=OFF", "TELEMETRY_ENABLED=false", "TELEMETRY_ENABLED=n");
    List<String> optOuts =
        List.of(
            "TELEMETRY_DISABLE=1",
            "TELEMETRY_DISABLED=True",
            "TELEMETRY_OPTOUT=yes",
            "TELEMETRY_OPT_OUT=on");
    List<String> unreadable =
        List.of(
            "TELEMETRY=maybe",
            "TELEMETRY_ENABLED=2",
            "TELEMETRY_DISABLE=perhaps",
            "TELEMETRY_OPT_OUT=-");
    for (String said : Stream.of(switches, optOuts, unreadable).flatMap(List::stream).toList()) {
      all.add(said);
      all.add("MY_TOOL_" + said);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("optOuts")
  void aVariableSwitchesEverythingOff(String optOut, Program program, Receiver receiver) {
    int equals = optOut.indexOf('=');
    program.with(optOut.substring(0, equals), optOut.substring(equals + 1));
    assertThatNothingHappens(program, receiver);
    assertThat(Events.text(program.status("--app", APP), "reason/source"))
        .isEqualTo(optOut.substring(0, equals));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileSwitchesEverythingOff(String file, String text, Program program, Receiver receiver) {
    program.write(program.home().resolve(file), text);
    assertThatNothingHappens(program, receiver);
    assertThat(Events.text(program.status(), "reason/source"))
        .contains(program.home().resolve(file).toString());
  }

  /** A file below the home, and what it says. */
  static List<Object[]> files() {
    return List.of(
        new Object[] {".config/telem/config.json", "{\"level\": \"off\"}"},
        new Object[] {".config/telem/config.json", "// mine\n{\"level\": \"off\",}\n"},
        new Object[] {".config/telem/config.json", "{\"level\": "},
        new Object[] {".config/telem/config.json", "{\"level\": \"sometimes\"}"},
        new Object[] {".config/telem/config.json", "\0\0\0"},
        new Object[] {"work/.telem.json", "{\"level\": \"off\"}"},
        new Object[] {"work/.telem.json", "{\"telemetry\": false}"},
        new Object[] {"work/.telem.json", "{ off }"},
        new Object[] {".telem.json", "{\"level\": \"off\"}"});
  }

  @Test
  void theOptionSwitchesEverythingOff(Program program, Receiver receiver) {
    assertThatNothingHappens(program, receiver, "--level", "off");
  }

  @Test
  void disableSwitchesEverythingOffAndSendsNothingThatWaits(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("disable")).isEqualTo(new Result(0, "off\n", ""));
    List<String> before = program.everything();
    program.without("TELEMETRY_FLUSH").wrap("true");
    assertThat(program.telem("flush").code()).isEqualTo(1);
    assertThat(program.everything()).isEqualTo(before);
    assertThat(program.queued()).hasSize(2);
    assertThat(program.events()).hasSize(2);
    assertThat(receiver.requests()).isEmpty();
    assertThat(program.telem("queue", "clear").code()).isZero();
    assertThat(program.queued()).isEmpty();
  }

  @Test
  void theMachinesPolicySwitchesEverythingOff(Program program, Receiver receiver) {
    // Its place is fixed. In a mount namespace of its own /etc is empty but for it.
    String enter =
        "unshare -rm sh -c 'mount -t tmpfs tmpfs /etc && mkdir /etc/telem && printf %s \"$POLICY\""
            + " > /etc/telem/policy.json && ";
    assumeThat(program.with("POLICY", "{\"level\": \"off\"}").shell(enter + "true'").code())
        .as("a mount namespace of one's own (unshare -rm), to set up a machine's policy")
        .isZero();
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY", "1");
    Result result = program.shell(enter + "\"$TELEM\" run -- echo hi; \"$TELEM\" status --json'");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("hi\n");
    assertThat(Events.json(result.out().substring(3)).at("/reason/source").asText())
        .contains("/etc/telem/policy.json");
    assertThat(program.everything()).isEmpty();

    String broken =
        program
            .with("POLICY", "{")
            .shell(enter + "\"$TELEM\" run -- true; \"$TELEM\" status --json'")
            .out();
    assertThat(Events.json(broken).get("level").asText()).isEqualTo("off");
    assertThat(Events.json(broken).at("/problems").toString()).contains("/etc/telem/policy.json");
    String local =
        program
            .with("POLICY", "{\"level\": \"local\"}")
            .shell(enter + "\"$TELEM\" status --json'")
            .out();
    assertThat(Events.json(local).get("level").asText()).isEqualTo("local");
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void theCommandIsToldWithANullChannel(Program program) {
    program.with("DO_NOT_TRACK", "1");
    assertThat(program.wrap("sh", "-c", "echo $TELEMETRY_EVENTS $TELEMETRY_EXECUTION_ID").out())
        .isEqualTo("/dev/null\n");
  }

  private static void assertThatNothingHappens(
      Program program, Receiver receiver, String... options) {
    // Everything that would record and send is there, but for the one word against it.
    program
        .with("TELEMETRY_ENDPOINT", receiver.url())
        .with("TELEMETRY_LOG_FILE", program.home().resolve("named.jsonl").toString())
        .with("TELEMETRY_FLUSH", "wait");
    List<String> before = program.everything();
    Path traced = program.home().resolveSibling(program.home().getFileName() + ".strace");
    List<String> command = new ArrayList<>(List.of(Program.TELEM.toString(), "run", "--app", APP));
    command.addAll(List.of(options));
    command.addAll(List.of("--", "sh", "-c", "echo hi; exit 3"));
    assertThat(program.command(command)).isEqualTo(new Result(3, "hi\n", ""));
    assertThat(program.everything()).isEqualTo(before);
    assertThat(receiver.requests()).isEmpty();

    assumeThat(Files.isExecutable(Path.of("/usr/bin/strace")))
        .as("strace, to see every system call")
        .isTrue();
    try {
      List<String> watched =
          new ArrayList<>(List.of("strace", "-f", "-qq", "-o", traced.toString()));
      watched.addAll(List.of("-e", "trace=%file,%network,%process,ftruncate,fchmod"));
      watched.addAll(command);
      assertThat(program.command(watched)).isEqualTo(new Result(3, "hi\n", ""));
      assertThat(Traced.traces(traced)).isEmpty();
    } finally {
      assertThat(traced.toFile().delete()).isTrue();
    }
    assertThat(program.everything()).isEqualTo(before);
  }
}
