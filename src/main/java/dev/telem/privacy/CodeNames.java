package dev.telem.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Names out of a program's source, of functions, classes and files, as they may leave.
 *
 * <p>People chose these names. But a function can be made at run time with a name out of data, a
 * file can be named by a digest, and a line of a message can look like a frame: so each part of a
 * name that looks random or like a number becomes {@code <id>}.
 */
final class CodeNames {
  private static final String ID = "<id>";

  /** {@code lambda$main$0}, {@code sha512}; more are a date, a telephone, a key. */
  private static final int MOST_DIGITS_OF_WORD = 3;

  private static final int MOST_DIGITS = 6;

  /**
   * Parts that fit, each where its hash puts it: the frames of a trace are of the same packages,
   * and a run that waits for its end interprets this.
   */
  private final @Nullable String[] fitting = new String[256];

  /** The name, its parts between dots, slashes, brackets and other signs asked one by one. */
  String of(String name) {
    StringBuilder kept = null;
    int copied = 0;
    int start = 0;
    int hash = 0;
    int length = name.length();
    for (int i = 0; i <= length; i++) {
      char c = i < length ? name.charAt(i) : ' ';
      if ((c >= 'a' && c <= 'z') || isOfPart(c)) {
        hash = hash * 31 + c;
        continue;
      }
      if (i > start && !isKnown(name, start, i, hash)) {
        kept = kept == null ? new StringBuilder(length) : kept;
        kept.append(name, copied, start).append(ID);
        copied = i;
      }
      start = i + 1;
      hash = 0;
    }
    return kept == null ? name : kept.append(name, copied, length).toString();
  }

  private boolean isKnown(String text, int from, int to, int hash) {
    int place = (hash ^ hash >>> 8) & fitting.length - 1;
    @Nullable String known = fitting[place];
    if (known != null && known.length() == to - from && text.startsWith(known, from)) {
      return true;
    }
    boolean fits = fits(text, from, to);
    if (fits) {
      fitting[place] = text.substring(from, to);
    }
    return fits;
  }

  /** Whether the part of the text, letters and digits with joints in between, is such a name. */
  private static boolean fits(String text, int from, int to) {
    Plausibility name = Plausibility.ofCode();
    int numbers = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i < to && !isJoint(text.charAt(i))) {
        continue;
      }
      int before = name.digits();
      if (isNumber(text, start, i)) {
        numbers += i - start;
      } else if (i > start
          && (!name.accepts(text, start, i) || name.digits() - before > MOST_DIGITS_OF_WORD)) {
        return false;
      }
      start = i + 1;
    }
    return name.digits() + numbers <= MOST_DIGITS && (name.letters() == 0 || name.holds());
  }

  /** One that counts, and is no number of somebody's. */
  private static boolean isNumber(String text, int from, int to) {
    boolean number = to > from && to - from <= MOST_DIGITS_OF_WORD;
    for (int i = from; i < to && number; i++) {
      number = Ascii.isDigit(text.charAt(i));
    }
    return number;
  }

  /** Letters of any script: one that is not ASCII no rule accepts. */
  private static boolean isOfPart(char c) {
    return Ascii.isUpper(c) || Ascii.isDigit(c) || isJoint(c) || c > '~';
  }

  private static boolean isJoint(char c) {
    return c == '_' || c == '-';
  }
}
