package dev.telem.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command line that was typed, as a shell parts them: quotes and backslashes.
 * Nothing is expanded, and what means more to a shell is an ordinary word here.
 */
final class TypedLine {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private TypedLine(String line) {
    this.line = line;
  }

  /** None where nothing was typed. */
  static List<String> words(String line) throws Refusal {
    return new TypedLine(line).read();
  }

  private List<String> read() throws Refusal {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'', '"' -> readQuoted(c);
        case '\\' -> add(at < line.length() ? line.charAt(at++) : c);
        default -> add(c);
      }
    }
    endWord();
    return words;
  }

  private void readQuoted(char quote) throws Refusal {
    inWord = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == quote) {
        return;
      }
      boolean escapes = c == '\\' && quote == '"' && at < line.length();
      if (escapes && "\"\\$`".indexOf(line.charAt(at)) >= 0) {
        c = line.charAt(at++);
      }
      add(c);
    }
    throw Refusal.usage("A quote is not closed.");
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
