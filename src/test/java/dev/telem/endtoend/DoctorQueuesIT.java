package dev.telem.endtoend;

import static dev.telem.endtoend.Diagnoses.assertToMend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telem.endtoend.Program.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where {@code telem flush} would fail {@code telem doctor} does not say that all is well. */
@ExtendWith(Worlds.class)
final class DoctorQueuesIT {
  private static final String IN_THE_QUEUE = "cd ~/.local/state/telem/spool/????????????????/ && ";

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
}
