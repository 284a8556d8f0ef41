package dev.telem.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The names that somebody may have meant who typed another word. */
final class Nearest {
  /** Of shorter words too many are near. */
  private static final int SHORTEST_BEGINNING = 3;

  private Nearest() {}

  /** Those that differ least, if that is little enough to be a slip; else those that it begins. */
  static List<String> to(String word, Collection<String> names) {
    String typed = word.toLowerCase(Locale.ROOT);
    List<String> nearest = new ArrayList<>();
    int least = slips(typed);
    for (String name : names) {
      int distance = distance(typed, name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        nearest.clear();
        least = distance;
      }
      if (distance == least && !nearest.contains(name)) {
        nearest.add(name);
      }
    }
    return nearest.isEmpty() ? beginning(typed, names) : nearest;
  }

  /** {@code 'a' or 'b'}, as a question; nothing where none is near. */
  static String question(String word, Collection<String> names) {
    List<String> nearest = to(word, names);
    return nearest.isEmpty() ? "" : "; did you mean '" + String.join("' or '", nearest) + "'?";
  }

  private static List<String> beginning(String typed, Collection<String> names) {
    int letters = typed.replace("-", "").length();
    return letters < SHORTEST_BEGINNING - (typed.startsWith("--") ? 1 : 0)
        ? List.of()
        : names.stream().filter(name -> name.startsWith(typed)).toList();
  }

  /** How many slips of the finger a word of this length may hold and still be that word. */
  private static int slips(String typed) {
    int letters = typed.replace("-", "").length();
    return letters < SHORTEST_BEGINNING ? 0 : letters < 8 ? 1 : 2;
  }

  /** How many letters are wrong, missing, too many, or swapped with the next. */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int step(int[][] cost, String one, String other, int i, int j) {
    char a = one.charAt(i - 1);
    char b = other.charAt(j - 1);
    int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    least = Math.min(least, cost[i - 1][j - 1] + (a == b ? 0 : 1));
    boolean swapped = i > 1 && j > 1 && a == other.charAt(j - 2) && b == one.charAt(i - 2);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
