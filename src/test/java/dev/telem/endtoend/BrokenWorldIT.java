package dev.telem.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is broken around telem, the command runs as ever, and {@code telem status} says what is
 * wrong (spec process.md).
 */
@ExtendWith(Worlds.class)
final class BrokenWorldIT {
  @Test
  void aConfigurationThatCannotBeParsedMeansOffAndStatusTellsTheLine(Program program) {
    program.configured("{\n  \"level\": \"on\",\n  \"endpoint\" \"x\"\n}\n");
    assertRunsAsEver(program);
    assertThat(program.log()).doesNotExist();
    JsonNode status = program.status();
    assertThat(Events.text(status, "level")).isEqualTo("off");
    assertThat(Events.text(status, "problems/0/file")).isEqualTo(program.config().toString());
    assertThat(status.at("/problems/0/line").asInt()).isEqualTo(3);
    assertThat(status.at("/problems/0/column").asInt()).isEqualTo(14);
    assertThat(program.telem("status").out()).contains(program.config() + ":3:14");
  }

  @Test
  void aConfigurationThatIsADirectoryMeansOff(Program program) throws IOException {
    Files.createDirectories(program.config());
    assertRunsAsEver(program);
    assertThat(Events.text(program.status(), "level")).isEqualTo("off");
    assertThat(program.status().get("problems")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/none", "/dev/null", "/dev/null/home"})
  void aHomeThatCannotBeWrittenIsNoObstacle(String home, Program program) {
    program.with("HOME", home);
    assertRunsAsEver(program);
    assertThat(program.status().get("problems")).isNotEmpty();
  }

  @Test
  void aFileInTheStateDirectorysPlaceIsNoObstacle(Program program) {
    program.write(program.home().resolve(".local/state"), "a file");
    assertRunsAsEver(program);
    assertThat(program.status().get("problems")).isNotEmpty();
  }

  @Test
  void noHomeAtAllIsNoObstacle(Program program) {
    program.without("HOME").with("TELEMETRY_HOME", program.state().toString());
    assertRunsAsEver(program);
    assertThat(program.events()).hasSize(2);
  }

  @Test
  void aFullDiskUnderTheLogIsCounted(Program program) {
    program.with("TELEMETRY_LOG_FILE", "/dev/full");
    assertRunsAsEver(program);
    assertTrouble(program);
  }

  @Test
  void aLogPathThatIsADirectoryIsCounted(Program program) {
    program.with("TELEMETRY_LOG_FILE", program.directory().toString());
    assertRunsAsEver(program);
    assertTrouble(program);
    assertThat(program.status().get("problems").toString())
        .contains(program.directory().toString());
  }

  @Test
  void aLogInADirectoryThatDoesNotExistIsCounted(Program program) {
    program.with("TELEMETRY_LOG_FILE", "no/such/log");
    assertRunsAsEver(program);
    assertTrouble(program);
    assertThat(program.directory().resolve("no")).doesNotExist();
  }

  @Test
  void aLogThatIsAPipeWhichNobodyReadsDelaysNothing(Program program) {
    assertThat(program.shell("mkfifo pipe").code()).isZero();
    program.with("TELEMETRY_LOG_FILE", "pipe");
    long start = System.nanoTime();
    assertRunsAsEver(program);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertTrouble(program);
  }

  @Test
  void aLogThatCannotBeWrittenKeepsNoEventFromBeingSent(Program program, Receiver receiver) {
    program.with("TELEMETRY_LOG_FILE", "/dev/full").with("TELEMETRY_ENDPOINT", receiver.url());
    program.with("TELEMETRY_FLUSH", "never");
    assertRunsAsEver(program);
    assertThat(program.queued()).hasSize(2);
  }

  @Test
  void aFullDiskUnderEverythingIsNoObstacle(Program program, Receiver receiver) {
    // Without a sender, which could make room again.
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    // The state directory on a file system of 64 KiB that is full, in a mount namespace of its own.
    String enter =
        "mkdir -p ~/.local/state/telem && exec unshare -rm sh -c 'mount -t tmpfs -o size=64k tmpfs"
            + " ~/.local/state/telem && ";
    assumeThat(program.shell(enter + "true'").code())
        .as("a small file system of one's own (unshare -rm)")
        .isZero();
    Result result =
        program.shell(
            enter
                + "\"$TELEM\" run -- true; cat /dev/zero > ~/.local/state/telem/filler 2>"
                + " /dev/null; \"$TELEM\" run -- sh -c \"echo hi; exit 3\"; echo $?; \"$TELEM\""
                + " status --json'");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("hi\n3\n");
    JsonNode status = Events.json(result.out().substring(5));
    assertThat(status.get("problems").size() + status.at("/troubles/count").asInt()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("damagedIds")
  void aDamagedMachineIdIsReplaced(byte[] content, Program program) throws IOException {
    Files.createDirectories(program.state());
    Files.write(program.state().resolve("machine-id"), content);
    assertRunsAsEver(program);
    assertRunsAsEver(program);
    assertThat(new HashSet<>(Events.texts(program.events(), "machineID"))).hasSize(1);
    assertThat(program.status().get("problems")).isEmpty();
  }

  static List<byte[]> damagedIds() {
    return List.of(
        "garbage\n".getBytes(UTF_8),
        new byte[0],
        new byte[36],
        new byte[] {(byte) 0xff, (byte) 0xfe, 10});
  }

  @Test
  void damageInTheSpoolIsSetAsideCountedAndKeepsNothingElseBack(Program program, Receiver receiver)
      throws IOException {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    Path inbox = Path.of(program.shell("echo ~/.local/state/telem/spool/*/inbox").out().strip());
    Path first = Path.of(program.shell("ls -d " + inbox + "/* | head -1").out().strip());
    Files.writeString(first, Files.readString(first).substring(0, 100));
    program.telem("flush");
    assertThat(receiver.eventIds()).hasSize(1);
    assertThat(program.status().at("/queue/setAside").asInt()).isEqualTo(1);
  }

  @Test
  void aRunInADirectoryThatIsGoneIsRecorded(Program program) {
    Result result =
        program.shell(
            "mkdir gone && cd gone && rmdir ../gone && exec \"$TELEM\" run -- sh -c 'echo hi; exit"
                + " 3'");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEqualTo("hi\n");
    assertThat(program.events()).hasSize(2);
  }

  private static void assertRunsAsEver(Program program) {
    assertThat(program.wrap("sh", "-c", "echo hi; exit 3")).isEqualTo(new Result(3, "hi\n", ""));
  }

  private static void assertTrouble(Program program) {
    JsonNode troubles = program.status().get("troubles");
    assertThat(troubles.get("count").asInt()).isPositive();
    assertThat(troubles.at("/latest/0/problem").asText()).isNotBlank();
    assertThat(program.telem("status").out()).contains(troubles.at("/latest/0/problem").asText());
  }
}
