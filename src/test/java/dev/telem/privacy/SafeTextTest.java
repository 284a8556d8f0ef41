package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @Test
  void identifiersAreWrittenAsEventsHaveThem() {
    UUID id = UUID.fromString("0F0E0D0C-0b0a-4908-8706-050403020100");

    assertThat(SafeText.uuid(id).value()).isEqualTo("0f0e0d0c-0b0a-4908-8706-050403020100");
    assertThat(SafeText.ciMachineId(id).value())
        .isEqualTo("ci-0f0e0d0c-0b0a-4908-8706-050403020100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux",
        "github-actions",
        "amd64",
        "ppc64le",
        "a",
        "1",
        "a-slug-that-goes-on-for-exactly-40-chars"
      })
  void aSlugIsKept(String text) {
    assertThat(SafeText.slug(text))
        .hasValueSatisfying(slug -> assertThat(slug.value()).isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "a-",
        "-a",
        "a--b",
        "Linux",
        "a_b",
        "a b",
        "é",
        "a-slug-that-goes-on-for-too-many-letters-",
        "a-slug-that-goes-on-for-one-letter-to-far"
      })
  void whatIsNoSlugIsRefused(String text) {
    assertThat(SafeText.slug(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "6.8.0-45-generic",
        "1.0~rc1+b2",
        "v_1",
        "1234567890123456789012345678901234567890123456789012345678901234"
      })
  void aVersionIsKept(String text) {
    assertThat(SafeText.version(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 2",
        "1/2",
        "1\n",
        "ü",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void whatIsNoVersionIsRefused(String text) {
    assertThat(SafeText.version(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef",
        "67faac1e7c66486620847c62a962fe00bb1055a78567c81d4abd8b6ce1f201dc"
      })
  void aDigestIsKept(String text) {
    assertThat(SafeText.digest(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0123456789abcde", "0123456789ABCDEF", "0123456789abcdeg", "hunter2hunter2hu"})
  void whatIsNoDigestIsRefused(String text) {
    assertThat(SafeText.digest(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mytool", "g++-12", "7z"})
  void aProgramNameIsKept(String text) {
    assertThat(SafeText.programName(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/bin/sh", ".x", "a b", "AKIAIOSFODNN7EXAMPLE", "192.168.0.1"})
  void whatIsNoProgramNameIsRefused(String text) {
    assertThat(SafeText.programName(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stable", "Team Blue (EU)", "größe", "a/b@c:1,2#3"})
  void aLabelIsKept(String text) {
    assertThat(SafeText.label(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\nb", "a\u0000", "a\"b", "a\\b", "a\u202eb", "\ud800", "\u001b[31m"})
  void whatIsNoLabelIsRefused(String text) {
    assertThat(SafeText.label(text)).isEmpty();
  }

  @Test
  void aLabelHasAtMostAHundredCharacters() {
    assertThat(SafeText.label("a".repeat(100))).isPresent();
    assertThat(SafeText.label("a".repeat(101))).isEmpty();
  }

  @Test
  void equalTextsAreEqual() {
    assertThat(SafeText.label("a"))
        .isEqualTo(SafeText.slug("a"))
        .hasSameHashCodeAs(SafeText.slug("a"));
    assertThat(SafeText.label("a"))
        .isNotEqualTo(SafeText.label("b"))
        .doesNotHaveSameHashCodeAs(SafeText.label("b"));
    assertThat(new SafeText("a")).hasToString("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git version 2.39.5 | 2.39.5",
        "v18.1.0 | 18.1.0",
        "mytool version V1.2.3-rc.1+b5, build 9 | 1.2.3-rc.1",
        "1.2.3-dirty-jsmith-laptop | 1.2.3",
        "1.0.0-ghp_16C7e42F292c6912E7710c838347Ae178B4a | 1.0.0",
        "1.0-hunter2password | 1.0",
        "3.0.0b2 | 3.0.0b2",
        "1.4.dev12 | 1.4.dev12",
        "2.0-SNAPSHOT | 2.0-SNAPSHOT",
        "1.8.0_392 | ",
        "120.0.6099.109 | 120.0.6099.109",
        "connected to 10.20.30.40; 2.1 | 2.1",
        "license 4111.1111.1111.1111.1 expired | ",
        "255.255.255.255 | ",
        "256.255.255.255 | 256.255.255.255",
        "1.2.3.4.5 | ",
        "1.2: ready | 1.2",
        "1.2:ready | ",
        "(1.2) | 1.2",
        "1.0-rc. | 1.0-rc",
        "1.0-rc-2 | 1.0-rc-2",
        "1.2_ | 1.2",
        "1.2.x | 1.2",
        "1.2_x | ",
        "1. | 1",
        "12345678.1 | 12345678.1",
        "123456789.1 | ",
        "1.123456789 | ",
        "at 10:30 on 3/4 7@x 3d | ",
        "tool (GNU coreutils) 9.1 | 9.1",
        "Python 3.11.2. | 3.11.2",
        "jq-1.6 | 1.6",
        "secret-word a-b-1.2 | ",
        "less 590 (GNU regular expressions) | 590",
        "from /opt/tool-1.2/bin | ",
        "https://host/1.2 | ",
        "12345678901234567890 | ",
        "tool 12345678 | 12345678",
        "tool 123456789 | ",
        "tool -1.2 | ",
        "tool (1.2) | 1.2",
        "tool ... 1.2 | 1.2",
        "tool 1.2 ([ | 1.2",
        "tool ([ 1.2 | 1.2",
        "'' | ",
        "'   ' | "
      })
  void aVersionIsFoundInWhatAToolPrints(String line, @Nullable String version) {
    assertThat(SafeText.versionIn(line).map(SafeText::value).orElse(null)).isEqualTo(version);
  }
}
