package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who, without knowing who (spec consent.md, "Identifiers and places"). */
@ExtendWith(Worlds.class)
final class IdentityIT {
  @Test
  void askingForTheIdMakesNone(Program program) {
    Result result = program.telem("id");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isNotBlank();
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void theIdIsThatOfTheEventsAndStays(Program program) {
    program.wrap("true");
    program.wrap("true");
    String id = program.telem("id").out().strip();
    assertThat(new HashSet<>(Events.texts(program.events(), "machineID"))).containsExactly(id);
    assertThat(program.telem("id").out().strip()).isEqualTo(id);
  }

  @Test
  void resetMakesANewIdAndQueuedEventsKeepTheOld(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    String old = program.telem("id").out().strip();
    String fresh = program.telem("id", "reset").out().strip();
    assertThat(fresh).isNotEqualTo(old).isEqualTo(program.telem("id").out().strip());
    program.wrap("true");
    assertThat(program.queued().stream().map(line -> Events.text(Events.of(line), "machineID")))
        .containsExactly(old, old, fresh, fresh);
  }

  @Test
  void resettingWhileOffMakesNothing(Program program) {
    program.with("DO_NOT_TRACK", "1");
    assertThat(program.telem("id", "reset").code()).isEqualTo(1);
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void manyFirstRunsAtOnceAgreeOnOneId(Program program) {
    program.shell("for i in $(seq 30); do \"$TELEM\" run -- true & done; wait");
    assertThat(new HashSet<>(Events.texts(program.events(), "machineID"))).hasSize(1);
  }

  @Test
  void forgetRemovesAllThatTelemWroteAndListsIt(Program program, Receiver receiver)
      throws IOException {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.telem("flush");
    program.wrap("true");
    Files.writeString(program.state().resolve("events.jsonl.1"), "old\n");
    Files.writeString(program.state().resolve("troubles.jsonl"), "old\n");
    List<String> before = program.everything();
    assertThat(before).hasSizeGreaterThan(8);
    Result result = program.telem("forget");
    assertThat(result.code()).isZero();
    assertThat(program.state()).doesNotExist();
    assertThat(result.out().lines())
        .contains(
            program.state().resolve("machine-id").toString(),
            program.log().toString(),
            program.state().resolve("spool").toString(),
            program.state().resolve("delivery.jsonl").toString());
    assertThat(program.telem("forget").code()).isZero();
    assertThat(receiver.events()).hasSize(2);
  }

  @Test
  void forgetLeavesWhatIsNotTelems(Program program) throws IOException {
    program.wrap("true");
    Files.writeString(program.state().resolve("notes.txt"), "a person's");
    program.telem("forget");
    assertThat(program.everything())
        .containsExactly(
            ".local", ".local/state", ".local/state/telem", ".local/state/telem/notes.txt");
  }
}
