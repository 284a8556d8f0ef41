package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.FaultyReceiver.Fault;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code telem doctor} finds what is wrong and says what to mend (spec cli.md). */
@ExtendWith(Worlds.class)
final class DoctorIT {
  private static final String IN_THE_QUEUE = "cd ~/.local/state/telem/spool/????????????????/ && ";

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
    assertThat(diagnosis(program, code).get("connected").asBoolean()).isFalse();
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

  @ParameterizedTest
  @CsvSource({
    "rm destination.json, is missing",
    "rm destination.json && mkfifo destination.json, no regular file",
    "rm destination.json && mkdir destination.json, no regular file",
    "echo {} > destination.json, URL is neither",
    "echo '{\"url\":' > destination.json, is damaged",
    "truncate -s 2M destination.json, too long",
    "rm -r aside; touch aside, no directory",
    "rm -f state; mkfifo state, no regular file",
    "rm -f ../lock; mkfifo ../lock, no regular file"
  })
  void aQueueThatAFlushCannotWorkOnIsToBeMended(
      String damage, String hint, Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("doctor").code()).isZero();
    assertThat(program.shell(IN_THE_QUEUE + damage).code()).isZero();
    assertToMend(program, "queue", hint);
  }

  @ParameterizedTest
  @CsvSource({
    "chmod 0 destination.json, may not be read",
    "chmod 500 inbox, may not be read and written",
    "chmod 300 inbox, may not be read and written",
    "chmod 500 ., may not be read and written",
    "chmod 400 ../lock, may not be read and written"
  })
  void whatTheUserMayNotReadOrWriteInAQueueIsToBeMended(
      String damage, String hint, Program program, Receiver receiver) {
    SideBySide.needs("setpriv");
    assumeThat(program.shell("id -u").out())
        .as("root, to become a user whom modes hold back")
        .isEqualTo("0\n");
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    String asUser = "setpriv --reuid 54321 --regid 54321 --clear-groups ";
    Result doctor =
        program.shell(
            "touch ~/.local/state/telem/spool/lock; chown -R 54321:54321 ~ && "
                + IN_THE_QUEUE
                + damage
                + " && cd / && "
                + asUser
                + "$TELEM doctor");
    assertThat(doctor.code()).as(doctor.out() + doctor.err()).isEqualTo(1);
    assertThat(doctor.out()).contains(hint).contains("chmod u").endsWith(" to be mended.\n");
  }

  @Test
  void aDestinationFileOfAnotherUserIsToBeMended(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assumeThat(program.shell(IN_THE_QUEUE + "chown 65534 destination.json").code())
        .as("root, to give a file away")
        .isZero();
    assertToMend(program, "queue", "belongs to");
  }

  @ParameterizedTest
  @CsvSource({"401, Authorization", "503, answered 503"})
  void whatAFlushKeptIsToBeMendedAlsoForADestinationThatIsNamedNoMore(
      int status, String hint, Program program, Receiver receiver) {
    receiver.answers(status, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("flush").code()).isEqualTo(1);
    program.without("TELEMETRY_ENDPOINT");
    assertToMend(program, "queue", hint);
    program.with("TELEMETRY", "off");
    assertThat(program.telem("doctor").code()).as("nobody wants it sent").isZero();
    program.without("TELEMETRY").telem("queue", "clear");
    assertThat(program.telem("doctor").code()).as("nothing is kept").isZero();
  }

  @Test
  void aReceiverThatRejectsWhatItIsSentIsToBeMended(Program program, Receiver receiver) {
    receiver.answers(422, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.telem("flush");
    assertToMend(program, "queue", "answered 422");
  }

  @Test
  void aSecretThatIsNotSetIsToBeMendedWithWhatToDo(Program program, Receiver receiver) {
    program
        .configured(
            "{\"destinations\": [{\"url\": \"%s\", \"headers\": {\"X\": {\"env\": \"MY_KEY\"}}}]}"
                .formatted(receiver.url()))
        .with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertToMend(program, "queue", "MY_KEY is not set: set it where telem runs");
    program.with("MY_KEY", "x");
    assertThat(program.telem("doctor").code()).isZero();
  }

  @Test
  void aMarkerOfARunThatCannotBeOpenedIsToBeMended(Program program) {
    program.wrap("true");
    program.shell("mkdir -p ~/.local/state/telem/runs/x");
    assertToMend(program, "runs", "rm -r ");
  }

  /** It ends with 1, the check of that name is to be mended, and it says this about it. */
  private static void assertToMend(Program program, String check, String hint) {
    JsonNode diagnosis = diagnosis(program, 1);
    assertThat(diagnosis.get("well").asBoolean()).isFalse();
    List<JsonNode> found =
        diagnosis
            .get("checks")
            .valueStream()
            .filter(one -> one.get("state").asText().equals("mend"))
            .toList();
    assertThat(found)
        .as(diagnosis.toPrettyString())
        .anySatisfy(
            one -> {
              assertThat(one.get("check").asText()).isEqualTo(check);
              assertThat(one.toString()).contains(hint);
              assertThat(one.get("toMend").asText()).isNotBlank();
            });
  }

  private static JsonNode diagnosis(Program program, int code) {
    Result doctor = program.telem("doctor", "--json");
    assertThat(doctor.code()).as(doctor.out() + doctor.err()).isEqualTo(code);
    return Events.json(doctor.out());
  }
}
