package dev.telem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.delivery.DestinationReport;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What {@code telem flush} says of one destination. */
final class FlushSentenceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T22:30:00Z");
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  @Test
  void whatAReceiverSaysSteersNoTerminal() {
    assertThat(sentence("says \u009b2J and \u202egpj\u001b[0m\u2028", 0))
        .isEqualTo(
            "https://example.com/: 1 sent, 2 kept, 3 set aside, 4 dropped;"
                + " says \\x9b2J and \\u202egpj\\x1b[0m\\u2028");
  }

  @Test
  void aTryThatIsDueTodayIsToldByTheClock() {
    assertThat(sentence("", at("2026-03-01T22:59:59Z"))).endsWith("; next try at 23:59:59");
  }

  @Test
  void aTryThatIsDueOnAnotherDayIsToldWithItsDate() {
    assertThat(sentence("", at("2026-03-01T23:00:00Z")))
        .endsWith("; next try at 2026-03-02 00:00:00");
  }

  @Test
  void aQueueWithoutAReadableDestinationGoesByItsName() {
    DestinationReport report =
        new DestinationReport("0123456789abcdef", "", 0, 0, 0, 0, 0, true, "");
    assertThat(FlushSentence.of(report, NOW, ROME)).isEqualTo("0123456789abcdef: 0 sent");
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static String sentence(String problem, long nextTryMs) {
    return FlushSentence.of(
        new DestinationReport(
            "0123456789abcdef", "https://example.com/", 1, 2, 3, 4, nextTryMs, false, problem),
        NOW,
        ROME);
  }
}
