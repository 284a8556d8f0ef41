package dev.telem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TypedLineTest {
  @Test
  void wordsArePartedAsAShellPartsThem() throws Refusal {
    assertThat(words("  a  b\tc\n")).containsExactly("a", "b", "c");
    assertThat(words("a 'b c' \"d e\"")).containsExactly("a", "b c", "d e");
    assertThat(words("a '' \"\"")).containsExactly("a", "", "");
    assertThat(words("--m='x y'z")).containsExactly("--m=x yz");
    assertThat(words("a\\ b \\'c")).containsExactly("a b", "'c");
    assertThat(words("\"a\\\"b\\n\" 'a\\b'")).containsExactly("a\"b\\n", "a\\b");
    assertThat(words("a\\")).containsExactly("a\\");
    assertThat(words(" ")).isEmpty();
  }

  @Test
  void nothingIsExpanded() throws Refusal {
    assertThat(words("$HOME `id` *.c ; rm -rf > x"))
        .containsExactly("$HOME", "`id`", "*.c", ";", "rm", "-rf", ">", "x");
  }

  @Test
  void aQuoteThatIsNotClosedIsSaid() {
    assertThatThrownBy(() -> words("a 'b")).hasMessage("A quote is not closed.");
    assertThatThrownBy(() -> words("a \"b\\\"")).hasMessage("A quote is not closed.");
  }

  private static List<String> words(String line) throws Refusal {
    return TypedLine.words(line);
  }
}
