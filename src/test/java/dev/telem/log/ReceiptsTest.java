package dev.telem.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptsTest {
  @TempDir Path folder;
  private Path file;
  private Receipts receipts;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("delivery.jsonl");
    receipts = new Receipts(file);
  }

  @Test
  void whatTheSenderWroteIsRead() throws IOException {
    receipts.append(
        "{\"ts\":1,\"destination\":\"https://a\",\"type\":\"native\",\"status\":200,\"durationMs\":12,"
            + "\"verdict\":\"accepted\",\"eventIDs\":[\"e1\",\"e2\"]}");

    assertThat(receipts.about(Set.of("e2")))
        .singleElement()
        .returns(1L, Receipt::ts)
        .returns("https://a", Receipt::destination)
        .returns(200, Receipt::httpStatus)
        .returns(12L, Receipt::tookMs)
        .returns(Verdict.ACCEPTED, Receipt::verdict);
  }

  @Test
  void withoutAReplyThereIsNoStatus() throws IOException {
    receipts.append(
        "{\"ts\":1,\"destination\":\"https://a\",\"verdict\":\"retry\",\"eventIDs\":[\"e1\"]}");

    assertThat(receipts.about(Set.of("e1"))).singleElement().returns(0, Receipt::httpStatus);
  }

  @Test
  void theLastAcceptanceOfADestinationIsKnown() throws IOException {
    receipts.append(receipt(1, "https://a", Verdict.ACCEPTED, "e1"));
    receipts.append(receipt(2, "https://b", Verdict.ACCEPTED, "e1"));
    receipts.append(receipt(3, "https://a", Verdict.KEPT, "e2"));

    assertThat(receipts.lastAccepted("https://a")).contains(1L);
    assertThat(receipts.lastAccepted("https://c")).isEmpty();
  }

  @Test
  void theNewestVerdictOfADestinationCounts() throws IOException {
    receipts.append(receipt(1, "https://a", Verdict.KEPT, "e1", "e2"));
    receipts.append(receipt(2, "https://a", Verdict.ACCEPTED, "e1"));

    assertThat(receipts.verdicts(10))
        .containsOnly(entry("e1", Verdict.ACCEPTED), entry("e2", Verdict.KEPT));
  }

  @Test
  void ofTwoDestinationsTheWorseVerdictCounts() throws IOException {
    receipts.append(receipt(1, "https://a", Verdict.REFUSED, "e1"));
    receipts.append(receipt(2, "https://b", Verdict.ACCEPTED, "e1"));

    assertThat(receipts.verdicts(10)).containsOnly(entry("e1", Verdict.REFUSED));
  }

  @Test
  void theLookBackEndsWithTheWindow() throws IOException {
    for (int number = 0; number < 100; number++) {
      receipts.append(receipt(number, "https://a", Verdict.ACCEPTED, "e" + number));
    }

    assertThat(receipts.verdicts(3)).containsOnlyKeys("e97", "e98", "e99");
  }

  @Test
  void receiptsForAnEventAreFoundAndDamagedLinesPassedOver() throws IOException {
    receipts.append(receipt(1, "https://a", Verdict.KEPT, "e1"));
    Files.writeString(
        file, "{\"verdict\":\n[]\n7\n{\"verdict\":\"odd\"}\n", StandardOpenOption.APPEND);
    receipts.append(receipt(2, "https://a", Verdict.ACCEPTED, "e0", "e1"));
    receipts.append(receipt(3, "https://a", Verdict.ACCEPTED, "e2"));

    assertThat(receipts.about(Set.of("e1"))).extracting(Receipt::ts).containsExactly(1L, 2L);
  }

  @Test
  void withoutAFileThereAreNone() throws IOException {
    assertThat(receipts.verdicts(10)).isEmpty();
    assertThat(receipts.about(Set.of("e1"))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private static String receipt(long ts, String destination, Verdict verdict, String... ids) {
    return "{\"ts\":%d,\"destination\":\"%s\",\"status\":200,\"durationMs\":12,\"verdict\":\"%s\",\"eventIDs\":[%s]}"
        .formatted(ts, destination, written(verdict), "\"" + String.join("\",\"", ids) + "\"");
  }

  private static String written(Verdict verdict) {
    return verdict == Verdict.KEPT ? "retry" : verdict.word();
  }
}
