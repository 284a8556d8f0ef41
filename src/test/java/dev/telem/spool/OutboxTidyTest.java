package dev.telem.spool;

import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.idAt;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTidyTest extends ClaimedSpool {
  @Test
  void aFolderThatSomebodyPutThereBlocksNothing() throws IOException {
    Path foreign = inbox.resolve("00000000-0000-7000-8000-000000000000.json");
    Files.createDirectories(foreign.resolve("x"));
    Files.createDirectories(inbox.resolveSibling("y.tmp/x"));
    String id = addMany(1).getFirst();
    Outbox outbox = outbox();
    outbox.tidy(NOW);
    outbox.trim(Caps.standard(), NOW);
    assertThat(foreign).doesNotExist();
    assertThat(ids(outbox.next(3, 1_000_000))).containsExactly(id);
  }

  @Test
  void straysAreSetAside() throws IOException {
    Files.writeString(inbox.resolve("notes.txt"), "hello");
    Files.createDirectory(inbox.resolve("folder"));
    outbox().tidy(NOW);
    assertThat(losses.damaged).containsExactly("not an entry");
    assertThat(inbox.toFile().list()).containsExactly("folder");
  }

  @Test
  void anOrphanThatIsWholeIsTakenInAfterFiveSeconds() throws IOException {
    String id = newId();
    Path orphan = inbox.resolve(id + ".tmp");
    Files.write(orphan, (new String(line(id), UTF_8) + "\n").getBytes(UTF_8));
    Files.setLastModifiedTime(orphan, FileTime.fromMillis(NOW - 4_900));
    assertThat(outbox().tidy(NOW)).as("may be being written").isFalse();
    assertThat(outbox().next(10, 1_000_000)).isEmpty();

    assertThat(outbox().tidy(NOW + 200)).isTrue();
    assertThat(ids(outbox().next(10, 1_000_000))).containsExactly(id);
    assertThat(losses.damaged).isEmpty();
  }

  @Test
  void anOrphanThatIsNotWholeIsSetAsideAfterFiveSeconds() throws IOException {
    Path orphan = inbox.resolve(newId() + ".tmp");
    Files.writeString(orphan, "{\"schemaVersion\":1,\"eve");
    Files.setLastModifiedTime(orphan, FileTime.fromMillis(NOW - 5_100));
    outbox().tidy(NOW);
    assertThat(inbox).isEmptyDirectory();
    assertThat(outbox().state().setAside()).isEqualTo(1);
    assertThat(home.resolve("spool/" + QUEUE + "/aside").toFile().list())
        .singleElement(STRING)
        .endsWith(".cut");
  }

  @Test
  void aTemporaryOfAFutureThatNeverCameIsAnOrphanToo() throws IOException {
    String id = newId();
    Path orphan = inbox.resolve(id + ".tmp");
    Files.write(orphan, (new String(line(id), UTF_8) + "\n").getBytes(UTF_8));
    Files.setLastModifiedTime(orphan, FileTime.fromMillis(NOW + DAY.toMillis()));
    assertThat(outbox().tidy(NOW)).isTrue();
    assertThat(ids(outbox().next(10, 1_000_000))).containsExactly(id);
  }

  @Test
  void theOldestAreDroppedWhenThereAreTooMany() throws IOException {
    List<String> ids = addMany(10);
    outbox().trim(new Caps(4, 1_000_000, DAY), NOW);
    assertThat(ids(outbox().next(100, 1_000_000))).isEqualTo(ids.subList(6, 10));
    assertThat(losses.dropped).isEqualTo(ids.subList(0, 6));
    assertThat(spool.queue(QUEUE).state().dropped()).isEqualTo(6);
  }

  @Test
  void theOldestAreDroppedWhenTheyAreTooLarge() throws IOException {
    List<String> ids = addMany(10);
    long three = 3 * (line(ids.getFirst()).length + 1L);
    outbox().trim(new Caps(100, three, DAY), NOW);
    assertThat(ids(outbox().next(100, 1_000_000))).isEqualTo(ids.subList(7, 10));
    assertThat(losses.dropped).hasSize(7);
  }

  @Test
  void whatIsTooOldIsDroppedAndTheFutureIsNot() throws IOException {
    String old = add(idAt(NOW - DAY.toMillis() - 1));
    String young = add(idAt(NOW - DAY.toMillis() + 1));
    String future = add(idAt(NOW + 1000 * DAY.toMillis()));
    outbox().trim(new Caps(100, 1_000_000, DAY), NOW);
    assertThat(ids(outbox().next(100, 1_000_000))).containsExactly(young, future);
    assertThat(losses.dropped).containsExactly(old);
  }

  @Test
  void onlyTheNewestThatWereSetAsideAreKept() throws IOException {
    for (int i = 0; i < Outbox.MOST_ASIDE + 5; i++) {
      Files.writeString(inbox.resolve(String.format("stray-%05d", i)), "x");
    }
    outbox().tidy(NOW);
    assertThat(spool.queue(QUEUE).aside()).isEqualTo(Outbox.MOST_ASIDE);
    assertThat(outbox().state().setAside()).isEqualTo(Outbox.MOST_ASIDE + 5);
  }

  @Test
  void clearingThrowsAwayWhatWaitsAndWhatWasSetAside() throws IOException {
    addMany(3);
    Files.writeString(inbox.resolve("stray"), "x");
    outbox().tidy(NOW);
    assertThat(outbox().clear()).isEqualTo(3);
    assertThat(spool.queue(QUEUE).isEmpty()).isTrue();
    assertThat(spool.queue(QUEUE).aside()).isZero();
  }
}
