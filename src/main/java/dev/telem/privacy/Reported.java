package dev.telem.privacy;

import java.util.Locale;
import java.util.Optional;

/**
 * What a command reports of itself, as it may leave: names that people made, values that are names
 * or versions. Whoever wrote the command chose these words, but they may have put a file's or a
 * customer's name where one of their own belongs; so what looks random, or like a number, is no
 * name here either.
 */
public final class Reported {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_SEGMENTS = 4;
  private static final int LONGEST_CLASS = 120;
  private static final String METHODS = " GET HEAD POST PUT DELETE PATCH OPTIONS TRACE CONNECT ";

  private Reported() {}

  /**
   * The name of a counter, or a collection, topic or key of a metric: {@code jobs}, {@code
   * sourceTotals}, {@code @grouparoo/postgres}. Up to four parts with slashes in between, each like
   * a program's name; 64 characters in all.
   */
  public static Optional<SafeText> name(String text) {
    boolean scoped = text.startsWith("@");
    return isPath(text, scoped ? 1 : 0, false) ? Optional.of(new SafeText(text)) : Optional.empty();
  }

  /** The name of a number of a metric: {@code imports}, {@code run_time}. */
  public static Optional<SafeText> field(String text) {
    boolean plain = !text.isEmpty() && Ascii.isLetter(text.charAt(0));
    for (int i = 0; i < text.length() && plain; i++) {
      plain = Ascii.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_';
    }
    return plain && ProgramName.fits(text, 0, text.length())
        ? Optional.of(new SafeText(text))
        : Optional.empty();
  }

  /**
   * An exact value that the profile allows: names and versions with slashes in between, {@code
   * darwin/19.5.0}. The caller has asked the profile.
   */
  public static Optional<SafeText> value(String text) {
    return isPath(text, 0, true) ? Optional.of(new SafeText(text)) : Optional.empty();
  }

  /** A method of HTTP, in capitals. */
  public static Optional<SafeText> method(String text) {
    String method = text.length() > 8 ? "" : text.toUpperCase(Locale.ROOT);
    return !method.isEmpty() && METHODS.contains(" " + method + " ")
        ? Optional.of(new SafeText(method))
        : Optional.empty();
  }

  /**
   * The class of an error: {@code java.lang.IllegalStateException}, {@code
   * ActiveRecord::RecordNotFound}; words that people made, and nothing else.
   */
  public static Optional<SafeText> errorType(String text) {
    if (text.isEmpty() || text.length() > LONGEST_CLASS) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Ascii.isLetterOrDigit(c) || c == '_') {
        continue;
      }
      // Between two parts, never at an end, and nothing but these.
      boolean inside = i > 0 && i + 1 < text.length();
      boolean colons = inside && c == ':' && text.charAt(i + 1) == ':';
      if (!inside || (!colons && ".$".indexOf(c) < 0)) {
        return Optional.empty();
      }
      i += colons ? 1 : 0;
    }
    boolean ends = Ascii.isLetter(text.charAt(text.length() - 1)) && !text.contains("..");
    return ends && new CodeNames().of(text).equals(text)
        ? Optional.of(new SafeText(text))
        : Optional.empty();
  }

  private static boolean isPath(String text, int from, boolean versions) {
    if (text.length() > LONGEST_NAME) {
      return false;
    }
    int segments = 0;
    int start = from;
    for (int i = from; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '/') {
        continue;
      }
      if (++segments > MOST_SEGMENTS
          || (!ProgramName.fits(text, start, i)
              && !(versions && isVersion(text.substring(start, i))))) {
        return false;
      }
      start = i + 1;
    }
    return true;
  }

  private static boolean isVersion(String text) {
    return !text.isEmpty()
        && Ascii.isDigit(text.charAt(0))
        && text.indexOf('.') > 0
        && PrintedVersion.in(text).equals(text);
  }
}
