package dev.telem.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared option as it stands in a word.
 *
 * @param option which one
 * @param value where in the word its value begins, or -1 where the word is its name alone
 */
record DeclaredOption(Vocabulary.Option option, int value) {
  private static final int GLUED = 1 << 16;

  /**
   * The option that the word names: as a whole, or up to {@code =} or {@code :}, or, where values
   * may be attached to it, at its beginning; the longest of several such names.
   *
   * @param scopes the outermost first; the innermost wins
   */
  static @Nullable DeclaredOption in(String word, List<List<Vocabulary.Option>> scopes) {
    if (word.isEmpty() || Vocabulary.SIGNS.indexOf(word.charAt(0)) < 0) {
      return null;
    }
    DeclaredOption found = null;
    int best = 0;
    for (int i = scopes.size() - 1; i >= 0; i--) {
      for (Vocabulary.Option option : scopes.get(i)) {
        for (String name : option.names()) {
          if (!word.startsWith(name)) {
            continue;
          }
          int length = name.length();
          if (word.length() == length) {
            return new DeclaredOption(mostSecret(name, option, scopes.subList(0, i)), -1);
          }
          char next = word.charAt(length);
          // Not of a letter: "-m=x" is "-m" with the value "=x", or with "x".
          boolean glued = length > 2 && (next == '=' || next == ':');
          int rank = glued ? GLUED + length : option.attached() ? length : 0;
          if (rank > best) {
            found =
                new DeclaredOption(
                    mostSecret(name, option, scopes.subList(0, i)), glued ? length + 1 : length);
            best = rank;
          }
        }
      }
    }
    return found;
  }

  /** A secret of an outer command is not given away by an inner one that forgot to say so. */
  private static Vocabulary.Option mostSecret(
      String name, Vocabulary.Option inner, List<List<Vocabulary.Option>> outer) {
    for (List<Vocabulary.Option> scope : outer) {
      for (Vocabulary.Option option : scope) {
        if (option.sensitive() && !inner.redacts() && option.names().contains(name)) {
          return new Vocabulary.Option(
              inner.names(), inner.arity(), inner.attached(), true, List.of());
        }
      }
    }
    return inner;
  }

  /** The option of one letter, or null. */
  static Vocabulary.@Nullable Option ofLetter(char letter, List<List<Vocabulary.Option>> scopes) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      for (Vocabulary.Option option : scopes.get(i)) {
        if (option.isLetter(letter)) {
          return option;
        }
      }
    }
    return null;
  }
}
