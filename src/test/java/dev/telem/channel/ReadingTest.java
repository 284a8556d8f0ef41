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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  private static final Allowed ALLOWED =
      new Allowed(List.of("cluster/os", "cluster/plugin/@grouparoo/core"), List.of());

  private final Reading reading = new Reading(ALLOWED);

  @Test
  void countersAreSummedInTheOrderInWhichTheyBegan() {
    say(
        "{\"count\":\"jobs\",\"value\":3}",
        "{\"count\":\"rows\"}",
        " { \"value\" : 4 , \"count\" : \"jobs\" } ",
        "{\"count\":\"rows\"}",
        "{\"count\":\"jobs\",\"value\":-1}",
        "{\"count\":\"jobs\",\"value\":0.5}");
    assertThat(told()).containsExactly("counters/jobs count=6.5", "counters/rows count=2");
    assertThat(reading.refusals()).isEmpty();
  }

  @Test
  void whatWasTakenBeginsAgainAtNothing() {
    say("{\"count\":\"jobs\",\"value\":3}", "{\"count\":\"rows\",\"value\":1}");
    assertThat(told()).hasSize(2);
    assertThat(told()).isEmpty();
    say("{\"count\":\"jobs\",\"value\":4}");
    assertThat(told()).containsExactly("counters/jobs count=4");
  }

  @Test
  void ofCountsEveryNumberIsSummedAndOfExactOnesTheLastStands() {
    say(
        metric(
            "\"topic\":\"@grouparoo/postgres\",\"aggregation\":\"count\",\"imports\":5,\"runs\":1"),
        metric(
            "\"topic\":\"@grouparoo/postgres\",\"aggregation\":\"count\",\"imports\":6,\"exports\":2"),
        metric("\"topic\":\"workers\",\"aggregation\":\"exact\",\"value\":10"),
        metric("\"topic\":\"workers\",\"aggregation\":\"exact\",\"value\":12,\"idle\":3"),
        metric("\"topic\":\"os\",\"aggregation\":\"exact\",\"value\":\"linux/6.8.0\""),
        metric("\"topic\":\"os\",\"aggregation\":\"exact\",\"value\":\"darwin/19.5.0\""),
        metric(
            "\"topic\":\"plugin\",\"key\":\"@grouparoo/core\",\"aggregation\":\"exact\",\"value\":\"1.2.3\""));
    assertThat(told())
        .containsExactly(
            "cluster/@grouparoo/postgres imports=11 runs=1 exports=2",
            "cluster/workers exact value=12 idle=3",
            "cluster/os exact darwin/19.5.0",
            "cluster/plugin/@grouparoo/core exact 1.2.3");
  }

  @Test
  void whereTheBytesAreCutMakesNoDifference() {
    byte[] all =
        ("{\"count\":\"jobs\",\"value\":3}\n{\"count\":\"jobs\",\"value\":30}\nnonsense\n"
                + "{\"count\":\"naïve\"}\n{\"count\":\"jobs\",\"value\":300}")
            .getBytes(UTF_8);
    for (int cut = 0; cut <= all.length; cut++) {
      Reading cutReading = new Reading(ALLOWED);
      byte[] rest = new byte[all.length - cut];
      System.arraycopy(all, cut, rest, 0, rest.length);
      cutReading.feed(all, cut);
      cutReading.feed(rest, rest.length);
      cutReading.finish();
      assertThat(cutReading.metrics())
          .singleElement()
          .satisfies(metric -> assertThat(metric.amounts().getFirst().number()).isEqualTo(333));
      assertThat(cutReading.refusals())
          .isEqualTo("2 lines refused: 1 not JSON, 1 no name that may leave");
    }
  }

  @Test
  void errorsAndRequestsKeepTheirOrderAndOnlyWhatMayLeave() {
    say(
        "{\"error\":{\"type\":\"TypeError\",\"stack\":[\"TypeError: secret\",\"    at f"
            + " (/home/me/node_modules/a/b.js:3:4)\"]}}",
        "{\"apiRequest\":{\"method\":\"get\",\"endpoint\":\"/users/17?q=secret\",\"statusCode\":200,\"durationMs\":1.6}}",
        "{\"error\":{\"stack\":\"Traceback (most recent call last):\\n"
            + "  File \\\"/x/site-packages/a/b.py\\\", line 3, in f\\n"
            + "    f()\\n"
            + "KeyError: 'secret'\"}}");
    assertThat(reading.events().toString())
        .isEqualTo(
            "[Failed[errorType=Optional[TypeError], stack=[a/b.js:3:4 in f]],"
                + " Requested[method=GET, endpoint=/users/<id>, statusCode=200, durationMs=2],"
                + " Failed[errorType=Optional[KeyError], stack=[a/b.py:3 in f]]]");
    assertThat(reading.events()).isEmpty();
    assertThat(reading.refusals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_JSON | nonsense",
        "NOT_JSON | {\"count\":\"jobs\"",
        "NOT_JSON | {\"count\":\"jobs\"}}",
        "NOT_JSON | {\"count\":\"jobs\"} {}",
        "NOT_JSON | {\"count\":\"jobs\",}",
        "NOT_JSON | {'count':'jobs'}",
        "NOT_JSON | {\"count\":\"jobs\",\"value\":01}",
        "NOT_JSON | {\"count\":\"jobs\",\"value\":1.}",
        "NOT_JSON | {\"count\":\"jobs\",\"value\":1e}",
        "NOT_JSON | {\"count\":\"jo\\qbs\"}",
        "NOT_JSON | {\"count\":\"jo\\u00gbs\"}",
        "NOT_JSON | [1]",
        "NOT_JSON | 3",
        "FORM | {}",
        "FORM | {\"value\":3}",
        "FORM | {\"jobs\":3}",
        "FORM | {\"count\":\"jobs\",\"value\":3,\"more\":1}",
        "FORM | {\"count\":\"jobs\",\"count\":\"jobs\"}",
        "FORM | {\"metric\":{}}",
        "FORM |"
            + " {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"sum\",\"count\":1}}",
        "FORM | {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\"}}",
        "FORM | {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"exact\"}}",
        "FORM |"
            + " {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"count\":1,\"note\":\"x\"}}",
        "FORM | {\"apiRequest\":{\"method\":\"GET\"}}",
        "FORM | {\"error\":{\"message\":\"x\"}}",
        "FORM |"
            + " {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"count\":1,\"key\":5}}",
        "FORM |"
            + " {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"count\":1,\"collection\":7}}",
        "FORM |"
            + " {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"topic\":8,\"count\":1}}",
        "FORM |"
            + " {\"metric\":{\"aggregation\":9,\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"count\":1}}",
        "FORM |" + " {\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"/a\",\"statusCode\":200}}",
        "FORM |" + " {\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"/a\",\"durationMs\":2}}",
        "NUMBER | {\"count\":\"jobs\",\"value\":NaN}",
        "NUMBER | {\"count\":\"jobs\",\"value\":Infinity}",
        "NUMBER | {\"count\":\"jobs\",\"value\":1e400}",
        "NUMBER | {\"count\":\"jobs\",\"value\":9007199254740992}",
        "NUMBER | {\"count\":\"jobs\",\"value\":null}",
        "NUMBER | {\"count\":\"jobs\",\"value\":\"3\"}",
        "NUMBER | {\"count\":\"jobs\",\"value\":[[[[1]]]]}",
        "NAME | {\"count\":\"/home/me\"}",
        "NAME | {\"count\":\"a b\"}",
        "NAME | {\"count\":\"me@example.com\"}",
        "NAME | {\"count\":\"4111111111111111\"}",
        "NAME | {\"count\":\"qZ7vK2mXw9\"}",
        "NAME | {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"a"
            + " b\":1}}",
        "VALUE |"
            + " {\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"exact\",\"value\":\"x\"}}",
        "VALUE |"
            + " {\"metric\":{\"collection\":\"cluster\",\"topic\":\"os\",\"aggregation\":\"exact\",\"value\":\"/home/me\"}}",
        "ERROR | {\"error\":{\"type\":\"it went wrong\",\"stack\":\"nothing of it\"}}",
        "REQUEST |"
            + " {\"apiRequest\":{\"method\":\"STEAL\",\"endpoint\":\"/a\",\"statusCode\":200,\"durationMs\":1}}",
        "REQUEST |"
            + " {\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"/a\",\"statusCode\":7,\"durationMs\":1}}",
        "REQUEST |"
            + " {\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"/a\",\"statusCode\":200,\"durationMs\":-1}}",
      })
  void whatIsNoneOfTheFormsIsRefusedForAReason(Reason reason, String line) {
    assertThat(Reading.objection(line.getBytes(UTF_8), ALLOWED)).isEqualTo(reason);
    say(line);
    assertThat(reading.metrics()).isEmpty();
    assertThat(reading.events()).isEmpty();
    assertThat(reading.refusals()).isEqualTo("1 line refused: 1 " + reason.words());
  }

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

  @Test
  void aSumThatIsTooLargeIsRefusedAndWhatWasAddedStays() {
    String most = "{\"count\":\"jobs\",\"value\":9007199254740990}";
    say(most, "{\"count\":\"jobs\",\"value\":1}", "{\"count\":\"jobs\",\"value\":1}");
    assertThat(told()).containsExactly("counters/jobs count=9007199254740991");
    assertThat(reading.refusals()).isEqualTo("1 line refused: 1 " + Reason.NUMBER.words());
  }

  @Test
  void moreThanTenThousandLinesAreRefused() {
    for (int i = 0; i < Reading.MOST_LINES + 7; i++) {
      say("{\"count\":\"jobs\",\"value\":1}");
    }
    assertThat(told()).containsExactly("counters/jobs count=10000");
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
  void itsValueAndItsCountComeBeforeItsOtherNumbers() {
    say(metric("\"topic\":\"a\",\"aggregation\":\"count\",\"imports\":5,\"count\":1"));
    say(metric("\"topic\":\"b\",\"aggregation\":\"exact\",\"idle\":3,\"count\":1,\"value\":7"));
    assertThat(told())
        .containsExactly("cluster/a count=1 imports=5", "cluster/b exact value=7 count=1 idle=3");
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

  @Test
  void whatIsNotReadInTimeIsCounted() {
    say("{\"count\":\"jobs\"}", "{\"count\":\"jobs\"}");
    reading.endBy(System.nanoTime() - 1);
    say("{\"count\":\"jobs\"}", "{\"count\":\"rows\"}", "nonsense");
    assertThat(told()).containsExactly("counters/jobs count=2");
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
  void aLineThatIsTooLongIsRefusedAndTheNextOneIsRead() {
    say("{\"count\":\"" + "x".repeat(1 << 17) + "\"}", "{\"count\":\"jobs\"}");
    assertThat(told()).containsExactly("counters/jobs count=1");
    assertThat(reading.refusals()).isEqualTo("1 line refused: 1 too long");
  }

  @Test
  void whatIsBeyondAMebibyteIsCountedInBytes() {
    byte[] block = ("{\"count\":\"jobs\"}\n" + "\n".repeat(1 << 19)).getBytes(UTF_8);
    assertThat(reading.feed(block, block.length)).isTrue();
    assertThat(reading.feed(block, block.length)).isFalse();
    assertThat(reading.feed(block, block.length)).isFalse();
    reading.finish();
    assertThat(told()).containsExactly("counters/jobs count=2");
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
    assertThat(told()).containsExactly("counters/jobs count=10000");
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

  private static Reading readingOf(String line) {
    Reading fresh = new Reading(ALLOWED);
    say(fresh, line);
    return fresh;
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

  private void say(String... lines) {
    say(reading, lines);
  }

  private static void say(Reading reading, String... lines) {
    for (String line : lines) {
      byte[] bytes = (line + "\n").getBytes(UTF_8);
      reading.feed(bytes, bytes.length);
    }
  }

  private static double sum(Reading reading) {
    double sum = 0;
    for (Metric metric : reading.metrics()) {
      sum += metric.amounts().getFirst().number();
    }
    return sum;
  }

  /** The metrics, each in a few words. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (Metric metric : reading.metrics()) {
      StringBuilder words = new StringBuilder();
      words.append(metric.collection()).append('/').append(metric.topic());
      metric.key().ifPresent(key -> words.append('/').append(key));
      words.append(metric.exact() ? " exact" : "");
      metric.value().ifPresent(value -> words.append(' ').append(value));
      metric
          .amounts()
          .forEach(
              amount ->
                  words
                      .append(' ')
                      .append(amount.name())
                      .append('=')
                      .append(
                          amount.number() == (long) amount.number()
                              ? String.valueOf((long) amount.number())
                              : String.valueOf(amount.number())));
      told.add(words.toString());
    }
    return told;
  }
}
