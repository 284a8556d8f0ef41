package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OptionNameTest {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";

  @Test
  void nearlyAllNamesOfRealOptionsAreKept() {
    String[] names = Cases.text("option-names.txt").strip().split("\\s+", -1);
    List<String> lost = new ArrayList<>();
    for (String name : names) {
      if (!OptionName.fits(name, 0, name.length())) {
        lost.add(name);
      }
    }

    assertThat(names).hasSizeGreaterThan(1000);
    assertThat(lost).as("lost names").hasSizeLessThan(names.length * 3 / 100);
  }

  @Test
  void hardlyAnyRandomNameIsKept() {
    long seed = Long.getLong("telem.seed", 1);
    Random random = new Random(seed);
    String mixed = LETTERS + LETTERS.toUpperCase(Locale.ROOT) + DIGITS;

    assertThat(kept(random, LETTERS, 8)).as("seed %d", seed).isLessThan(100);
    assertThat(kept(random, LETTERS, 12)).as("seed %d", seed).isLessThan(20);
    assertThat(kept(random, LETTERS, 16)).as("seed %d", seed).isLessThan(10);
    assertThat(kept(random, LETTERS + DIGITS, 10)).as("seed %d", seed).isLessThan(40);
    assertThat(kept(random, LETTERS + DIGITS, 16)).as("seed %d", seed).isLessThan(5);
    assertThat(kept(random, mixed, 8)).as("seed %d", seed).isLessThan(50);
    assertThat(kept(random, mixed, 12)).as("seed %d", seed).isLessThan(10);
    assertThat(kept(random, mixed, 20)).as("seed %d", seed).isLessThan(3);
    assertThat(kept(random, "0123456789abcdef", 8)).as("seed %d", seed).isZero();
    assertThat(kept(random, DIGITS, 4)).as("seed %d", seed).isZero();
  }

  @Test
  void noUuidIsKept() {
    long seed = Long.getLong("telem.seed", 1);
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
      assertThat(OptionName.fits(uuid, 0, uuid.length())).as("seed %d, %s", seed, uuid).isFalse();
    }
  }

  /** How many of 5,000 random names are taken for names. */
  private static int kept(Random random, String alphabet, int length) {
    int kept = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder name = new StringBuilder(length);
      for (int j = 0; j < length; j++) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      kept += OptionName.fits(name.toString(), 0, length) ? 1 : 0;
    }
    return kept;
  }
}
