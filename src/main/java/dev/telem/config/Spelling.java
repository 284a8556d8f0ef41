package dev.telem.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what a misspelt name was meant to be. */
final class Spelling {
  private static final int MAX_CHANGES = 2;
  private static final int MAX_LENGTH = 40;

  private Spelling() {}

  /** The known name that needs the fewest changes, at most two; null where none is that near. */
  static @Nullable String nearest(String written, List<String> known) {
    String nearest = null;
    int fewest = MAX_CHANGES + 1;
    if (written.length() <= MAX_LENGTH) {
      for (String name : known) {
        int changes = changes(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (changes < fewest && changes < name.length()) {
          fewest = changes;
          nearest = name;
        }
      }
    }
    return nearest;
  }

  /** Letters to add, drop or replace, by Levenshtein's table of which one row is kept. */
  private static int changes(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
