package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of a canary no piece of four characters leaves, wherever in a stack trace or an endpoint it is
 * planted: anything at all in {@code ‹›}, where a message, a host or a thread's name stands; and
 * what looks random in {@code «»} too, where the program's own names stand. Between the marks is
 * what stands there while another place has the canary.
 */
class ReportedCanaryTest {
  private static final Pattern PLACE = Pattern.compile("[‹«]([^›»]*)[›»]");
  private static final int ROUNDS = 150;

  @ParameterizedTest
  @ValueSource(
      strings = {"java", "python", "python-chain", "node", "browser", "go", "ruby", "dotnet"})
  void nothingOfACanaryInATraceLeaves(String language) {
    String template = Cases.text("planted/" + language + ".txt");
    List<MatchResult> places = PLACE.matcher(template).results().toList();
    String unplanted = StackTrace.scrub(planted(template, -1, "")).toString();

    assertThat(StackTrace.scrub(planted(template, -1, "")).frames())
        .as(unplanted)
        .hasSizeGreaterThan(2);
    for (int place = 0; place < places.size(); place++) {
      for (long seed = 0; seed < ROUNDS; seed++) {
        String canary = canary(new Random(seed), template.charAt(places.get(place).start()));
        String trace = planted(template, place, canary);
        leavesNothing(
            StackTrace.scrub(trace).toString(),
            canary,
            unplanted,
            "place %d, seed %d: %s".formatted(place, seed, line(trace, canary)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"java", "python", "python-chain", "node", "browser", "go", "ruby", "dotnet"})
  void noTextMakesItFail(String language) {
    List<String> signs =
        List.of(
            " in ", "in ", "internal/", ":", "/", "(", ")", "\"", "'", "`", "@", "://", ".", "?");
    String template = planted(Cases.text("planted/" + language + ".txt"), -1, "");
    List<String> lines = template.lines().toList();
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        StringBuilder line = new StringBuilder(lines.get(random.nextInt(lines.size())));
        for (int change = random.nextInt(4); change >= 0; change--) {
          int from = random.nextInt(line.length() + 1);
          int to = Math.min(line.length(), from + random.nextInt(8));
          line.replace(from, to, signs.get(random.nextInt(signs.size())));
        }
        text.append(line).append('\n');
        leavesNoMistake(line.toString().strip(), seed);
      }
      leavesNoMistake(text.toString(), seed);
    }
  }

  private static void leavesNoMistake(String text, long seed) {
    assertThatCode(
            () -> {
              StackTrace.scrub(text);
              StackFrame.of(" " + text + ".go:1", text, new CodeNames());
              SourcePath.of(text, new CodeNames());
              ErrorClass.of(text);
              Endpoint.scrub("/" + text, List.of());
              Endpoint.scrub(text, List.of("/a/{id}"));
            })
        .as("seed %d: %s", seed, text)
        .doesNotThrowAnyException();
  }

  static List<String> endpoints() {
    return List.of(
        "/api/«items»",
        "/api/«items»/lines",
        "/«items»",
        "/api/items?‹x›=‹y›",
        "/api/items#‹x›",
        "/api/items?x=//‹x›/y",
        "/api/items;‹x›=‹y›/lines",
        "/api/items%2F‹x›",
        "/api/item-«x»",
        "/api/«x»-item",
        "/api/items(‹x›)",
        "/api/items/‹x›@acme",
        "//‹host›/api/«items»",
        "//‹user›:‹word›@‹host›:‹80›/api",
        "///‹host›/api",
        "//‹host›",
        "https://‹user›:‹word›@‹host›:‹80›/api/«items»?‹x›=‹y›#‹z›",
        "https://db.‹host›.example/api",
        "https:///‹host›/api",
        "https://‹host›",
        "wss://‹host›/api",
        "http+unix://‹host›/api",
        "file:///‹home›/‹alice›",
        "postgres://‹user›:‹word›@‹host›/‹orders›",
        "‹scheme›://‹host›/‹x›",
        "/proxy//‹host›/api",
        "/proxy/https://‹host›/‹x›",
        "/proxy/db.‹host›.acme.example/api",
        "\\\\‹host›\\‹x›",
        "‹x›",
        "‹x›/‹y›",
        "GET /‹x›",
        "mailto:‹x›");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endpoints")
  void nothingOfACanaryInAnEndpointLeaves(String template) {
    List<MatchResult> places = PLACE.matcher(template).results().toList();
    String unplanted = "/api/items/lines <endpoint> <id> -item";
    for (int place = 0; place < places.size(); place++) {
      for (long seed = 0; seed < ROUNDS; seed++) {
        String canary = canary(new Random(seed), template.charAt(places.get(place).start()));
        String endpoint = planted(template, place, canary);
        leavesNothing(
            Endpoint.scrub(endpoint, List.of()).value(), canary, unplanted, endpoint + " " + seed);
        leavesNothing(
            Endpoint.scrub(endpoint, List.of("/api/{x}", "/api/items")).value(),
            canary,
            unplanted,
            endpoint + " " + seed);
      }
    }
  }

  private static void leavesNothing(String left, String canary, String unplanted, String where) {
    for (int i = 0; i + 4 <= canary.length(); i++) {
      String piece = canary.substring(i, i + 4);
      if (!unplanted.contains(piece)) {
        assertThat(left).as(where).doesNotContain(piece);
      }
    }
  }

  private static String canary(Random random, char mark) {
    List<Canary> kinds = new ArrayList<>(List.of(Canary.values()));
    kinds.removeIf(kind -> mark == '«' && !kind.looksRandom());
    return kinds.get(random.nextInt(kinds.size())).next(random);
  }

  /** The template with the canary in one of its places, and what stands there in the others. */
  private static String planted(String template, int place, String canary) {
    int[] number = {0};
    return PLACE
        .matcher(template)
        .replaceAll(
            found -> Matcher.quoteReplacement(number[0]++ == place ? canary : found.group(1)));
  }

  private static String line(String trace, String canary) {
    return trace.lines().filter(line -> line.contains(canary)).findFirst().orElse("");
  }
}
