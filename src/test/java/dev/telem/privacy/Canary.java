package dev.telem.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** What is planted: a word, or what looks random, of several kinds. */
enum Canary {
  WORD {
    @Override
    String next(Random random) {
      // Word-like on purpose; no piece of it is part of a placeholder or of what the harmless
      // words keep.
      return List.of("correcthorse", "hunter", "swordfish", "mellon", "zanzibar", "Rumpelstilz")
          .get(random.nextInt(6));
    }
  },
  RANDOM {
    @Override
    String next(Random random) {
      return text(random, ALL, 20 + random.nextInt(30));
    }
  },
  HEX {
    @Override
    String next(Random random) {
      return text(random, "0123456789abcdef", 8 + random.nextInt(57));
    }
  },
  NUMBER {
    @Override
    String next(Random random) {
      return text(random, DIGITS, 4 + random.nextInt(16));
    }
  },
  GROUPS {
    @Override
    String next(Random random) {
      return text(random, DIGITS, 4)
          + "-"
          + text(random, DIGITS, 4)
          + "-"
          + text(random, DIGITS, 4);
    }
  },
  IDENTIFIER {
    @Override
    String next(Random random) {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
  },
  KEY {
    @Override
    String next(Random random) {
      return "AKIA" + text(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
    }
  };

  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String ALL = LOWER + LOWER.toUpperCase(Locale.ROOT) + DIGITS;

  abstract String next(Random random);

  /** Whether it can be told from a name. */
  boolean looksRandom() {
    return this != WORD;
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
