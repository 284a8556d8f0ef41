package dev.telem.spool;

import static dev.telem.spool.Lines.DESTINATION;
import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path home;
  private Path folder;
  private Spool spool;

  @BeforeEach
  void absentSpool() {
    folder = home.resolve("state/telem/spool");
    spool = new Spool(folder);
  }

  @Test
  void anAddedEventWaitsByteForByte() throws IOException {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    Queue queue = spool.queues().getFirst();
    assertThat(lines(queue)).containsExactly(new String(line(id), UTF_8));
    assertThat(queue.destination()).isEqualTo(DESTINATION);
    assertThat(queue.holds(id)).isTrue();
    assertThat(queue.waiting()).isEqualTo(new Waiting(1, line(id).length + 1L));
  }

  @Test
  void aLineMayBringItsOwnEnd() throws IOException {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, (new String(line(id), UTF_8) + "\n").getBytes(UTF_8));
    assertThat(lines(spool.queue(QUEUE))).containsExactly(new String(line(id), UTF_8));
  }

  @Test
  void eventsAreShownOldestFirst() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(newId());
    }
    List<String> anyOrder = new ArrayList<>(ids);
    Collections.shuffle(anyOrder, new java.util.Random(7));
    for (String id : anyOrder) {
      spool.add(QUEUE, DESTINATION, id, line(id));
    }
    List<String> shown = new ArrayList<>();
    spool.queue(QUEUE).forEach(entry -> shown.add(entry.eventId()));
    assertThat(shown).isEqualTo(ids);
  }

  @Test
  void lookingCreatesNothing() throws IOException {
    assertThat(spool.queues()).isEmpty();
    assertThat(spool.exists()).isFalse();
    assertThat(spool.senderActive(1)).isFalse();
    assertThat(spool.backOffPending(QUEUE, 1)).isFalse();
    assertThat(spool.queue(QUEUE).isEmpty()).isTrue();
    assertThat(spool.queue(QUEUE).waiting()).isEqualTo(new Waiting(0, 0));
    assertThat(spool.queue(QUEUE).state()).isEqualTo(QueueState.FRESH);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void nobodyElseCanReadWhatWaits() throws IOException {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    try (Claim claim = spool.claim(System::currentTimeMillis).orElseThrow()) {
      claim.open(QUEUE, new NoLosses()).remember(QueueState.FRESH.delivered(1));
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void anEventTooLongForARequestIsNotTaken() {
    String id = newId();
    assertThatThrownBy(
            () -> spool.add(QUEUE, DESTINATION, id, line(id, "x".repeat(Spool.LONGEST_LINE))))
        .isInstanceOf(IOException.class);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void aNameThatCouldLeaveTheFolderIsNotTaken() {
    assertThatThrownBy(() -> spool.add("../../etc/passwd", DESTINATION, newId(), line("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spool.add(QUEUE, DESTINATION, "../../x", line("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFailedRenameLeavesNoTemporary() throws IOException {
    String id = newId();
    Files.createDirectories(folder.resolve(QUEUE + "/inbox/" + id + ".json/in the way"));
    assertThatThrownBy(() -> spool.add(QUEUE, DESTINATION, id, line(id)))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve(QUEUE + "/inbox/" + id + ".tmp")).doesNotExist();
  }

  @Test
  void aWriteThatFailsHalfwayLeavesNothing() throws Exception {
    String other = newId();
    spool.add(QUEUE, DESTINATION, other, line(other));
    List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"));
    limited.addAll(OtherProcess.command("long", folder.toString()));
    Process process = new ProcessBuilder(limited).start();
    assertThat(OtherProcess.linesOf(process).readLine()).isEqualTo("failed");
    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve(QUEUE + "/inbox").toFile().list()).containsExactly(other + ".json");
  }

  @Test
  void anInboxThatVanishedIsMadeAgain() throws IOException {
    String first = newId();
    spool.add(QUEUE, DESTINATION, first, line(first));
    Files.delete(folder.resolve(QUEUE + "/inbox/" + first + ".json"));
    Files.delete(folder.resolve(QUEUE + "/inbox"));
    String second = newId();
    spool.add(QUEUE, DESTINATION, second, line(second));
    assertThat(spool.queue(QUEUE).holds(second)).isTrue();
  }

  @Test
  void aChangedDestinationIsKeptAndTriedAtOnce() throws IOException {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    remember(QueueState.FRESH.refused(5_000, "answered 401"));
    assertThat(spool.backOffPending(QUEUE, 4_999)).isTrue();

    byte[] mended = new String(DESTINATION, UTF_8).replace(":9/", ":8/").getBytes(UTF_8);
    new Spool(folder).add(QUEUE, mended, newId(), line(id));
    assertThat(spool.queue(QUEUE).destination()).isEqualTo(mended);
    assertThat(spool.backOffPending(QUEUE, 4_999)).isFalse();
    assertThat(spool.queue(QUEUE).state().problem()).isEqualTo("answered 401");
  }

  @Test
  void anEmptyDestinationLeftByAPowerCutIsWrittenAnew() throws IOException {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    Files.write(folder.resolve(QUEUE + "/destination.json"), new byte[0]);
    new Spool(folder).add(QUEUE, DESTINATION, newId(), line(id));
    assertThat(spool.queue(QUEUE).destination()).isEqualTo(DESTINATION);
  }

  @Test
  void aBackOffIsPendingUntilItsTimeComes() throws IOException {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    assertThat(spool.backOffPending(QUEUE, 0)).isFalse();
    remember(QueueState.FRESH.failed(1_700_000_000_123L, "answered 503"));
    assertThat(spool.backOffPending(QUEUE, 1_700_000_000_122L)).isTrue();
    assertThat(spool.backOffPending(QUEUE, 1_700_000_000_123L)).isFalse();
    remember(spool.queue(QUEUE).state().delivered(1));
    assertThat(spool.backOffPending(QUEUE, 0)).isFalse();
  }

  @Test
  void aClockPutBackDoesNotMakeABackOffEndless() throws IOException {
    String id = newId();
    spool.add(QUEUE, DESTINATION, id, line(id));
    long yearsAhead = 4_000_000_000_000L;
    remember(QueueState.FRESH.failed(yearsAhead, "answered 503"));
    assertThat(spool.backOffPending(QUEUE, 1_700_000_000_000L)).isFalse();
    assertThat(spool.queue(QUEUE).state().waits(1_700_000_000_000L)).isFalse();
  }

  @Test
  void housekeepingIsDueOnceInFiveHundredAndTwelve() {
    String prefix = "018f0000-0000-7000-8000-000000000";
    long due = 0;
    for (int i = 0; i < 4096; i++) {
      due += Spool.housekeepingDue(prefix + String.format("%03x", i)) ? 1 : 0;
    }
    assertThat(due).isEqualTo(8);
  }

  private void remember(QueueState state) throws IOException {
    try (Claim claim = spool.claim(System::currentTimeMillis).orElseThrow()) {
      claim.open(QUEUE, new NoLosses()).remember(state);
    }
  }

  private static List<String> lines(Queue queue) throws IOException {
    List<String> lines = new ArrayList<>();
    queue.forEach(entry -> lines.add(new String(entry.line(), UTF_8)));
    return lines;
  }
}
