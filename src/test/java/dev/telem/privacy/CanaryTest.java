package dev.telem.privacy;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Command lines with planted canaries: whatever the place, the policy and the vocabulary, nothing
 * of a canary may leave. {@code -Dtelem.canaryLines=100000} generates that many lines per policy.
 */
class CanaryTest {
  private static final int LINES = Integer.getInteger("telem.canaryLines", 4200);
  private static final byte[] KEY = {1, 2, 3};
  private static final Pattern DIGEST = Pattern.compile("(?<=<value|<path):[0-9a-f]{8}(?=>)");

  private static final List<Vocabulary> VOCABULARIES =
      List.of(
          Vocabulary.NONE,
          Profiles.GIT,
          Profiles.STRICT_GIT,
          Profiles.PICOCLI,
          Profiles.JAVA,
          Profiles.LETTERS);

  private static final int PIECE = 4;
  private static final String PLACEHOLDERS = "<command> <path> <value> <redacted> <option>";

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
          "key=value",
          "commit",
          "-am",
          "-v",
          "-m",
          "--files",
          "--format",
          "--unknown",
          "-D",
          "--vault",
          "-cp",
          "A=b",
          "remote",
          "log");

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
          "-%s",
          "-a%s",
          "--|--token|--%s",
          "\ufffd%s",
          "--\ud800%s",
          "%s\u0000",
          "#%s",
          "$%s",
          "'%s'",
          "--level|--|--%s",
          "--token|--|--%s",
          "--header|X: %s",
          "commit|-m|%s",
          "commit|-m%s",
          "commit|-am%s",
          "commit|-u%s",
          "commit|--cleanup=%s",
          "commit|--cleanup|%s",
          "remote|add|%s",
          "remote|%s|add",
          "-C|%s|commit",
          "deploy|--files|%s|%s",
          "deploy|--format|%s",
          "--pins|%s|-%s",
          "--vault=%s",
          "-vp%s",
          "-s%s",
          "-D%s",
          "-Xmx%s",
          "-Xlog:%s",
          "-XX:%s",
          "/out:%s",
          "%%s%",
          "%TEMP%\\%s",
          "A=%s|cmd",
          "TOKEN=%s|cmd|--verbose",
          "\\\\?\\C:\\%s",
          "s/%s/x/",
          "s|%s|%s|g",
          "%s/8",
          "10.0.0.0/%s",
          "*/%s",
          "text/%s",
          "arn:%s/x",
          "jdbc:%s/x",
          "www.%s/x",
          "git@%s:a/b",
          "host:%s/x",
          "u:%s@host/x",
          "%s@host:/x",
          "(%s/x)",
          "\\d%s",
          "a\\%s",
          "+%s/x",
          "-----BEGIN %s",
          "\u202e%s",
          "\u2212\u2212%s",
          "-v\u0000%s",
          "\ufeff--%s",
          "--|env|A=%s|cmd|-x%s|--%s",
          "-H|Authorization: Bearer %s",
          "-H|X-%s: x",
          "%s\n--%s",
          "--out=\u0000%s");

  /** Where only what looks random or like a number is told from a name. */
  private static final List<String> NAMES =
      List.of(
          "--%s",
          "--%s=x",
          "--my-%s",
          "--%s-x",
          "--%s:x",
          "--secret-%s|x",
          "commit|-m|--%s",
          "-C|--%s|log",
          "-cp|--%s",
          "--vault|--%s");

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

  static List<Arguments> canaries() {
    List<Arguments> canaries = new ArrayList<>();
    for (Canary kind : Canary.values()) {
      for (ArgumentPolicy policy : ArgumentPolicy.values()) {
        canaries.add(Arguments.of(kind, policy));
      }
    }
    return canaries;
  }

  @ParameterizedTest
  @MethodSource("canaries")
  void nothingOfACanaryLeaves(Canary kind, ArgumentPolicy policy) {
    long seed = Long.getLong("telem.seed", 1);
    Random random = new Random(seed);
    int perKind = Math.ceilDiv(LINES, Canary.values().length);
    List<String> places = new ArrayList<>(PLACES);
    if (kind.looksRandom()) {
      places.addAll(NAMES);
    }
    for (int i = 0; i < perKind; i++) {
      String canary = kind.next(random);
      List<String> words = line(random, kind, places, canary);
      Vocabulary vocabulary = pick(random, VOCABULARIES);
      String leaves = all(words, vocabulary, policy);
      String harmless =
          all(
              words.stream().map(word -> word.replace(canary, "7")).toList(),
              vocabulary,
              ArgumentPolicy.PLACEHOLDERS);
      for (int j = 0; j + PIECE <= canary.length(); j++) {
        String piece = canary.substring(j, j + PIECE);
        // What the line without the canary says as well is no piece of it: "edac" is in every
        // <redacted>.
        if (leaves.contains(piece) && !PLACEHOLDERS.contains(piece) && !harmless.contains(piece)) {
          fail("seed %d: %s of %s in %s", seed, piece, words, leaves);
        }
      }
      if (policy.hashes() && !leaves.equals(all(words, vocabulary, ArgumentPolicy.PLACEHOLDERS))) {
        fail("seed %d: digests apart, %s leaves %s", seed, words, leaves);
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

  /** Every text that leaves, on a line of its own; without the digests, which may be anything. */
  private static String all(List<String> words, Vocabulary vocabulary, ArgumentPolicy policy) {
    SanitizedCommand sanitized = Sanitizer.sanitize(words, vocabulary, List.of(), policy, KEY);
    StringBuilder all = new StringBuilder(sanitized.command().value()).append('\n');
    for (Token token : sanitized.tokens()) {
      all.append(token.text().value()).append('\n');
    }
    for (OptionUse use : sanitized.options()) {
      all.append(use.name().value()).append('\n');
    }
    return DIGEST.matcher(all).replaceAll("");
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
