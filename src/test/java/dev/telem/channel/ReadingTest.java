package dev.telem.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.event.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void aSumThatIsTooLargeIsRefusedAndWhatWasAddedStays() {
    String most = "{\"count\":\"jobs\",\"value\":9007199254740990}";
    say(most, "{\"count\":\"jobs\",\"value\":1}", "{\"count\":\"jobs\",\"value\":1}");
    assertThat(told()).containsExactly("counters/jobs count=9007199254740991");
    assertThat(reading.refusals()).isEqualTo("1 line refused: 1 " + Reason.NUMBER.words());
  }

  @Test
  void itsValueAndItsCountComeBeforeItsOtherNumbers() {
    say(metric("\"topic\":\"a\",\"aggregation\":\"count\",\"imports\":5,\"count\":1"));
    say(metric("\"topic\":\"b\",\"aggregation\":\"exact\",\"idle\":3,\"count\":1,\"value\":7"));
    assertThat(told())
        .containsExactly("cluster/a count=1 imports=5", "cluster/b exact value=7 count=1 idle=3");
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
