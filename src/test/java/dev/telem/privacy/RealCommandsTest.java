package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the command lines that people really type, against what a person says of each
 * word.
 */
class RealCommandsTest {
  private static final String PATH = "§";
  private static final String SECRET = "¡";
  private static final String NO_NAME = "¿";

  @Test
  void nearlyEveryWordOfRealCommandLinesIsToldRightly() {
    List<String> wrong = new ArrayList<>();
    int words = 0;
    int lines = 0;
    for (String line : Cases.text("real-commands.txt").split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> expected = new ArrayList<>();
      List<String> typed = new ArrayList<>();
      for (String marked : line.split(" ", -1)) {
        expected.add(expected(marked, typed.contains("--")));
        typed.addAll(Cases.words(plain(marked)));
      }
      List<SafeText> args = Sanitizer.sanitize(typed).args();
      for (int i = 1; i < typed.size(); i++) {
        if (!args.get(i - 1).value().equals(expected.get(i))) {
          wrong.add(
              args.get(i - 1) + " for " + typed.get(i) + " is no " + expected.get(i) + ": " + line);
        }
      }
      words += typed.size() - 1;
      lines++;
    }

    assertThat(lines).isGreaterThan(300);
    assertThat(wrong)
        .as("%d of %d words are wrong", wrong.size(), words)
        .hasSizeLessThan(words / 200);
  }

  private static String plain(String marked) {
    return marked.replace(PATH, "").replace(SECRET, "").replace(NO_NAME, "");
  }

  private static String expected(String marked, boolean afterEnd) {
    String word = plain(marked);
    String kind =
        marked.contains(PATH) ? "<path>" : marked.contains(SECRET) ? "<redacted>" : "<value>";
    boolean whole = marked.startsWith(PATH) || marked.startsWith(SECRET);
    if (afterEnd
        || whole
        || marked.startsWith(NO_NAME)
        || word.length() < 2
        || word.charAt(0) != '-'
        || Character.isDigit(word.charAt(1))) {
      return kind;
    }
    if (word.startsWith("--")) {
      int equals = word.indexOf('=');
      return equals < 0 ? word : word.substring(0, equals + 1) + kind;
    }
    return word.length() == 2 ? word : word.substring(0, 2) + kind;
  }
}
