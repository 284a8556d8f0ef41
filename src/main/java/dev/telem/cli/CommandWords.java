package dev.telem.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words of the command line, as text: bytes that are no UTF-8 become U+FFFD. The child gets the
 * bytes.
 */
final class CommandWords {
  private CommandWords() {}

  static List<String> decode(byte[] words) {
    List<String> result = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == 0) {
        result.add(new String(words, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return result;
  }

  /**
   * Where the command begins: behind {@code --}, or at the first word that is no option. picocli
   * does not tell, since it takes a {@code --} out wherever it stands.
   */
  static int commandWord(List<String> words, CommandSpec spec) {
    int word = 1;
    while (word < words.size() && words.get(word).startsWith("-")) {
      if (words.get(word).equals("--")) {
        return word + 1;
      }
      OptionSpec option = spec.findOption(words.get(word));
      boolean takesTheNext = option != null && option.arity().max() > 0;
      word += takesTheNext ? 2 : 1;
    }
    return Math.min(word, words.size());
  }
}
