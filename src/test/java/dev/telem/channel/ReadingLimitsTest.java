package dev.telem.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.event.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one run may say, and that nothing beyond it is lost without being counted. */
class ReadingLimitsTest {
  private final Reading reading = new Reading(new Allowed(List.of(), List.of()));

  @Test
  void moreThanTenThousandLinesAreRefused() {
    for (int i = 0; i < Reading.MOST_LINES + 7; i++) {
      say("{\"count\":\"jobs\",\"value\":1}");
    }
    assertThat(jobs()).isEqualTo(10_000);
    assertThat(reading.refusals()).startsWith("7 lines refused");
  }

  @Test
  void moreThan256NamesAreRefusedAndTheKnownOnesStillCount() {
    for (int i = 0; i < 260; i++) {
      say("{\"count\":\"n" + word(i) + "\"}");
    }
    say("{\"count\":\"n" + word(0) + "\"}");
    assertThat(reading.metrics()).hasSize(256);
    assertThat(reading.refusals()).startsWith("4 lines refused: 4 more than 256 names");
  }

  @Test
  void theNamesOfNumbersAreAmongThe256EachOnceForAllMetrics() {
    for (int i = 0; i < 260; i++) {
      say(metric(numbered("t" + word(i), "imports", "runs")));
    }
    assertThat(reading.metrics()).hasSize(254);
    assertThat(reading.refusals()).startsWith("6 lines refused: 6 more than 256 names");
  }

  @Test
  void oneMetricHasSixteenNumbersAtMost() {
    for (int i = 0; i < 20; i++) {
      say(metric(numbered("t", "f" + word(i))));
    }
    assertThat(reading.metrics())
        .singleElement()
        .satisfies(metric -> assertThat(metric.amounts()).hasSize(16));
    assertThat(reading.refusals())
        .isEqualTo("4 lines refused: 4 more than 256 names, or 16 numbers of one metric");
  }

  @Test
  void aLineThatIsTooLongIsRefusedAndTheNextOneIsRead() {
    say("{\"count\":\"" + "x".repeat(1 << 17) + "\"}", "{\"count\":\"jobs\"}");
    assertThat(jobs()).isEqualTo(1);
    assertThat(reading.refusals()).isEqualTo("1 line refused: 1 too long");
  }

  @Test
  void whatIsNotReadInTimeIsCounted() {
    say("{\"count\":\"jobs\"}", "{\"count\":\"jobs\"}");
    reading.endBy(System.nanoTime() - 1);
    say("{\"count\":\"jobs\"}", "{\"count\":\"rows\"}", "nonsense");
    assertThat(jobs()).isEqualTo(2);
    assertThat(reading.refusals()).isEqualTo("3 lines refused: 3 " + Reason.TOO_LATE.words());
  }

  @Test
  void aTraceThatThereIsNoRoomForIsNotLookedAt() {
    for (int i = 0; i < 20; i++) {
      say("{\"error\":{\"type\":\"TypeError\"}}");
    }
    say("{\"error\":{\"type\":\"TypeError\",\"stack\":no stack at all");
    assertThat(reading.events()).hasSize(20);
    assertThat(reading.refusals()).isEqualTo("1 line refused: 1 " + Reason.TOO_MANY_EVENTS.words());
  }

  @Test
  void whatIsBeyondAMebibyteIsCountedInBytes() {
    byte[] block = ("{\"count\":\"jobs\"}\n" + "\n".repeat(1 << 19)).getBytes(UTF_8);
    assertThat(reading.feed(block, block.length)).isTrue();
    assertThat(reading.feed(block, block.length)).isFalse();
    assertThat(reading.feed(block, block.length)).isFalse();
    reading.finish();
    assertThat(jobs()).isEqualTo(2);
    assertThat(reading.refusals())
        .isEqualTo((3 * block.length - (1 << 20)) + " bytes beyond 1 MiB not read");
  }

  @Test
  void everyLineIsTakenRefusedOrAmongTheBytesThatWereNotRead() {
    byte[] line = "{\"count\":\"jobs\",\"value\":1}\n".getBytes(UTF_8);
    byte[] block = new byte[60_000 * line.length];
    for (int i = 0; i < 60_000; i++) {
      System.arraycopy(line, 0, block, i * line.length, line.length);
    }
    reading.feed(block, block.length);
    reading.finish();
    assertThat(jobs()).isEqualTo(10_000);
    int whole = (1 << 20) / line.length;
    assertThat(reading.refusals())
        .isEqualTo(
            (whole - 10_000)
                + " lines refused: "
                + (whole - 10_000)
                + " more than 10000 lines; "
                + (60_000 - whole) * line.length
                + " bytes beyond 1 MiB not read");
  }

  @Test
  void twoGibibytesMakeNoReadingFail() {
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < (1 << 15) + 20; i++) {
      reading.feed(block, block.length);
    }
    assertThat(reading.refusals()).contains("bytes beyond 1 MiB");
  }

  @Test
  void errorsAndRequestsOfOneRunAreLimited() {
    for (int i = 0; i < 600; i++) {
      say(
          "{\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"/a\",\"statusCode\":200,\"durationMs\":1}}",
          "{\"error\":{\"type\":\"TypeError\"}}");
    }
    assertThat(reading.events()).hasSize(520);
    assertThat(reading.refusals()).startsWith("680 lines refused");
  }

  /** A word of letters for each number. */
  private static String word(int number) {
    return (char) ('a' + number / 26) + "-" + (char) ('a' + number % 26);
  }

  /** The members of a metric whose numbers are these. */
  private static String numbered(String topic, String... names) {
    StringBuilder text = new StringBuilder("\"topic\":\"" + topic + "\",\"aggregation\":\"count\"");
    for (String name : names) {
      text.append(",\"").append(name.replace('-', '_')).append("\":1");
    }
    return text.toString();
  }

  private static String metric(String rest) {
    return "{\"metric\":{\"collection\":\"cluster\"," + rest + "}}";
  }

  /** What was counted of jobs, and of nothing else. */
  private double jobs() {
    List<Metric> metrics = reading.metrics();
    assertThat(metrics)
        .singleElement()
        .satisfies(metric -> assertThat(metric.topic()).hasToString("jobs"));
    return metrics.getFirst().amounts().getFirst().number();
  }

  private void say(String... lines) {
    say(reading, lines);
  }

  private static void say(Reading reading, String... lines) {
    for (String line : lines) {
      byte[] bytes = (line + "\n").getBytes(UTF_8);
      reading.feed(bytes, bytes.length);
    }
  }
}
