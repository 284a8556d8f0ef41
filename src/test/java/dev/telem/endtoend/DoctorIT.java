package dev.telem.endtoend;

import static dev.telem.endtoend.Diagnoses.assertToMend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telem.endtoend.FaultyReceiver.Fault;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code telem doctor} finds what is wrong and says what to mend (spec cli.md). */
@ExtendWith(Worlds.class)
final class DoctorIT {
  @Test
  void whereAllIsWellItSaysSoAndSendsNoEvent(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    Result doctor = program.telem("doctor");
    assertThat(doctor.code()).as(doctor.out()).isZero();
    assertThat(doctor.out()).contains("would take events: 200").endsWith("All is well.\n");
    assertThat(receiver.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.getBodyAsString())
                    .isEqualTo("{\"schemaVersion\":1,\"events\":[]}"));
    assertThat(program.everything()).as("it makes nothing").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"off, 0", "local, 0"})
  void unlessTelemetryIsOnItMakesNoConnectionAndSaysSo(
      String level, int code, Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY", level);
    Result doctor = program.telem("doctor");
    assertThat(doctor.code()).isEqualTo(code);
    assertThat(doctor.out()).contains("telemetry is " + level + ", so no connection was made");
    assertThat(receiver.requests()).isEmpty();
    assertThat(Diagnoses.of(program, code).get("connected").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "401, Authorization",
    "404, URL",
    "307, final URL",
    "503, answered 503",
    "429, answered 429"
  })
  void aDestinationThatTakesNothingIsToBeMended(
      int status, String hint, Program program, Receiver receiver) {
    receiver.answers(status, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    assertToMend(program, "request", hint);
  }

  @Test
  void aDestinationThatWantsNoEmptyRequestIsThere(Program program, Receiver receiver) {
    receiver.answers(400, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    assertThat(program.telem("doctor").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"401, Authorization", "404, URL", "500, answered 500"})
  void aSnapshotReceiverThatTakesNothingIsToBeMended(
      int status, String hint, Program program, Receiver receiver) {
    receiver.answers(status, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
    assertToMend(program, "request", hint);
  }

  @ParameterizedTest
  @CsvSource({"200, would take events", "400, is there", "413, is there", "422, is there"})
  void aSnapshotReceiverIsAskedWithADocumentOfNobodyAndWithoutMetrics(
      int status, String found, Program program, Receiver receiver) {
    receiver.answers(status, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
    Result doctor = program.telem("doctor");
    assertThat(doctor.code()).as(doctor.out()).isZero();
    assertThat(doctor.out()).contains(found).contains("All is well.");
    assertThat(receiver.bodies("/api/v1/telemetry"))
        .containsExactly(
            "{\"guid\":\"tcs_00000000-0000-0000-0000-000000000000\",\"name\":\"telem\","
                + "\"license\":\"\",\"metrics\":[]}");
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void nobodyAtTheAddressIsToBeMended(Program program) throws IOException {
    try (FaultyReceiver nobody = new FaultyReceiver(Fault.REFUSES)) {
      program.with("TELEMETRY_ENDPOINT", nobody.url());
      assertToMend(program, "request", "no connection");
      Result text = program.telem("doctor");
      assertThat(text.code()).isEqualTo(1);
      assertThat(text.out()).contains("to mend it: ").endsWith("One thing is to be mended.\n");
    }
  }

  @Test
  void aNameThatIsNotKnownIsToBeMended(Program program) {
    program.with("TELEMETRY_ENDPOINT", "https://no-such-host.invalid/v1");
    assertToMend(program, "dns", "no-such-host.invalid");
  }

  @Test
  void aNameServerThatNeverAnswersIsToBeMended(Program program) {
    program.with("TELEMETRY_ENDPOINT", "https://" + WorseWorld.HOST + "/v1");
    WorseWorld.withoutNameServer(program);
    assertToMend(program, "dns", "no name server has answered");
  }

  @Test
  void aServerThatSpeaksNoTlsIsToBeMended(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url().replace("http:", "https:"));
    assertToMend(program, "tls", "");
  }

  @Test
  void aProxyThatIsNotThereIsToBeMended(Program program) throws IOException {
    try (FaultyReceiver gone = new FaultyReceiver(Fault.REFUSES)) {
      program
          .with("TELEMETRY_ENDPOINT", "https://telemetry.example.com/")
          .with("HTTPS_PROXY", "http://me:secret@127.0.0.1:" + gone.port());
      assertToMend(program, "request", "no connection");
      assertThat(program.telem("doctor").out())
          .contains("through 127.0.0.1")
          .doesNotContain("secret");
    }
  }

  @Test
  void aStateDirectoryThatEverybodyMayWriteToIsToBeMended(Program program) throws IOException {
    Path shared = Files.createDirectory(program.home().resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    program.with("TELEMETRY_HOME", shared.toString());
    assertToMend(program, "state", "chmod go-w " + shared);
  }

  @Test
  void aStateDirectoryOfAnotherUserIsToBeMended(Program program) {
    Path others = program.home().resolve("others");
    program.shell("mkdir " + others);
    assumeThat(program.shell("chown 65534 " + others).code())
        .as("root, to give a directory away")
        .isZero();
    program.with("TELEMETRY_HOME", others.toString());
    assertToMend(program, "state", "belongs to");
  }

  @Test
  void keysThatOthersMayReadAreToBeMended(Program program) {
    program.wrap("true");
    program.shell("chmod 644 " + program.state().resolve("machine-id"));
    assertToMend(program, "files", "chmod go= ");
  }

  @Test
  void aTildeThatNoShellExpandedIsToBeMended(Program program) {
    program.with("TELEMETRY_HOME", "~/telem");
    assertToMend(program, "configuration", "did not expand ~");
  }

  @Test
  void aFileInTheStateDirectorysPlaceIsToBeMended(Program program) {
    program.write(program.home().resolve("file"), "");
    program.with("TELEMETRY_HOME", program.home().resolve("file").toString());
    assertToMend(program, "state", "no directory");
  }

  @Test
  void aLogThatCannotBeWrittenIsToBeMended(Program program) {
    program.with("TELEMETRY_LOG_FILE", program.home().resolve("no/such/log").toString());
    assertToMend(program, "log", "cannot be created");
  }

  @Test
  void aMarkerOfARunThatCannotBeOpenedIsToBeMended(Program program) {
    program.wrap("true");
    program.shell("mkdir -p ~/.local/state/telem/runs/x");
    assertToMend(program, "runs", "rm -r ");
  }
}
