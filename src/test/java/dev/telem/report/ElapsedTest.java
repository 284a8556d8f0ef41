package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElapsedTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "12, 12 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "3450, 3.4 s",
    "59999, 59.9 s",
    "60000, 1 m 00 s",
    "123000, 2 m 03 s",
    "3599999, 59 m 59 s",
    "3720000, 1 h 02 m",
    "360000000, 100 h 00 m"
  })
  void aLengthOfTimeIsSaidAsPeopleSayIt(long millis, String text) {
    assertThat(Elapsed.text(millis)).isEqualTo(text);
  }
}
