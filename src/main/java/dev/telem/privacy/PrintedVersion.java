package dev.telem.privacy;

/** Finds a version in a word that a tool printed, and leaves out what is none. */
final class PrintedVersion {
  private static final int MOST_PARTS = 4;
  private static final int LONGEST_PART = 8;

  private PrintedVersion() {}

  /**
   * {@code 2.39.5}, {@code 1.2.0-rc.1}, {@code 590}; "" where the word holds none: an address of a
   * network, a longer row of numbers.
   */
  static String in(String word) {
    int start = start(word);
    int end = digitsEnd(word, start);
    int parts = end > start ? 1 : 0;
    boolean bytes = isByte(word, start, end);
    int part = partEnd(word, end);
    while (part > end && parts < MOST_PARTS) {
      bytes &= isByte(word, end + 1, part);
      parts++;
      end = part;
      part = partEnd(word, end);
    }
    boolean address = parts == MOST_PARTS && bytes;
    return parts == 0 || address || continues(word, end)
        ? ""
        : word.substring(start, suffixEnd(word, end));
  }

  /** Behind the dot and the number that stand here; here, where none do. */
  private static int partEnd(String word, int dot) {
    if (!word.startsWith(".", dot)) {
      return dot;
    }
    int end = digitsEnd(word, dot + 1);
    return end == dot + 1 ? dot : end;
  }

  private static boolean isByte(String word, int from, int to) {
    return to - from <= 3 && (to == from || Integer.parseInt(word.substring(from, to)) <= 255);
  }

  /** Behind brackets and quotes, a name, a {@code v}. */
  private static int start(String word) {
    int start = 0;
    while (start < word.length() && "([\"'".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    int name = start;
    while (name < word.length() && Ascii.isLetter(word.charAt(name))) {
      name++;
    }
    if (name > start && name < word.length() && word.charAt(name) == '-') {
      start = name + 1;
    }
    boolean marked =
        start < word.length() && (word.charAt(start) == 'v' || word.charAt(start) == 'V');
    return marked ? start + 1 : start;
  }

  /** Behind the digits that stand here, if they are a number that is not too long. */
  private static int digitsEnd(String word, int from) {
    int end = from;
    while (end < word.length() && Ascii.isDigit(word.charAt(end))) {
      end++;
    }
    return end - from > LONGEST_PART ? from : end;
  }

  /** {@code 3/4}, {@code 5:30}, {@code 7@x}, {@code 3d}: the numbers are of something else. */
  private static boolean continues(String word, int end) {
    if (end == word.length() || suffixEnd(word, end) > end) {
      return false;
    }
    boolean last = end + 1 == word.length();
    return Ascii.isLetterOrDigit(word.charAt(end))
        || (!last && "/:@=_\\%".indexOf(word.charAt(end)) >= 0)
        || (!last && word.charAt(end) == '.' && Ascii.isDigit(word.charAt(end + 1)));
  }

  /** {@code -rc1}, {@code b2}, {@code .dev3}, {@code -SNAPSHOT}: one such word and its number. */
  private static int suffixEnd(String word, int from) {
    int letters = from;
    if (letters < word.length() && "-+.~".indexOf(word.charAt(letters)) >= 0) {
      letters++;
    }
    int end = letters;
    while (end < word.length() && Ascii.isLetter(word.charAt(end))) {
      end++;
    }
    if (end == letters || !isStage(word.substring(letters, end))) {
      return from;
    }
    int number = end;
    if (number + 1 < word.length()
        && "-.".indexOf(word.charAt(number)) >= 0
        && Ascii.isDigit(word.charAt(number + 1))) {
      number++;
    }
    int last = digitsEnd(word, number);
    return last == number ? end : last;
  }

  private static boolean isStage(String word) {
    return switch (word) {
      case "a", "b", "p", "rc", "alpha", "beta", "dev", "pre", "post", "preview" -> true;
      case "final", "nightly", "canary", "snapshot", "SNAPSHOT", "Final", "RELEASE", "LTS" -> true;
      default -> false;
    };
  }
}
