package dev.telem.privacy;

/** What a value looks like, as far as its placeholder tells. */
enum Shape {
  /** Starts like a path, or holds a separator and is no address. */
  PATH,
  /** A key with its value: {@code key=value}, {@code -Dkey=value}, {@code /p:key=value}. */
  PAIR,
  /** Such a pair whose key is sensitive. */
  SECRET,
  /** Anything else. */
  OTHER;

  /** No key is longer, so that no more of a huge word needs to be looked at. */
  private static final int LONGEST_KEY = 128;

  private static final int LONGEST_MODE = 12;

  /** The shape of the word from the index on. Looks at a bounded part of what its dashes leave. */
  static Shape of(String word, int from) {
    if (startsLikePath(word, from)) {
      return ofSlashed(word, from);
    }
    Shape pair = ofPair(word, from);
    if (pair != OTHER) {
      return pair;
    }
    return SlashedText.isPath(word, from) ? PATH : OTHER;
  }

  /**
   * {@link #PAIR} or {@link #SECRET} for {@code key=value}, {@link #SECRET} for a sensitive {@code
   * key:value}.
   */
  static Shape ofPair(String word, int from) {
    int start = from;
    while (start < word.length() && Ascii.isDash(word.charAt(start))) {
      start++;
    }
    int end = keyEnd(word, start);
    if (end < 0) {
      return OTHER;
    }
    // The bare word "key" is what every manual calls the left side of a pair.
    boolean key = end - start == 3 && word.regionMatches(true, start, "key", 0, 3);
    if (!key && SensitiveName.in(word, start, end)) {
      return SECRET;
    }
    return word.charAt(end) == '=' ? PAIR : OTHER;
  }

  /**
   * The index of the first {@code =} or {@code :} that has only letters, digits and {@code _ . -}
   * before it, or -1.
   */
  static int keyEnd(String word, int from) {
    int end = Math.min(word.length(), from + LONGEST_KEY);
    for (int i = from; i < end; i++) {
      char c = word.charAt(i);
      if (c == '=' || c == ':') {
        return i > from ? i : -1;
      }
      if (!Ascii.isLetterOrDigit(c) && c != '-' && c != '_' && c != '.') {
        return -1;
      }
    }
    return -1;
  }

  /** Whether the word starts like a path from the index on, or is {@code .} or {@code ..}. */
  static boolean startsLikePath(String word, int from) {
    int length = word.length() - from;
    if (length == 0) {
      return false;
    }
    char first = word.charAt(from);
    if (first == '/' || first == '~') {
      return true;
    }
    if (first == '.') {
      int dots = length > 1 && word.charAt(from + 1) == '.' ? 2 : 1;
      return length == dots || isSeparator(word.charAt(from + dots));
    }
    if (first == '\\') {
      return word.startsWith("\\\\", from) || isRooted(word, from + 1);
    }
    boolean drive = length > 2 && word.charAt(from + 1) == ':' && Ascii.isLetter(first);
    return (drive && isSeparator(word.charAt(from + 2)))
        || word.regionMatches(true, from, "file:", 0, 5);
  }

  /** {@code /p:key=value} is an option of Windows programs; {@code /data:/data} are two paths. */
  private static Shape ofSlashed(String word, int from) {
    int colon = word.charAt(from) == '/' ? keyEnd(word, from + 1) : -1;
    if (colon < 0 || word.charAt(colon) != ':') {
      return PATH;
    }
    if (colon + 1 < word.length() && isSeparator(word.charAt(colon + 1))) {
      return PATH;
    }
    int equals = keyEnd(word, colon + 1);
    if (equals < 0 && isMountMode(word, colon + 1)) {
      return PATH;
    }
    return SensitiveName.in(word, from + 1, equals < 0 ? colon : equals) ? SECRET : PAIR;
  }

  /** {@code \Windows\System32}; but {@code \bword\b} is an expression. */
  private static boolean isRooted(String word, int from) {
    int i = from < word.length() && Ascii.isUpper(word.charAt(from)) ? from : word.length();
    while (i < word.length() && Ascii.isLetterOrDigit(word.charAt(i))) {
      i++;
    }
    return i - from > 2 && i + 1 < word.length() && word.charAt(i) == '\\';
  }

  /** {@code /cache:ro}, as containers mount it. */
  private static boolean isMountMode(String word, int from) {
    return switch (word.substring(from, Math.min(word.length(), from + LONGEST_MODE))) {
      case "ro", "rw", "z", "Z", "cached", "delegated", "consistent" -> true;
      default -> false;
    };
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\';
  }
}
