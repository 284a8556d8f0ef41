package dev.telem.spool;

import static dev.telem.spool.Lines.DESTINATION;
import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxTest extends ClaimedSpool {
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
}
