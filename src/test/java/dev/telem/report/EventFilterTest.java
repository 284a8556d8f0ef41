package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.log.LogLine;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventFilterTest {
  private static final Optional<String> ANY = Optional.empty();
  private static final EventFilter FAILED = new EventFilter(ANY, ANY, ANY, true);

  @ParameterizedTest
  @CsvSource({
    "CommandExited, {'success':false}, true",
    "CommandExited, {'exitCode':3}, true",
    "CommandExited, {'success':true}, false",
    "CommandAborted, {}, true",
    "ErrorReported, {}, true",
    "CommandStarted, {}, false",
    "ApiRequest, {'statusCode':500}, false",
    "MetricsReported, {}, false",
  })
  void whatFailedIsAFailedOrLostRunOrAnError(String type, String data, boolean failed) {
    assertThat(FAILED.wants(line(type, data.replace('\'', '"')))).isEqualTo(failed);
  }

  @Test
  void allThatIsAskedMustHold() {
    Optional<String> exited = EventFilter.type("exited");
    Optional<String> mytool = Optional.of("mytool");
    LogLine failed = line("CommandExited", "{\"success\":false}");

    assertThat(new EventFilter(Optional.of(Lines.RUN), mytool, exited, true).wants(failed))
        .isTrue();
    assertThat(new EventFilter(Optional.of("another"), mytool, exited, true).wants(failed))
        .isFalse();
    assertThat(new EventFilter(ANY, Optional.of("mytoo"), exited, true).wants(failed)).isFalse();
    assertThat(new EventFilter(ANY, ANY, EventFilter.type("started"), true).wants(failed))
        .isFalse();
    assertThat(
            new EventFilter(ANY, mytool, exited, true)
                .wants(line("CommandExited", "{\"success\":true}")))
        .isFalse();
  }

  @Test
  void aTypeHasAShortAndALongName() {
    for (String name : EventFilter.types()) {
      String type = EventFilter.type(name).orElseThrow();
      assertThat(EventFilter.type(type)).contains(type);
    }
    assertThat(EventFilter.types())
        .containsExactly("started", "exited", "aborted", "metrics", "error", "api");
    assertThat(EventFilter.type("")).isEmpty();
    assertThat(EventFilter.type("exit")).isEmpty();
  }

  @Test
  void aDamagedLineIsShownOnlyWhereNothingIsAsked() {
    LogLine damaged = new LogLine.Whole("{torn");

    assertThat(FAILED.wants(damaged)).isFalse();
    assertThat(new EventFilter(ANY, ANY, ANY, false).wants(damaged)).isTrue();
  }

  @Test
  void beforeTheStartOfTheRunThereIsNothingOfIt() {
    EventFilter ofRun = new EventFilter(Optional.of(Lines.RUN), ANY, ANY, false);

    assertThat(ofRun.isFirst(line("CommandStarted", "{}"))).isTrue();
    assertThat(ofRun.isFirst(line("CommandExited", "{}"))).isFalse();
    assertThat(ofRun.isFirst(new LogLine.Whole(Lines.line("CommandStarted", "e", "other", "{}"))))
        .isFalse();
    assertThat(FAILED.isFirst(line("CommandStarted", "{}"))).isFalse();
  }

  private static LogLine line(String type, String data) {
    return new LogLine.Whole(Lines.line(type, data));
  }
}
