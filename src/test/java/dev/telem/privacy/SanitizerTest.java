package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SanitizerTest {
  static List<Arguments> hardCases() {
    return Cases.table("hard-cases.txt");
  }

  static List<Arguments> commands() {
    return Cases.table("commands.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hardCases")
  void anArgumentLeavesOnlyAsTheTableSays(String typed, String leaves) {
    SanitizedCommand sanitized = sanitize(Cases.words(typed));

    assertThat(String.join(" ", args(sanitized))).isEqualTo(leaves);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hardCases")
  void aTokensTypeAgreesWithItsText(String typed, String leaves) {
    for (Token token : sanitize(Cases.words(typed)).tokens()) {
      String text = token.text().value();
      Class<?> type =
          text.endsWith("<redacted>")
              ? Token.Redacted.class
              : text.endsWith("<path>")
                  ? Token.Path.class
                  : text.endsWith("<value>") ? Token.Value.class : Token.Kept.class;
      assertThat(token).isInstanceOf(type);
      assertThat(token.reason().description()).isNotBlank();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void theCommandLeavesOnlyWhenItLooksLikeAProgramName(String typed, String leaves) {
    SanitizedCommand sanitized = Sanitizer.sanitize(Cases.words(typed));

    assertThat(sanitized.command().value()).isEqualTo(leaves);
    assertThat(sanitized.program())
        .isInstanceOf(leaves.equals("<command>") ? Token.Value.class : Token.Kept.class);
  }

  @Test
  void optionsAreCountedInTheOrderOfTheirFirstUse() {
    SanitizedCommand sanitized =
        sanitize(
            List.of(
                "-v",
                "--out=./x",
                "--token",
                "--hidden",
                "-v",
                "--x9q2z7w4",
                "-psecret",
                "--",
                "--late"));

    assertThat(sanitized.options())
        .extracting(
            use -> use.name().value() + " " + use.count() + " " + use.asCli() + " " + use.asEnv())
        .containsExactly("v 2 true false", "out 1 true false", "token 1 true false");
  }

  @Test
  void theFirstHundredArgumentsAreListedAndAllAreCounted() {
    List<String> words = new ArrayList<>(Collections.nCopies(100, "x"));
    words.addAll(Collections.nCopies(150, "--late"));

    SanitizedCommand sanitized = sanitize(words);

    assertThat(sanitized.argsCount()).isEqualTo(250);
    assertThat(args(sanitized)).hasSize(100).containsOnly("<value>");
    assertThat(sanitized.options()).isEmpty();
  }

  @Test
  void aSecretAtTheEdgeOfTheListIsRedacted() {
    List<String> words = new ArrayList<>(Collections.nCopies(98, "x"));
    words.addAll(List.of("--token", "-hunter2", "more"));

    assertThat(args(sanitize(words)).subList(98, 100)).containsExactly("--token", "<redacted>");
  }

  @Test
  void noWordsAtAllAreACommandWithoutAName() {
    SanitizedCommand sanitized = Sanitizer.sanitize(List.of());

    assertThat(sanitized.command().value()).isEqualTo("<command>");
    assertThat(sanitized.argsCount()).isZero();
    assertThat(sanitized.args()).isEmpty();
  }

  @Test
  void theCommandsPathHasAtMost4096Characters() {
    String longest = "/" + "a/".repeat(2045) + "tool";

    assertThat(Sanitizer.sanitize(List.of("/" + longest)).command().value()).isEqualTo("tool");
    assertThat(Sanitizer.sanitize(List.of("//" + longest)).command().value())
        .isEqualTo("<command>");
  }

  @Test
  void brokenTextIsAValue() {
    List<String> words =
        List.of(
            "\ufffd",
            "\ud800",
            "x\udc00",
            "--\ufffd",
            "--na\ud800me",
            "-\udfff",
            "\u202e--x",
            "\ufeff--x");

    assertThat(args(sanitize(words))).containsOnly("<value>");
    assertThat(args(sanitize(List.of("-x\ufffd", "--name=\ud800"))))
        .containsExactly("-x<value>", "--name=<value>");
  }

  @Test
  void everyKindOfDashIsNoDash() {
    for (char c = '\u2010'; c <= '\u2015'; c++) {
      assertThat(args(sanitize(List.of(c + "v", c + "" + c + "verbose")))).containsOnly("<value>");
    }
  }

  @Test
  void hugeWordsAndManyWordsArePlaceholders() {
    String huge = "a".repeat(1 << 20);
    List<String> words = new ArrayList<>();
    for (String start :
        List.of(
            "",
            "/",
            "--",
            "--out=",
            "-o",
            "-D",
            "--token=",
            "/p:",
            "key=",
            "{",
            "https://",
            "a/")) {
      words.add(start + huge);
    }
    words.addAll(Collections.nCopies(10_000, "x/y"));

    SanitizedCommand sanitized = Sanitizer.sanitize(join(huge, words));

    assertThat(sanitized.command().value()).isEqualTo("<command>");
    assertThat(args(sanitized).subList(0, 13))
        .containsExactly(
            "<value>",
            "<path>",
            "<value>",
            "--out=<value>",
            "-o<value>",
            "-D<value>",
            "--token=<redacted>",
            "<value>",
            "<value>",
            "<value>",
            "<value>",
            "<path>",
            "<path>");
    assertThat(sanitized.argsCount()).isEqualTo(10_012);
  }

  private static SanitizedCommand sanitize(List<String> args) {
    return Sanitizer.sanitize(join("mytool", args));
  }

  private static List<String> join(String command, List<String> args) {
    List<String> words = new ArrayList<>();
    words.add(command);
    words.addAll(args);
    return words;
  }

  private static List<String> args(SanitizedCommand sanitized) {
    return sanitized.args().stream().map(SafeText::value).toList();
  }
}
