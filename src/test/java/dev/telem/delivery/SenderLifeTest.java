package dev.telem.delivery;

import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.spool.Caps;
import dev.telem.spool.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SenderLifeTest extends SenderScenario {
  @Test
  void aCrashBetweenTheAnswerAndTheDeletionOnlyRepeatsIds() throws IOException {
    List<String> ids = add(700);
    Map<Path, byte[]> before = new HashMap<>();
    for (String id : ids) {
      before.put(entry(id), Files.readAllBytes(entry(id)));
    }
    flush();
    for (var entry : before.entrySet()) {
      Files.write(entry.getKey(), entry.getValue());
    }
    flush();
    assertThat(receiver.acceptedIds()).hasSize(1400);
    assertThat(new TreeSet<>(receiver.acceptedIds())).containsExactlyElementsOf(ids);
  }

  @Test
  void theCapsHoldAlsoWhileABackOffIsPending() throws IOException {
    caps = new Caps(10, 1_000_000, Duration.ofDays(30));
    add(1);
    receiver.answers(503);
    flush();
    add(15);
    DestinationReport report = flush();
    assertThat(report.dropped()).isEqualTo(6);
    assertThat(report.kept()).isEqualTo(10);
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiptsWith("dropped")).hasSize(1);
  }

  @Test
  void aDetachedSenderTakesInWhatIsAddedWhileItLingers() throws IOException {
    add(1);
    List<String> late = new ArrayList<>();
    Time lively =
        new Time() {
          @Override
          public long nowMs() {
            return time.nowMs();
          }

          @Override
          public long elapsedMs() {
            return time.elapsedMs();
          }

          @Override
          public void pause(long ms) {
            time.pass(ms);
            if (late.size() < 20 && time.elapsedMs() % 2000 == 0) {
              addLate(late);
            }
          }
        };
    long began = time.elapsedMs();
    sender(lively).flush(FlushOptions.detached());
    assertThat(receiver.acceptedIds()).hasSize(21).containsAll(late);
    assertThat(time.elapsedMs() - began).isBetween(43_000L, 43_400L);
  }

  @Test
  void whenAPersonForbidsItNothingMoreIsSent() throws IOException {
    add(700);
    permitted = false;
    sender(time).flush(FlushOptions.detached());
    assertThat(receiver.requests()).isEmpty();
    assertThat(time.elapsedMs()).isLessThan(1_000);
  }

  @Test
  void aDetachedSenderStaysForAShortBackOff() throws IOException {
    List<String> ids = add(2);
    receiver.answers(503);
    Time untilItIsBack =
        new Time() {
          @Override
          public long nowMs() {
            return time.nowMs();
          }

          @Override
          public long elapsedMs() {
            return time.elapsedMs();
          }

          @Override
          public void pause(long ms) {
            time.pass(ms);
            if (time.elapsedMs() > 8_000) {
              receiver.answers(204);
            }
          }
        };
    sender(untilItIsBack).flush(FlushOptions.detached());
    assertThat(receiver.acceptedIds()).containsAll(ids);
    assertThat(time.elapsedMs()).isGreaterThan(8_000);
  }

  @Test
  void aDetachedSenderEndsAfterAMinuteWhateverComes() throws IOException {
    add(1);
    Time lively =
        new Time() {
          @Override
          public long nowMs() {
            return time.nowMs();
          }

          @Override
          public long elapsedMs() {
            return time.elapsedMs();
          }

          @Override
          public void pause(long ms) {
            time.pass(ms);
            addLate(new ArrayList<>());
          }
        };
    sender(lively).flush(FlushOptions.detached());
    assertThat(time.elapsedMs()).isEqualTo(60_000);
    assertThat(spool.senderActive(System.currentTimeMillis())).isFalse();
  }

  @Test
  void twoSendersNeverWorkAtOnce() throws IOException {
    add(1);
    try (Claim claim = spool.claim(System::currentTimeMillis).orElseThrow()) {
      assertThat(sender(time).flush(FlushOptions.detached())).isEqualTo(new Flushed.Busy());
      claim.open(QUEUE, new LossReceipts(surroundings(time), "")).clear();
      assertThat(sender(time).flush(FlushOptions.detached()))
          .as("nothing left to wait for")
          .isInstanceOf(Flushed.Done.class);
    }
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void withoutASpoolNothingIsCreated() throws IOException {
    assertThat(sender(time).flush(FlushOptions.explicit())).isEqualTo(new Flushed.Done(List.of()));
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void aStateThatCannotBeWrittenAfterTheAnswerDoesNotSendTwice() throws IOException {
    add(2);
    Path inTheWay = home.resolve("spool/" + QUEUE + "/state");
    Files.createDirectories(inTheWay.resolve("x"));
    DestinationReport report = flush();
    assertThat(report.problem()).contains("state");
    assertThat(report.kept()).isZero();
    Files.delete(inTheWay.resolve("x"));
    Files.delete(inTheWay);
    flush();
    assertThat(receiver.acceptedIds()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aBudgetHoldsAndADeadDestinationLeavesTheOthersTheirShare() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer silent = new RawServer(socket -> end.await())) {
      String id = newId();
      byte[] dead = ("{\"url\":\"" + silent.url() + "\"}").getBytes(UTF_8);
      spool.add("0000000000000000", dead, id, line(id));
      List<String> ids = add(1);
      long began = System.nanoTime();
      sender(Time.system()).flush(FlushOptions.within(1_000));
      assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(2_000);
      assertThat(receiver.acceptedIds()).isEqualTo(ids);
      assertThat(spool.queue("0000000000000000").state().problem()).isEqualTo("no answer in time");
    }
    end.countDown();
  }

  private void addLate(List<String> late) {
    try {
      late.addAll(add(1));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
