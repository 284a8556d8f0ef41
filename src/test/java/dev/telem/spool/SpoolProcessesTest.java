package dev.telem.spool;

import static dev.telem.spool.Lines.DESTINATION;
import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolProcessesTest {
  @TempDir Path home;
  private Path folder;
  private Spool spool;

  @BeforeEach
  void absentSpool() {
    folder = home.resolve("state/telem/spool");
    spool = new Spool(folder);
  }

  @Test
  void aSenderInAnotherProcessIsSeenUntilItDies() throws Exception {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    Process sender = OtherProcess.start("hold", folder.toString());
    assertThat(OtherProcess.linesOf(sender).readLine()).isEqualTo("held");
    assertThat(spool.senderActive(System.currentTimeMillis())).isTrue();
    assertThat(spool.claim(System::currentTimeMillis)).isEmpty();

    sender.destroyForcibly().waitFor();
    assertThat(spool.senderActive(System.currentTimeMillis())).isFalse();
    try (Claim claim = spool.claim(System::currentTimeMillis).orElseThrow()) {
      assertThat(claim.queues()).containsExactly(QUEUE);
    }
  }

  @Test
  void aProcessThatHoldsTheLockKeepsItWhenItTriesAgain() throws Exception {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    try (Claim claim = spool.claim(System::currentTimeMillis).orElseThrow()) {
      assertThat(spool.senderActive(System.currentTimeMillis())).isTrue();
      assertThat(new Spool(folder).claim(System::currentTimeMillis)).isEmpty();
      Process rival = OtherProcess.start("hold", folder.toString());
      assertThat(OtherProcess.linesOf(rival).readLine()).isEqualTo("not held");
      rival.destroyForcibly().waitFor();
      assertThat(claim.queues()).containsExactly(QUEUE);
    }
    assertThat(spool.senderActive(System.currentTimeMillis())).isFalse();
    assertThat(folder.resolve("sender")).doesNotExist();
  }

  @Test
  void aSendersWordRunsOutUnlessItIsGivenAnew() throws Exception {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    AtomicLong now = new AtomicLong(1_700_000_000_000L);
    try (Claim claim = spool.claim(now::get).orElseThrow()) {
      assertThat(claim.queues()).containsExactly(QUEUE);
      assertThat(spool.senderActive(now.get() + 3_000)).isTrue();
      assertThat(spool.senderActive(now.get() + 5_000)).isFalse();
      now.addAndGet(5_000);
      Awaitility.await().until(() -> spool.senderActive(now.get()));
    }
    assertThat(spool.senderActive(now.get())).isFalse();
  }

  @Test
  void aWordFromAnotherTimeIsNotBelieved() throws Exception {
    Files.createDirectories(folder);
    Path sender = folder.resolve("sender");
    Files.writeString(sender, String.valueOf(ProcessHandle.current().pid()));
    Files.setLastModifiedTime(sender, FileTime.fromMillis(4_000_000_000_000L));
    assertThat(spool.senderActive(1_700_000_000_000L)).isFalse();
  }

  @Test
  void manyProcessesAddAtOnceAndNothingIsLost() throws Exception {
    List<Callable<Set<String>>> runs =
        Collections.nCopies(4, () -> idsPrinted(OtherProcess.start("add", folder + "", "250")));
    Set<String> told = new TreeSet<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var run : threads.invokeAll(runs)) {
        told.addAll(run.get());
      }
    }
    Set<String> waiting = new TreeSet<>();
    spool.queue(QUEUE).forEach(entry -> waiting.add(entry.eventId()));
    assertThat(waiting).hasSize(1000).isEqualTo(told);
  }

  @Test
  void aKilledRunLosesNothingThatWasAdded() throws Exception {
    Path printed = home.resolve("printed");
    Process run =
        new ProcessBuilder(OtherProcess.command("add", folder.toString(), "1000000"))
            .redirectOutput(printed.toFile())
            .start();
    Awaitility.await().until(() -> spool.queue(QUEUE).waiting().events() > 200);
    run.destroyForcibly().waitFor();
    Set<String> told = new TreeSet<>(Files.readAllLines(printed));
    told.removeIf(id -> id.length() < 36); // The last line may have been cut off by the kill.
    Set<String> waiting = new TreeSet<>();
    spool.queue(QUEUE).forEach(entry -> waiting.add(entry.eventId()));
    assertThat(waiting).containsAll(told).hasSizeGreaterThan(200);
    assertThat(spool.queue(QUEUE).waiting().events()).isEqualTo(waiting.size());
  }

  @Test
  void aRunThatIsTakenForDeadWritesItsEventAgain() throws Exception {
    String first = newId();
    spool.add(QUEUE, DESTINATION, first, line(first));
    Process run = OtherProcess.start("add", folder + "", "1000");
    try (Claim claim = spool.claim(System::currentTimeMillis).orElseThrow();
        BufferedReader told = OtherProcess.linesOf(run)) {
      // An hour from now, everything that is half written is a dead run's.
      long later = System.currentTimeMillis() + 3_600_000;
      while (run.isAlive()) {
        claim.open(QUEUE, Losses.NOBODY).tidy(later);
      }
      Set<String> waiting = new TreeSet<>();
      spool.queue(QUEUE).forEach(entry -> waiting.add(entry.eventId()));
      assertThat(waiting).containsAll(told.lines().toList()).hasSize(1001);
      assertThat(run.exitValue()).isZero();
    }
  }

  private static Set<String> idsPrinted(Process process) throws IOException {
    try (BufferedReader lines = OtherProcess.linesOf(process)) {
      return new TreeSet<>(lines.lines().toList());
    }
  }
}
