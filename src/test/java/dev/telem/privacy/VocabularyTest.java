package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.telem.privacy.Vocabulary.Arity;
import dev.telem.privacy.Vocabulary.Command;
import dev.telem.privacy.Vocabulary.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  static List<Arguments> cases() {
    return Cases.table("vocabulary-cases.txt");
  }

  @Test
  void aSecretOfTheToolStaysOneWhereASubCommandForgotToSaySo() {
    Option secret = new Option(List.of("--vault", "-k"), Arity.ONE, false, true, List.of());
    Option forgotten = new Option(List.of("--vault"), Arity.ONE, false, false, List.of("home"));
    Vocabulary vocabulary =
        new Vocabulary(
            List.of(new Command("login", List.of(), List.of(), List.of(forgotten))),
            List.of(secret),
            false,
            "");

    assertThat(sanitize(List.of("t", "login", "--vault", "home"), vocabulary, List.of()).args())
        .extracting(SafeText::value)
        .containsExactly("login", "--vault", "<redacted>");
    assertThat(sanitize(List.of("t", "login", "--vault=home"), vocabulary, List.of()).args())
        .extracting(SafeText::value)
        .containsExactly("login", "--vault=<redacted>");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void onlyDeclaredWordsAreKept(String typed, String leaves) {
    int colon = typed.indexOf(": ");
    Vocabulary vocabulary = vocabulary(typed.substring(0, colon));

    SanitizedCommand sanitized =
        sanitize(Cases.words(typed.substring(colon + 2)), vocabulary, List.of());

    List<String> options = new ArrayList<>();
    for (OptionUse use : sanitized.options()) {
      options.add(use.name().value() + " " + use.count());
      assertThat(use.asCli()).isTrue();
      assertThat(use.asEnv()).isFalse();
    }
    String args = String.join(" ", sanitized.args().stream().map(SafeText::value).toList());
    assertThat(sanitized.command() + " | " + args + " | " + String.join(", ", options))
        .isEqualTo(leaves.endsWith(" |") ? leaves + " " : leaves);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aTokensTypeAgreesWithItsText(String typed, String leaves) {
    int colon = typed.indexOf(": ");
    SanitizedCommand sanitized =
        sanitize(
            Cases.words(typed.substring(colon + 2)),
            vocabulary(typed.substring(0, colon)),
            List.of());

    for (Token token : sanitized.tokens()) {
      String text = token.text().value();
      assertThat(token instanceof Token.Redacted).isEqualTo(text.endsWith("<redacted>"));
      assertThat(token instanceof Token.Path).isEqualTo(text.endsWith("<path>"));
      assertThat(token instanceof Token.Kept).isEqualTo(!text.endsWith(">"));
      assertThat(token.reason().description()).isNotBlank();
    }
  }

  @Test
  void theReasonsNameTheProfile() {
    List<String> words =
        List.of("git", "commit", "-m", "x", "--cleanup", "strip", "--amend=x", "-am/x", "-z");

    assertThat(sanitize(words, Profiles.STRICT_GIT, List.of()).tokens())
        .extracting(Token::reason)
        .containsExactly(
            Reason.COMMAND_NAME,
            Reason.DECLARED_OPTION,
            Reason.VALUE_OF_OPTION,
            Reason.DECLARED_OPTION,
            Reason.CHOICE,
            Reason.NAME_WITH_VALUE,
            Reason.NAME_WITH_PATH,
            Reason.UNKNOWN_OPTION);
  }

  @Test
  void theInnermostDeclarationOfAnOptionWins() {
    Vocabulary vocabulary =
        new Vocabulary(
            List.of(
                Profiles.command(
                    "in", List.of(), List.of(), Profiles.option(Arity.ONE, "-x", "--inner"))),
            List.of(Profiles.option(Arity.NONE, "-x", "--outer"), attached("-y", "-yy")),
            false,
            "");

    SanitizedCommand sanitized =
        sanitize(List.of("t", "-x", "in", "-x", "in", "-yyz"), vocabulary, List.of());

    assertThat(sanitized.args())
        .extracting(SafeText::value)
        .containsExactly("-x", "in", "-x", "<value>", "-yy<value>");
    assertThat(sanitized.options())
        .extracting(use -> use.name().value())
        .containsExactly("outer", "inner", "yy");
  }

  @Test
  void variablesUnderThePrefixNameOptions() {
    List<String> variables =
        List.of(
            "PATH",
            "MYTOOL_OUTPUT_DIR",
            "MYTOOL_verbose",
            "MYTOOL_P",
            "MYTOOL_PASSWORDS",
            "MYTOOL_PASS",
            "MYTOOL_",
            "MYTOOLFORCE",
            "OTHER_FORCE",
            "mytool_force");

    assertThat(uses(List.of("mytool", "deploy", "-o", "x", "-q"), Profiles.PICOCLI, variables))
        .containsExactly("output-dir true true 1", "q true false 1", "verbose false true 0");
    assertThat(uses(List.of("mytool"), Profiles.PICOCLI, variables))
        .containsExactly("verbose false true 0");
    assertThat(uses(List.of("git", "log"), Profiles.GIT, List.of("GIT_GIT_DIR", "GIT_MAXCOUNT")))
        .containsExactly("git-dir false true 0", "max-count false true 0");
    assertThat(uses(List.of("java"), Profiles.JAVA, List.of("_CP", "CP", "JAR"))).isEmpty();
  }

  @Test
  void policiesHoldForDeclaredWordsToo() {
    List<String> words = List.of("git", "commit", "-m", "x", "--amend");

    SanitizedCommand names =
        Sanitizer.sanitize(words, Profiles.GIT, List.of(), ArgumentPolicy.NAMES, new byte[] {});
    SanitizedCommand none =
        Sanitizer.sanitize(
            words, Profiles.GIT, List.of("GIT_GIT_DIR"), ArgumentPolicy.NONE, new byte[] {});

    assertThat(names.command()).hasToString("git commit");
    assertThat(names.args()).isEmpty();
    assertThat(names.argsCount()).isEqualTo(4);
    assertThat(names.options()).hasSize(2);
    assertThat(none.command()).hasToString("git");
    assertThat(none.args()).isEmpty();
    assertThat(none.options()).isEmpty();
  }

  @Test
  void hugeWordsAreNoDeclaredOnes() {
    String huge = "v".repeat(1 << 20);
    List<String> words = new ArrayList<>(List.of("git", "commit"));
    words.addAll(List.of("-" + huge, "-m" + huge, "--message=" + huge, "-m", huge, huge));
    words.addAll(Collections.nCopies(10_000, "-v"));

    SanitizedCommand sanitized = sanitize(words, Profiles.GIT, List.of());

    assertThat(sanitized.args().subList(0, 8))
        .extracting(SafeText::value)
        .containsExactly(
            "commit",
            "-v<value>",
            "-m<value>",
            "--message=<value>",
            "-m",
            "<value>",
            "<value>",
            "-v");
    assertThat(sanitized.argsCount()).isEqualTo(10_007);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "two words", "a\nb", "a\u0000", "é", "a\"b", "a'b", "\u007f"})
  void commandsArePlainWords(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Command(name, List.of(), List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Command("x", List.of(name), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "--", "x", "-a b", "-a=b", "-\u00e9", "--x\n", "?x"})
  void optionsBeginWithASign(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Option(List.of(name), Arity.NONE, false, false, List.of()));
  }

  @Test
  void everyPrintableCharacterMayStandInACommandsName() {
    assertThat(new Command("!a~", List.of("~"), List.of(), List.of()).aliases()).hasSize(1);
  }

  @Test
  void anArityHasNoFewerThanNoneAndNoLessAtMostThanAtLeast() {
    assertThat(new Arity(0, 0)).isEqualTo(Arity.NONE);
    assertThat(new Arity(2, 2).least()).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> new Arity(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Arity(2, 1));
  }

  @Test
  void namesAndChoicesAreBounded() {
    String longest = "x".repeat(100);
    assertThat(new Command(longest, List.of(), List.of(), List.of()).name()).hasSize(100);
    assertThat(choices(longest).choices()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Command(longest + "x", List.of(), List.of(), List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> choices(longest + "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> choices(""));
    assertThatIllegalArgumentException().isThrownBy(() -> choices("a\nb"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Option(List.of(), Arity.NONE, false, false, List.of()));
  }

  private static Vocabulary vocabulary(String name) {
    return switch (name) {
      case "git" -> Profiles.GIT;
      case "strict" -> Profiles.STRICT_GIT;
      case "picocli" -> Profiles.PICOCLI;
      case "letters" -> Profiles.LETTERS;
      case "java" -> Profiles.JAVA;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Option choices(String choice) {
    return new Option(List.of("--x"), Arity.ONE, false, false, List.of(choice));
  }

  private static Option attached(String... names) {
    return new Option(List.of(names), Arity.NONE, true, false, List.of());
  }

  private static List<String> uses(
      List<String> words, Vocabulary vocabulary, List<String> variables) {
    return sanitize(words, vocabulary, variables).options().stream()
        .map(use -> use.name() + " " + use.asCli() + " " + use.asEnv() + " " + use.count())
        .toList();
  }

  private static SanitizedCommand sanitize(
      List<String> words, Vocabulary vocabulary, List<String> variables) {
    return Sanitizer.sanitize(
        words, vocabulary, variables, ArgumentPolicy.PLACEHOLDERS, new byte[] {});
  }
}
