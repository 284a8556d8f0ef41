package dev.telem.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import dev.telem.event.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that is like one before is told by its shape, and means what it means by itself. */
class ShapesTest {
  private static final Allowed ALLOWED = new Allowed(List.of(), List.of());

  private final Reading reading = new Reading(ALLOWED);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "007",
        "1.5",
        "1e2",
        "-0",
        "-",
        "9007199254740993",
        "\"3\"",
        "NaN",
        "",
        "3 ",
        "99"
      })
  void aLineLikeOneBeforeIsJudgedAsIfItWereTheFirst(String number) {
    String line = "{\"count\":\"jobs\",\"value\":%s}";
    Reading fresh = new Reading(ALLOWED);
    say(fresh, line.formatted(number));
    double added = sum(fresh);
    say(line.formatted(1), line.formatted(number), line.formatted(2));
    assertThat(sum(reading)).isEqualTo(3 + added);
    assertThat(reading.refusals()).isEqualTo(fresh.refusals());
  }

  /** Whoever writes a line again with other numbers is not read anew, however many do. */
  @Test
  void likeLinesAreToldByTheirShapeWhateverTheOrderOfTheirMembersAndTheirNumbers() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      lines.add("{\"count\":\"n" + word(i) + "\",\"value\":%s}");
      lines.add("{\"value\": %s, \"count\": \"m" + word(i) + "\"}");
    }
    for (int i = 0; i < 20; i++) {
      lines.add(
          "{\"metric\":{\"aggregation\":\"count\",\"collection\":\"c\",\"imports\":%s,\"topic\":\"t"
              + word(i)
              + "\"}}");
      lines.add(metric("\"topic\":\"t" + word(i) + "\",\"aggregation\":\"count\",\"count\":%s"));
      lines.add(
          metric(
              "\"topic\":\"x\",\"key\":\""
                  + word(i)
                  + "\",\"aggregation\":\"exact\",\"value\":%s"));
    }
    Sums sums = new Sums();
    LineReader reader = new LineReader(ALLOWED, sums);
    for (String line : lines) {
      byte[] first = (line.formatted("1") + "\n").getBytes(UTF_8);
      assertThat(reader.again(first, 0, first.length)).isEqualTo(-1);
      assertThatCode(() -> reader.read(first, 0, first.length - 1)).doesNotThrowAnyException();
    }
    for (String number : List.of("0", "-7", "0.5", "-12.25", "123456789.012345", "3")) {
      for (String line : lines) {
        byte[] again = (line.formatted(number) + "\n").getBytes(UTF_8);
        assertThat(reader.again(again, 0, again.length)).as(line).isEqualTo(again.length);
      }
    }
    double total = 1 + 0 - 7 + 0.5 - 12.25 + 123456789.012345 + 3;
    assertThat(sums.take())
        .hasSize(220)
        .allSatisfy(
            metric ->
                assertThat(metric.amounts().getFirst().number())
                    .isCloseTo(metric.exact() ? 3 : total, within(1e-6)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.1", "2.675", "1234567.12345678", "0.000000000000001", "99999999999999.9"})
  void aFractionIsTheSameNumberByItsShape(String number) {
    String line = "{\"count\":\"jobs\",\"value\":%s}";
    say(line.formatted("5"));
    reading.metrics();
    say(line.formatted(number));
    assertThat(sum(reading)).isEqualTo(Double.parseDouble(number));
    assertThat(sum(readingOf(line.formatted(number)))).isEqualTo(Double.parseDouble(number));
  }

  /** A word of letters for each number. */
  private static String word(int number) {
    return (char) ('a' + number / 26) + "-" + (char) ('a' + number % 26);
  }

  private static String metric(String rest) {
    return "{\"metric\":{\"collection\":\"cluster\"," + rest + "}}";
  }

  private static Reading readingOf(String line) {
    Reading fresh = new Reading(ALLOWED);
    say(fresh, line);
    return fresh;
  }

  private static double sum(Reading reading) {
    double sum = 0;
    for (Metric metric : reading.metrics()) {
      sum += metric.amounts().getFirst().number();
    }
    return sum;
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
