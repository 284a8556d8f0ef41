package dev.telem.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final UUID RUN = UUID.fromString("0190a5c2-7e11-7abc-8def-0123456789ab");
  private static final String OWN = "00-0190a5c27e117abc8def0123456789ab-8def0123456789ab-01";

  @Test
  void aRunByItselfIsATraceWhoseIdIsItsOwn() {
    Trace trace = Trace.of(RUN, null);
    assertThat(trace.traceparent()).isEqualTo(OWN);
    assertThat(trace.enclosure(4711)).isEqualTo("{\"pid\":4711}");
    assertThat(trace.enclosure(-2)).isEqualTo("{}");
  }

  @Test
  void aRunInsideOfATraceIsASpanOfItAndKeepsItsFlags() {
    Trace trace = Trace.of(RUN, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
    assertThat(trace.traceparent())
        .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-8def0123456789ab-00");
    assertThat(trace.enclosure(7))
        .isEqualTo(
            "{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                + "\"parentSpanId\":\"00f067aa0ba902b7\",\"traceFlags\":0,\"pid\":7}");
    assertThat(trace.enclosure(-1)).endsWith("\"traceFlags\":0}");
  }

  @Test
  void aLaterVersionIsReadAsFarAsItIsKnown() {
    Trace trace = Trace.of(RUN, "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff-more");
    assertThat(trace.traceparent())
        .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-8def0123456789ab-ff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0\""
      })
  void whatIsNoTraceparentBeginsATrace(String text) {
    assertThat(Trace.of(RUN, text).traceparent()).isEqualTo(OWN);
    assertThat(Trace.of(RUN, text).enclosure(-1)).isEqualTo("{}");
  }
}
