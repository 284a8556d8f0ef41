package dev.telem.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private final Ids ids = new Ids();

  @Test
  void idsMadeLaterSortLater() {
    UUID before = ids.ordered();
    for (int i = 0; i < 1000; i++) {
      UUID next = ids.ordered();
      assertThat(next.toString()).isGreaterThan(before.toString());
      assertThat(next.version()).isEqualTo(7);
      before = next;
    }
  }

  @Test
  void randomIdsDiffer() {
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      UUID id = ids.random();
      assertThat(id.version()).isEqualTo(4);
      assertThat(seen.add(id)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "0190A5C2-7e11-7abc-8def-0123456789ab",
        "0190a5c2_7e11-7abc-8def-0123456789ab",
        "0190a5c2-7e11-7abc-8def-0123456789ab ",
        "0190a5c2-7e11-7abc-8def-0123456789a\n"
      })
  void whatIsNoIdIsNone(String text) {
    assertThat(Ids.parse(text)).isNull();
  }

  @Test
  void anIdIsReadBack() {
    UUID id = ids.ordered();

    assertThat(Ids.parse(id.toString())).isEqualTo(id);
    assertThat(Ids.parse(null)).isNull();
  }
}
