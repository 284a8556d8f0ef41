package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShownTest {
  @Test
  void everyControlCharacterIsSpeltOut() {
    for (int point = 0; point < 0xa0; point++) {
      String shown = Shown.of(Character.toString(point));
      boolean plain = point >= 0x20 && point < 0x7f;
      assertThat(shown).isEqualTo(plain ? Character.toString(point) : shown);
      assertThat(shown.chars()).allMatch(letter -> letter >= 0x20 && letter < 0x7f);
    }
    assertThat(Shown.of("\u001b[31m\0\u009b\n\r\t")).isEqualTo("\\x1b[31m\\x00\\x9b\\n\\r\\t");
  }

  @Test
  void whatTurnsTheWritingDirectionIsSpeltOut() {
    assertThat(Shown.of("a\u202eb\u2066c\u200fd\u061ce"))
        .isEqualTo("a\\u202eb\\u2066c\\u200fd\\u061ce");
  }

  @Test
  void invisibleCharactersLineSeparatorsAndHalfPairsAreSpeltOut() {
    assertThat(Shown.of("\u200b\ufeff\u2028\u2029\ud800" + Character.toString(0xe0041)))
        .isEqualTo("\\u200b\\ufeff\\u2028\\u2029\\ud800\\u{e0041}");
  }

  @Test
  void lettersOfAnyScriptStay() {
    assertThat(Shown.of("Zürich 東京 😀 \\")).isEqualTo("Zürich 東京 😀 \\");
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(Shown.of("😀😀😀", 3)).isEqualTo("😀😀😀");
    assertThat(Shown.of("😀😀😀😀", 3)).isEqualTo("😀😀…");
    assertThat(Shown.of("ab", 0)).isEqualTo("…");
  }
}
