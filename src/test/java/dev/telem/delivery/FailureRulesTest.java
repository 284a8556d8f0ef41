package dev.telem.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureRulesTest {
  private static final long NOW = 1_700_000_000_000L; // Tue, 14 Nov 2023 22:13:20 GMT

  @ParameterizedTest
  @CsvSource({
    "200, Delivered",
    "202, Delivered",
    "204, Delivered",
    "299, Delivered",
    "408, Retry",
    "429, Retry",
    "500, Retry",
    "502, Retry",
    "503, Retry",
    "599, Retry",
    "400, Rejected",
    "413, Rejected",
    "422, Rejected",
    "301, Refused",
    "302, Refused",
    "304, Refused",
    "308, Refused",
    "401, Refused",
    "403, Refused",
    "404, Refused",
    "407, Refused",
    "415, Refused",
    "451, Refused",
    "-1, Retry",
    "100, Retry",
    "600, Retry"
  })
  void everyStatusHasItsVerdict(int status, String verdict) {
    assertThat(
            FailureRules.judge(new Reply(status, "", new byte[0]), NOW).getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | 120000",
        "0 | 1000",
        "86401 | 86400000",
        "99999999999999999999 | 86400000",
        "Tue, 14 Nov 2023 22:14:20 GMT | 60000",
        "Tue, 14 Nov 2023 22:00:00 GMT | 1000",
        "Fri, 31 Dec 2055 23:59:59 GMT | 86400000"
      })
  void retryAfterIsSecondsOrADate(String header, long ms) {
    assertThat(FailureRules.retryAfter(header, NOW)).isEqualTo(OptionalLong.of(ms));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "2023-11-14T22:14:20Z"})
  void anythingElseInRetryAfterSaysNothing(String header) {
    assertThat(FailureRules.retryAfter(header, NOW)).isEmpty();
  }

  @Test
  void backOffIsSpreadBetweenASecondAndACeilingThatDoublesUpToAnHour() {
    Random jitter = new Random(42);
    for (int failures = 1; failures < 40; failures++) {
      long ceiling = Math.min(3_600_000, 1000L << Math.min(failures, 20));
      long longest = 0;
      for (int i = 0; i < 200; i++) {
        long wait = FailureRules.backOffMs(failures, jitter);
        assertThat(wait).isBetween(1000L, ceiling);
        longest = Math.max(longest, wait);
      }
      assertThat(longest).as("seed 42").isGreaterThan(ceiling * 3 / 4);
    }
  }
}
