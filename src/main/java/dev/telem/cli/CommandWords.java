package dev.telem.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
}
