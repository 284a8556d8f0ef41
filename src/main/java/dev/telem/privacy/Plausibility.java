package dev.telem.privacy;

/**
 * Tells names that people made from random text. Words are asked one after the other; what they say
 * together counts too.
 *
 * <p>A word is accepted when its letters and digits do not alternate, its capitals stand where
 * words begin, it is no hexadecimal number, and most of its letter triples are usual ones.
 */
final class Plausibility {
  private static final int LONGEST_RUN = 20;
  private static final int LONGEST_CAPITALS = 8;
  private static final int SHORTEST_HUMP = 3;
  private static final int SHORTEST_HUMP_OF_CODE = 2;
  private static final int LETTERS_OF_SHORT = 9;
  private static final int SHORTEST_HEX = 5;
  private static final int SHORTEST_HEX_OF_LETTERS = 8;
  private static final int PERCENT_OF_MIXTURE = 60;

  /** How many words a name in camelCase may have. */
  private final int mostHumps;

  /** And how many of them may be capitals alone. */
  private final int mostCapitals;

  /** How many letters may follow a number inside a word. */
  private final int longestTail;

  /** Shorter runs of letters are not judged by their triples. */
  private final int judgedFrom;

  /** How many of its triples must be usual. */
  private final int percent;

  private int letters;
  private int digits;
  private int triples;
  private int usual;

  // Of the word that was asked last: runs of digits, runs of letters, those all in capitals, the
  // last run's length.
  private int numbers;
  private int humps;
  private int capitals;
  private int last;

  private Plausibility(
      int mostHumps, int mostCapitals, int longestTail, int judgedFrom, int percent) {
    this.mostHumps = mostHumps;
    this.mostCapitals = mostCapitals;
    this.longestTail = longestTail;
    this.judgedFrom = judgedFrom;
    this.percent = percent;
  }

  /** For options: four letters are enough to judge by, and nearly all triples must be usual. */
  static Plausibility ofOption() {
    return new Plausibility(6, 1, 3, 4, 80);
  }

  /** For programs, whose names are odder: only longer runs are judged, and by less. */
  static Plausibility ofProgram() {
    return new Plausibility(4, 1, 10, 6, 50);
  }

  /** For what is in a program's source: whole sentences in camelCase, and the oddest words. */
  static Plausibility ofCode() {
    return new Plausibility(10, 2, 10, 6, 50);
  }

  /** The letters of the words so far. */
  int letters() {
    return letters;
  }

  /** The digits of the words so far. */
  int digits() {
    return digits;
  }

  /**
   * Whether the part of the text is a plausible word: ASCII letters and digits, not empty, and as
   * said above.
   */
  boolean accepts(String text, int from, int to) {
    int lettersBefore = letters;
    int triplesBefore = triples;
    int usualBefore = usual;
    if (from == to || isHex(text, from, to) || !readRuns(text, from, to)) {
      return false;
    }
    boolean numberFirst = Ascii.isDigit(text.charAt(from));
    boolean inside = numbers > 0 && !numberFirst && !Ascii.isDigit(text.charAt(to - 1));
    if (numbers > 0 && humps > 0 && !acceptsMixture(numberFirst, inside)) {
      return false;
    }
    int own = letters - lettersBefore;
    boolean camelCase = humps > (inside ? 2 : 1);
    // getID, JTree: too short for a secret.
    int shortest =
        mostCapitals > 1 && own <= LETTERS_OF_SHORT ? SHORTEST_HUMP_OF_CODE : SHORTEST_HUMP;
    if (camelCase && (own < humps * shortest || humps > mostHumps || capitals > mostCapitals)) {
      return false;
    }
    // In a mixture fewer letters are enough to judge by: runs are short there.
    boolean judged = camelCase || (numbers > 0 && own >= judgedFrom - 2);
    int needed = Math.max(percent, PERCENT_OF_MIXTURE);
    return !judged || isUsual(usual - usualBefore, triples - triplesBefore, needed);
  }

  /**
   * Whether the words together are plausible: many short ones may hide what a long one would show.
   */
  boolean holds() {
    return letters > 0 && (letters < judgedFrom || isUsual(usual, triples, percent));
  }

  /** Counts the runs of the word; not, when one of them is no plausible one. */
  private boolean readRuns(String text, int from, int to) {
    numbers = 0;
    humps = 0;
    capitals = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c)) {
        return false;
      }
      if (i + 1 < to && !endsRun(text, i, to)) {
        continue;
      }
      last = i + 1 - start;
      if (Ascii.isDigit(c)) {
        numbers++;
        digits += last;
      } else if (acceptsLetters(text, start, i + 1)) {
        humps++;
        capitals += isCapitals(text, start, i + 1) ? 1 : 0;
      } else {
        return false;
      }
      start = i + 1;
    }
    return true;
  }

  /**
   * {@code http2}, {@code skipIpv6}, {@code 3way}, {@code crc32c}; whatever alternates more is a
   * mixture.
   */
  private boolean acceptsMixture(boolean numberFirst, boolean numberInside) {
    if (numbers > 1) {
      return false;
    }
    if (numberInside) {
      return humps == 2 && last <= longestTail;
    }
    return humps == 1 || (!numberFirst && last <= 2);
  }

  private static boolean isHex(String text, int from, int to) {
    boolean number = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      number |= Ascii.isDigit(c);
      if (!Ascii.isDigit(c) && (!Ascii.isLetter(c) || Ascii.place(c) > 5)) {
        return false;
      }
    }
    return to - from >= (number ? SHORTEST_HEX : SHORTEST_HEX_OF_LETTERS);
  }

  /** Whether a run of letters or digits, or a hump of camelCase, ends at the index. */
  private static boolean endsRun(String text, int i, int to) {
    char c = text.charAt(i);
    char next = text.charAt(i + 1);
    if (Ascii.isDigit(c) != Ascii.isDigit(next)) {
      return true;
    }
    boolean hump = i + 2 < to && Ascii.isLower(text.charAt(i + 2));
    return Ascii.isUpper(next) && (Ascii.isLower(c) || (Ascii.isUpper(c) && hump));
  }

  private boolean acceptsLetters(String text, int from, int to) {
    int length = to - from;
    if (length > (isCapitals(text, from, to) ? LONGEST_CAPITALS : LONGEST_RUN)) {
      return false;
    }
    int first = LetterTriples.EDGE;
    int second = LetterTriples.EDGE;
    int found = 0;
    for (int i = from; i <= to; i++) {
      int third = i < to ? Ascii.place(text.charAt(i)) : LetterTriples.EDGE;
      found += LetterTriples.isUsual(first, second, third) ? 1 : 0;
      first = second;
      second = third;
    }
    letters += length;
    triples += length + 1;
    usual += found;
    return length < judgedFrom || isUsual(found, length + 1, percent);
  }

  private static boolean isCapitals(String text, int from, int to) {
    return Ascii.isUpper(text.charAt(to - from > 1 ? from + 1 : from));
  }

  private static boolean isUsual(int found, int of, int percent) {
    return found * 100 >= of * percent;
  }
}
