package dev.telem.spool;

import static dev.telem.spool.Lines.DESTINATION;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path home;
  private final RememberedLosses losses = new RememberedLosses();
  private Spool spool;
  private Path inbox;
  private Claim claim;

  @BeforeEach
  void claimedSpool() throws IOException {
    spool = new Spool(home.resolve("spool"));
    inbox = home.resolve("spool/" + QUEUE + "/inbox");
    add(idAt(NOW));
    claim = spool.claim(System::currentTimeMillis).orElseThrow();
    outbox().clear();
  }

  @AfterEach
  void release() throws IOException {
    claim.close();
  }

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
  void batchesAreBoundedInNumber() throws IOException {
    List<String> ids = addMany(7);
    Outbox outbox = outbox();
    assertThat(ids(outbox.next(3, 1_000_000))).isEqualTo(ids.subList(0, 3));
    assertThat(ids(outbox.next(3, 1_000_000))).isEqualTo(ids.subList(3, 6));
    assertThat(ids(outbox.next(3, 1_000_000))).isEqualTo(ids.subList(6, 7));
    assertThat(outbox.next(3, 1_000_000)).isEmpty();
  }

  @Test
  void batchesAreBoundedInSizeAndSkipNothing() throws IOException {
    List<String> ids = addMany(5);
    int two = 2 * (line(ids.getFirst()).length + 1);
    Outbox outbox = outbox();
    assertThat(ids(outbox.next(100, two))).isEqualTo(ids.subList(0, 2));
    assertThat(ids(outbox.next(100, two + 1))).isEqualTo(ids.subList(2, 4));
    assertThat(ids(outbox.next(100, 1))).isEqualTo(ids.subList(4, 5));
  }

  @Test
  void whatWasNotRemovedComesAgainInTheNextPass() throws IOException {
    List<String> ids = addMany(3);
    Outbox first = outbox();
    first.remove(first.next(1, 1_000_000));
    assertThat(ids(first.next(10, 1_000_000))).isEqualTo(ids.subList(1, 3));
    assertThat(ids(outbox().next(10, 1_000_000))).isEqualTo(ids.subList(1, 3));
  }

  @Test
  void aCutAtAnyByteCostsOneEventAndItsNeighboursNothing() throws IOException {
    String before = add(newId());
    String cut = newId();
    String after = add(newId());
    byte[] whole = (new String(line(cut), UTF_8) + "\n").getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      Files.write(inbox.resolve(cut + ".json"), Arrays.copyOf(whole, length));
      assertThat(ids(outbox().next(10, 1_000_000)))
          .as("cut at " + length)
          .containsExactly(before, after);
    }
    assertThat(losses.damaged).hasSize(whole.length);
    assertThat(outbox().state().setAside()).isEqualTo(whole.length);
    assertThat(spool.queue(QUEUE).aside()).isEqualTo(whole.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"eventID\":\"ID\"}\\n{\"eventID\":\"ID\"}\\n | not one line of text",
        "{\"eventID\":\"ID\",\"a\":\"\\u0000\"}\\n | not one line of text",
        "{\"eventID\":\"ID\",\"a\":\"\\u00ff\"}\\n | not UTF-8",
        "{\"eventID\":\"other\"}\\n | not the event of that name",
        "{\"a\":{\"eventID\":\"ID\"}}\\n | not the event of that name",
        "[{\"eventID\":\"ID\"}]\\n | not JSON",
        "{\"eventID\":\"ID\",\"a\":tru}\\n | not JSON",
        "{\"eventID\":\"ID\"}}\\n | not JSON",
        "{\"eventID\":\"ID\"} {}\\n | not JSON",
        "{\"eventID\":\"ID\"}\\n\\n | not one line of text",
        "{\"eventID\":\"ID\"}\\n{}\\n{}\\n | not one line of text",
        "{\"eventID\":\"ID\"}\\n{\"pid\":7} | cut off",
        "{\"eventID\":\"ID\"}\\n{\"pid\":\\n | not JSON",
        "{\"eventID\":\"ID\"}\\n[7]\\n | not JSON",
        "{\"eventID\":\"ID\"}\\n{}{}\\n | not JSON",
        "\\n | not JSON"
      })
  void garbageIsSetAside(String content, String reason) throws IOException {
    String id = newId();
    String text =
        content
            .strip()
            .replace("\"ID\"", "\"" + id + "\"")
            .replace("\\n", "\n")
            .replace("\\u0000", "\0")
            .replace("\\u00ff", "\u00ff");
    Files.write(
        inbox.resolve(id + ".json"), text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(outbox().next(10, 1_000_000)).isEmpty();
    assertThat(losses.damaged).containsExactly(reason);
    assertThat(inbox).isEmptyDirectory();
  }

  @Test
  void whatIsEnclosedComesBackBesideItsEventAndNotInIt() throws IOException {
    String with = newId();
    String without = newId();
    byte[] enclosure = "{\"pid\":7,\"é\":1}".getBytes(UTF_8);
    spool.add(QUEUE, DESTINATION, with, line(with), enclosure);
    spool.add(QUEUE, DESTINATION, without, line(without));
    List<Entry> batch = outbox().next(10, 1_000_000);
    assertThat(batch.get(0).line()).isEqualTo(line(with));
    assertThat(batch.get(0).enclosure()).isEqualTo(enclosure);
    assertThat(batch.get(1).line()).isEqualTo(line(without));
    assertThat(batch.get(1).enclosure()).isEmpty();
  }

  @Test
  void aLinkIsSetAsideAndNotFollowed() throws IOException {
    String id = newId();
    Path secret = Files.write(home.resolve("secret"), line(id));
    Files.createSymbolicLink(inbox.resolve(id + ".json"), secret);
    assertThat(outbox().next(10, 1_000_000)).isEmpty();
    assertThat(losses.damaged).containsExactly("not a regular file");
    assertThat(outbox().clear()).isZero();
    assertThat(secret).exists();
  }

  @Test
  void anInboxThatIsALinkIsLeftAlone() throws IOException {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    String id = newId();
    Files.write(elsewhere.resolve(id + ".json"), line(id));
    Files.delete(inbox);
    Files.createSymbolicLink(inbox, elsewhere);
    assertThat(outbox().next(10, 1_000_000)).isEmpty();
    assertThat(outbox().clear()).isZero();
    assertThat(elsewhere.resolve(id + ".json")).exists();
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

  @Test
  void theStateSurvives() throws IOException {
    QueueState state = new QueueState(1, 2, 3, 4, 5_000, true, "answered 401: mend it = now\u00e9");
    outbox().remember(state);
    assertThat(spool.queue(QUEUE).state()).isEqualTo(state);
  }

  @Test
  void aDamagedStateCountsAsFresh() throws IOException {
    Path file = inbox.resolveSibling("state");
    Files.write(file, new byte[] {(byte) 0xff, '=', 'x', '\n', 'a', 'c', 'c'});
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertThat(spool.queue(QUEUE).state()).isEqualTo(QueueState.FRESH);
  }

  private Outbox outbox() throws IOException {
    return claim.open(QUEUE, losses);
  }

  private String add(String id) throws IOException {
    spool.add(QUEUE, DESTINATION, id, line(id));
    return id;
  }

  private List<String> addMany(int count) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(add(idAt(NOW + i)));
    }
    return ids;
  }

  private static List<String> ids(List<Entry> entries) {
    return entries.stream().map(Entry::eventId).toList();
  }
}
