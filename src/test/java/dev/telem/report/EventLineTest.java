package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.log.LogLine;
import dev.telem.report.EventLine.Damaged;
import dev.telem.report.EventLine.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLineTest {
  @Test
  void anEventIsReadForItsScreens() {
    String line =
        Lines.line("CommandExited", "{\"args\":[\"deploy\",\"<path>\"],\"success\":false}");
    Seen event = Lines.seen(line);

    assertThat(event.ts()).isEqualTo(Lines.TS);
    assertThat(event.type()).isEqualTo("CommandExited");
    assertThat(event.eventID()).isEqualTo("e1");
    assertThat(event.executionID()).isEqualTo(Lines.RUN);
    assertThat(event.shortRun()).isEqualTo("456789ab");
    assertThat(event.app()).isEqualTo("mytool");
    assertThat(event.command()).isEqualTo("mytool deploy");
    assertThat(event.line()).isEqualTo(line);
    assertThat(event.failed()).isTrue();
  }

  @Test
  void failedAreFailedRunsLostRunsAndErrors() {
    assertThat(Lines.seen(Lines.line("CommandExited", "{\"success\":true}")).failed()).isFalse();
    assertThat(Lines.seen(Lines.line("CommandExited", "{\"exitCode\":0}")).failed()).isFalse();
    assertThat(Lines.seen(Lines.line("CommandExited", "{\"exitCode\":2}")).failed()).isTrue();
    assertThat(Lines.seen(Lines.line("CommandStarted", "{}")).failed()).isFalse();
    assertThat(Lines.seen(Lines.line("CommandAborted", "{}")).failed()).isTrue();
    assertThat(Lines.seen(Lines.line("ErrorReported", "{}")).failed()).isTrue();
  }

  @Test
  void aLaterVersionAndAnUnknownTypeAreEvents() {
    Seen event = Lines.seen("{\"schemaVersion\":99,\"eventType\":\"Later\",\"more\":[1]}");

    assertThat(event.type()).isEqualTo("Later");
    assertThat(event.failed()).isFalse();
    assertThat(event.shortRun()).isEmpty();
  }

  @Test
  void fieldsOfAnUnexpectedTypeCountAsAbsent() {
    Seen event =
        Lines.seen(
            "{\"eventType\":\"CommandExited\",\"ts\":\"1658\",\"executionID\":7,\"command\":[],"
                + "\"eventData\":{\"args\":\"x\",\"exitCode\":\"3\",\"durationMs\":1e400}}");

    assertThat(event.ts()).isZero();
    assertThat(event.executionID()).isEmpty();
    assertThat(event.args()).isEmpty();
    assertThat(event.duration()).isEmpty();
    assertThat(event.failed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventType\":\"CommandSta",
        "{\"eventType\":\"A\"}{\"eventType\":\"B\"}",
        "\0\0\0",
        "NaN",
        "   "
      })
  void whatIsNoJsonIsDamaged(String line) {
    assertThat(Lines.event(line))
        .isEqualTo(new Damaged(line, line.isBlank() ? "not an event" : "not JSON"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7", "null", "{\"eventType\":7}", "{\"eventType\":\"\"}"})
  void jsonThatIsNoEventIsDamaged(String line) {
    assertThat(Lines.event(line)).isEqualTo(new Damaged(line, "not an event"));
  }

  @Test
  void bottomlessNestingIsDamaged() {
    assertThat(Lines.event("{\"eventType\":" + "[".repeat(500_000))).isInstanceOf(Damaged.class);
    assertThat(Lines.event("[".repeat(2000) + "]".repeat(2000))).isInstanceOf(Damaged.class);
  }

  @Test
  void programsGetAnEventAsItIsAndADamagedLineAsAnObject() {
    String line = Lines.line("CommandStarted", "{ \"args\" : [] }");

    assertThat(Lines.event(line).json()).isEqualTo(line);
    assertThat(Lines.event("{\"\u001b[31m").json())
        .isEqualTo("{\"damaged\":\"{\\\"\\u001B[31m\",\"reason\":\"not JSON\"}");
  }

  @Test
  void aLineDamagedInTheLogStaysDamaged() {
    assertThat(EventLine.of(new LogLine.Damaged("{\"eventType\":\"A\"}", "not UTF-8")))
        .isEqualTo(new Damaged("{\"eventType\":\"A\"}", "not UTF-8"));
  }
}
