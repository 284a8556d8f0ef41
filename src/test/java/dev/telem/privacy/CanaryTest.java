package dev.telem.privacy;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines with planted canaries: whatever the place, nothing of a canary may leave. */
class CanaryTest {
  private static final int LINES = 4000;
  private static final int PIECE = 4;
  private static final String PLACEHOLDERS = "<command> <path> <value> <redacted>";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String ALL = LOWER + LOWER.toUpperCase(Locale.ROOT) + DIGITS;

  private static final List<String> HARMLESS =
      List.of(
          "--verbose",
          "-v",
          "deploy",
          "./x",
          "--out=./x",
          "--dry-run",
          "--",
          "--token",
          "-",
          "",
          "--level",
          "key=value");

  /**
   * Where something typed can stand. {@code %s} is the canary; words are separated by {@code |}.
   */
  private static final List<String> PLACES =
      List.of(
          "%s",
          "./%s",
          "/home/%s/x",
          "../%s",
          "~%s",
          "C:\\%s\\x",
          "\\\\%s\\share",
          "file:///%s",
          "a/%s/b",
          "%s/b",
          "--out=%s",
          "--out=./%s",
          "--out:%s",
          "--out=a=%s",
          "--token|%s",
          "--token|-%s",
          "--token|--%s",
          "--token=%s",
          "--token:%s",
          "--apiKey|--%s",
          "--under_token|--%s",
          "-password|-%s",
          "-p%s",
          "-p/%s",
          "-p=%s",
          "-p|%s",
          "-Dkey=%s",
          "-D%s=x",
          "-DdbPassword=%s",
          "/p:k=%s",
          "/p:%s",
          "/%s:x",
          "+%s",
          "@%s",
          "@./%s",
          "key=%s",
          "%s=x",
          "%s:x",
          "%s@example.com",
          "user@%s.com",
          "https://%s/x",
          "https://u:%s@host/x?%s#%s",
          "postgres://u:%s@db/%s",
          "{\"a\":\"%s\"}",
          "SELECT '%s' FROM t",
          "–%s",
          "—out=%s",
          "--%s_x",
          "--%s.x",
          "--_%s",
          "--naïve-%s",
          "---%s",
          "--out %s",
          "--out\n%s",
          "--|--%s",
          "--|-x|--%s=y",
          "--|%s",
          "%s|%s|%s",
          "--a|%s|--b|%s",
          "-x %s",
          "--|--token|--%s",
          "\ufffd%s",
          "--\ud800%s",
          "%s\u0000",
          "#%s",
          "$%s",
          "'%s'",
          "--level|--|--%s",
          "--token|--|--%s",
          "--header|X: %s");

  /** Where only what looks random or like a number is told from a name. */
  private static final List<String> NAMES =
      List.of("--%s", "--%s=x", "--my-%s", "--%s-x", "--%s:x", "--secret-%s|x");

  private static final List<String> COMMANDS =
      List.of(
          "PASSWORD=%s",
          "https://host/%s",
          "a=b/%s",
          "./x y/%s",
          "%s@host",
          "{\"%s\"",
          "--%s",
          "a b/%s",
          "x:%s",
          "-p%s",
          "a?/%s");

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

    abstract String next(Random random);

    /** Whether it can be told from a name. */
    boolean looksRandom() {
      return this != WORD;
    }
  }

  static List<Canary> canaries() {
    return List.of(Canary.values());
  }

  @ParameterizedTest
  @MethodSource("canaries")
  void nothingOfACanaryLeaves(Canary kind) {
    long seed = Long.getLong("telem.seed", 1);
    Random random = new Random(seed);
    List<String> places = new ArrayList<>(PLACES);
    if (kind.looksRandom()) {
      places.addAll(NAMES);
    }
    for (int i = 0; i < LINES; i++) {
      String canary = kind.next(random);
      List<String> words = line(random, kind, places, canary);
      String leaves = all(Sanitizer.sanitize(words));
      String harmless =
          all(Sanitizer.sanitize(words.stream().map(word -> word.replace(canary, "7")).toList()));
      for (int j = 0; j + PIECE <= canary.length(); j++) {
        String piece = canary.substring(j, j + PIECE);
        // What the line without the canary says as well is no piece of it: "edac" is in every
        // <redacted>.
        if (leaves.contains(piece) && !PLACEHOLDERS.contains(piece) && !harmless.contains(piece)) {
          fail("seed %d: %s of %s in %s", seed, piece, words, leaves);
        }
      }
    }
  }

  private static List<String> line(Random random, Canary kind, List<String> places, String canary) {
    List<String> words = new ArrayList<>();
    String command = "mytool";
    if (random.nextInt(4) == 0) {
      command = kind.looksRandom() && random.nextBoolean() ? "%s" : pick(random, COMMANDS);
    }
    words.add(command.replace("%s", canary));
    for (int planted = 1 + random.nextInt(4); planted > 0; planted--) {
      for (int harmless = random.nextInt(3); harmless > 0; harmless--) {
        words.add(pick(random, HARMLESS));
      }
      words.addAll(List.of(pick(random, places).replace("%s", canary).split("\\|", -1)));
    }
    return words;
  }

  /** Every text that leaves, on a line of its own. */
  private static String all(SanitizedCommand sanitized) {
    StringBuilder all = new StringBuilder(sanitized.command().value()).append('\n');
    for (Token token : sanitized.tokens()) {
      all.append(token.text().value()).append('\n');
    }
    for (OptionUse use : sanitized.options()) {
      all.append(use.name().value()).append('\n');
    }
    return all.toString();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
