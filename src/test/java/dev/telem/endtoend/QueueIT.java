package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What waits to be sent can be seen, and thrown away (spec cli.md, delivery.md "Spool"). */
@ExtendWith(Worlds.class)
final class QueueIT {
  @Test
  void theListHasOneEventALineInTheOrderInWhichTheyHappened(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.wrap("false");
    assertThat(program.queued()).containsExactlyElementsOf(Program.lines(program.log())).hasSize(4);
    assertThat(program.telem("queue").out()).contains("4 events");
    Result list = program.telem("queue", "list");
    assertThat(list.out().lines()).hasSize(4).allMatch(line -> !line.startsWith("{"));
  }

  @Test
  void clearingThrowsAwayWhatWaitsAndNothingElse(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    assertThat(program.telem("queue", "clear"))
        .isEqualTo(new Result(0, "2 events thrown away\n", ""));
    assertThat(program.queued()).isEmpty();
    assertThat(program.events()).hasSize(2);
    program.wrap("true");
    program.telem("flush");
    assertThat(receiver.eventIds())
        .isEqualTo(Events.texts(program.events().subList(2, 4), "eventID"));
  }

  @Test
  void whatWasThrownAwayAfterAnAttemptIsSaidToBeDropped(Program program, Receiver receiver) {
    receiver.answers(503, Duration.ZERO);
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.telem("flush");
    assertThat(program.telem("log", "tail").out().lines().filter(row -> row.endsWith("queued")))
        .hasSize(2);
    program.telem("queue", "clear");
    assertThat(program.telem("log", "tail").out().lines().filter(row -> row.endsWith("dropped")))
        .hasSize(2);
  }

  @Test
  void beyondTheCapTheOldestAreDroppedAndCounted(Program program, Receiver receiver) {
    program.configured(
        "{\"endpoint\": \""
            + receiver.url()
            + "\", \"spool\": {\"maxEvents\": 4}, \"flush\": \"never\"}");
    for (int run = 0; run < 4; run++) {
      program.wrap("true");
    }
    program.telem("flush");
    assertThat(receiver.eventIds())
        .isEqualTo(Events.texts(program.events().subList(4, 8), "eventID"));
    assertThat(program.status().at("/queue/dropped").asInt()).isEqualTo(4);
    assertThat(program.telem("log", "tail").out().lines().filter(row -> row.endsWith("dropped")))
        .hasSize(4);
  }

  @Test
  void aPipeAmongTheSpoolsFilesHoldsNoFlushUpForEver(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    program.shell(
        "cd ~/.local/state/telem/spool/*/ && rm destination.json && mkfifo destination.json");
    assertThat(program.telem("flush", "--budget", "500").code()).isEqualTo(1);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void anEmptyQueueIsNoFailureAndMakesNothing(Program program) {
    for (String words : new String[] {"queue", "queue list", "queue list --json", "queue clear"}) {
      Result result = program.telem(words.split(" ", -1));
      assertThat(result.code()).as(words).isZero();
      assertThat(result.err()).as(words).isEmpty();
    }
    assertThat(program.everything()).isEmpty();
  }
}
