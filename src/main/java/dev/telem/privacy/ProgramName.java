package dev.telem.privacy;

/** What of the command itself may leave: its base name, where that looks like a program's name. */
final class ProgramName {
  private static final SafeText COMMAND = new SafeText("<command>");
  private static final int LONGEST = 40;
  private static final int LONGEST_PATH = 4096;
  private static final int MOST_DIGITS_OF_WORD = 4;

  /** {@code i386}, {@code c99}; else a name has at least as many letters as digits. */
  private static final int MOST_DIGITS_OF_SHORT = 3;

  private ProgramName() {}

  /** What becomes of the command. */
  static Token of(String command) {
    String base = baseName(command);
    if (fits(base, 0, base.length())) {
      return new Token.Kept(new SafeText(base), Reason.PROGRAM_NAME);
    }
    return new Token.Value(COMMAND, Reason.NOT_A_PROGRAM_NAME);
  }

  /**
   * Whether the part of the text is {@code [A-Za-z0-9][A-Za-z0-9._+-]{0,39}} and no number or
   * random text.
   */
  static boolean fits(String text, int from, int to) {
    if (from == to || to - from > LONGEST || !Ascii.isLetterOrDigit(text.charAt(from))) {
      return false;
    }
    Plausibility name = Plausibility.ofProgram();
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i < to && "._+-".indexOf(text.charAt(i)) < 0) {
        continue;
      }
      int before = name.digits();
      if (i > start
          && (!name.accepts(text, start, i) || name.digits() - before > MOST_DIGITS_OF_WORD)) {
        return false;
      }
      start = i + 1;
    }
    return name.digits() <= Math.max(name.letters(), MOST_DIGITS_OF_SHORT) && name.holds();
  }

  /**
   * The base name, or nothing where the word is not plainly a path: {@code PASSWORD=a/b}, an
   * address, or a whole command line in quotes has a last part as well, and that part may be
   * anything.
   */
  private static String baseName(String command) {
    int length = command.length();
    if (length > LONGEST_PATH) {
      return "";
    }
    boolean rooted = Shape.startsLikePath(command, 0);
    boolean drive = rooted && Ascii.isLetter(command.charAt(0));
    int start = 0;
    for (int i = drive ? 2 : 0; i < length; i++) {
      char c = command.charAt(i);
      if (c == '/' || (c == '\\' && rooted)) {
        if (!rooted && !fitsFolder(command, start, i)) {
          return "";
        }
        start = i + 1;
      } else if (!Character.isLetterOrDigit(c)
          && "._+-".indexOf(c) < 0
          && !(rooted && (c == '~' || c == '@'))) {
        return "";
      }
    }
    return command.substring(start);
  }

  /**
   * A secret may hold a slash, {@code K7MDENG/bPxRfiCY}: where nothing else says path, each part
   * must look like a name.
   */
  private static boolean fitsFolder(String command, int from, int to) {
    int start = from;
    // Ends: a slash follows the folder.
    while (command.charAt(start) == '.' || command.charAt(start) == '_') {
      start++;
    }
    return start == to ? to > from : fits(command, start, to);
  }
}
