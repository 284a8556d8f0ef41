package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyPercentileIsWithinOnePerCent(long seed) {
    Random random = new Random(seed);
    long[] exact = new long[5_000];
    Durations durations = new Durations();
    for (int i = 0; i < exact.length; i++) {
      exact[i] = (long) Math.exp(random.nextDouble() * 18);
      durations.add(exact[i]);
    }
    Arrays.sort(exact);
    for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1}) {
      long truth = exact[(int) Math.ceil(share * exact.length) - 1];
      // Half a millisecond more, since it is rounded to whole ones.
      assertThat((double) durations.percentile(share))
          .as("seed %d, %s", seed, share)
          .isCloseTo((double) truth, within(0.0101 * truth + 0.5));
    }
    assertThat(durations.longest()).isEqualTo(exact[exact.length - 1]);
  }

  @Test
  void noneOneZeroAndTheLongestThereCanBe() {
    Durations durations = new Durations();
    assertThat(durations.percentile(0.5)).isZero();
    durations.add(0);
    assertThat(durations.percentile(0.95)).isZero();
    durations.add(7);
    assertThat(durations.percentile(0.95)).isEqualTo(7);
    durations.add(Long.MAX_VALUE);
    assertThat(durations.longest()).isEqualTo(Long.MAX_VALUE);
    assertThat(durations.percentile(0.99)).isGreaterThan(900_000_000_000L);
  }
}
