package dev.telem.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.provider.Arguments;

/** Reads the tables of cases beside the tests: {@code typed => what leaves}, one case a line. */
final class Cases {
  private Cases() {}

  static List<Arguments> table(String name) {
    List<Arguments> cases = new ArrayList<>();
    for (String line : text(name).split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int arrow = line.indexOf(" => ");
        cases.add(Arguments.of(line.substring(0, arrow), line.substring(arrow + 4)));
      }
    }
    return cases;
  }

  static String text(String name) {
    try (InputStream stream = Objects.requireNonNull(Cases.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a case, its marks turned into what they stand for. */
  static List<String> words(String typed) {
    List<String> words = new ArrayList<>();
    for (String word : typed.split(" ", -1)) {
      words.add(
          word.replace("∅", "")
              .replace('␣', ' ')
              .replace('⏎', '\n')
              .replace('⇥', '\t')
              .replace('␀', '\0'));
    }
    return words;
  }
}
