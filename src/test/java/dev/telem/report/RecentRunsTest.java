package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecentRunsTest {
  private static final int MOST = 1_000;

  private final RecentRuns runs = new RecentRuns(MOST);

  @Test
  void theLastOnesAreKnownAndThoseLongAgoAreNot() {
    for (int i = 0; i < 10 * MOST; i++) {
      assertThat(runs.add(run(i))).isTrue();
      assertThat(runs.add(run(i))).isFalse();
      assertThat(runs.contains(run(Math.max(i - MOST, 0)))).isEqualTo(true);
    }
    assertThat(runs.contains(run(0))).isFalse();
    assertThat(runs.contains(run(7 * MOST))).isFalse();
  }

  @Test
  void idsThatMeetInOnePlaceAreToldApart() {
    // The same place in the table: only what is compared afterwards differs.
    RunKey one = new RunKey(1, 0);
    RunKey other = new RunKey(1, 1);

    assertThat(runs.add(one)).isTrue();
    assertThat(runs.contains(other)).isFalse();
    assertThat(runs.add(other)).isTrue();
    assertThat(runs.contains(one)).isTrue();
    assertThat(runs.contains(other)).isTrue();
  }

  @Test
  void anIdOfAnyLengthIsOne() {
    assertThat(RunKey.of("")).isEqualTo(RunKey.of("")).isNotEqualTo(RunKey.of("a"));
    assertThat(RunKey.of("ab")).isNotEqualTo(RunKey.of("ba"));
    assertThat(RunKey.of("x".repeat(100_000))).isNotEqualTo(RunKey.of("x".repeat(100_001)));
  }

  private static RunKey run(int number) {
    return RunKey.of("0190a5c2-7e11-7abc-8def-" + number);
  }
}
