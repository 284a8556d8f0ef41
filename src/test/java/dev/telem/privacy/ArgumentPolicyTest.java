package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentPolicyTest {
  private static final byte[] KEY = "a key of this machine".getBytes(StandardCharsets.UTF_8);
  private static final List<String> LINE =
      List.of("mytool", "abc", "--out=abc", "-oabc", "./x", "--file=./x", "--token", "abc", "-5");

  @Test
  void equalValuesHaveEqualDigestsWhereverTheyStand() {
    // printf abc | openssl dgst -sha256 -hmac "a key of this machine"
    assertThat(args(ArgumentPolicy.HASH, KEY))
        .containsExactly(
            "<value:2865a7dc>",
            "--out=<value:2865a7dc>",
            "-o<value:2865a7dc>",
            "<path:7d221f13>",
            "--file=<path:7d221f13>",
            "--token",
            "<redacted>",
            "<value:05c5fd34>");
    assertThat(args(ArgumentPolicy.HASH_MD5, KEY))
        .startsWith("<value:01e31b92>", "--out=<value:01e31b92>");
  }

  @Test
  void anotherKeyMakesOtherDigests() {
    assertThat(args(ArgumentPolicy.HASH, new byte[] {1}))
        .doesNotContainAnyElementsOf(args(ArgumentPolicy.HASH, KEY).subList(0, 5));
  }

  @Test
  void withoutAKeyThereAreNoDigests() {
    assertThat(args(ArgumentPolicy.HASH, new byte[] {}))
        .isEqualTo(args(ArgumentPolicy.PLACEHOLDERS, KEY));
  }

  @Test
  void namesLeavesTheOptionsAndTheNumberOfArguments() {
    SanitizedCommand sanitized = sanitize(ArgumentPolicy.NAMES, KEY);

    assertThat(sanitized.args()).isEmpty();
    assertThat(sanitized.argsCount()).isEqualTo(8);
    assertThat(sanitized.options())
        .extracting(use -> use.name().value())
        .containsExactly("out", "file", "token");
  }

  @Test
  void noneLeavesNothingOfTheArguments() {
    SanitizedCommand sanitized = sanitize(ArgumentPolicy.NONE, KEY);

    assertThat(sanitized.command().value()).isEqualTo("mytool");
    assertThat(sanitized.args()).isEmpty();
    assertThat(sanitized.argsCount()).isZero();
    assertThat(sanitized.options()).isEmpty();
  }

  @Test
  void theStricterOfTwoPoliciesHolds() {
    List<ArgumentPolicy> ordered = List.of(ArgumentPolicy.values());

    assertThat(ordered)
        .containsExactly(
            ArgumentPolicy.HASH,
            ArgumentPolicy.HASH_MD5,
            ArgumentPolicy.PLACEHOLDERS,
            ArgumentPolicy.NAMES,
            ArgumentPolicy.NONE);
    for (ArgumentPolicy one : ordered) {
      for (ArgumentPolicy other : ordered) {
        assertThat(ArgumentPolicy.stricter(one, other))
            .isEqualTo(ordered.get(Math.max(ordered.indexOf(one), ordered.indexOf(other))));
      }
    }
  }

  private static List<String> args(ArgumentPolicy policy, byte[] key) {
    return sanitize(policy, key).args().stream().map(SafeText::value).toList();
  }

  private static SanitizedCommand sanitize(ArgumentPolicy policy, byte[] key) {
    return Sanitizer.sanitize(LINE, Vocabulary.NONE, List.of(), policy, key);
  }
}
