package dev.telem.privacy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A frame of Ruby: the file, the line, {@code in} and the quoted method; and on the one where the
 * error was raised the message, with the error's class in brackets behind it.
 */
final class RubyFrame {
  private static final String IN = ":in ";
  private static final String FROM = "from ";
  private static final int LONGEST_METHOD = 120;

  private RubyFrame() {}

  static Optional<SafeText> of(String line, CodeNames names) {
    int in = line.indexOf(IN);
    int method = in + IN.length() + 1;
    int methodEnd = methodEnd(line, in);
    int number = numberStart(line, in);
    if (methodEnd < 0 || number < 0) {
      return Optional.empty();
    }
    String path = path(line, number - 1);
    return path.isEmpty()
        ? Optional.empty()
        : StackFrame.frame(
            path,
            line.substring(number, in),
            named(line.substring(method, methodEnd), names),
            names);
  }

  /** The class of the error on the line that raised it. */
  static Optional<SafeText> errorType(String line) {
    int in = line.endsWith(")") ? line.indexOf(IN) : -1;
    int methodEnd = methodEnd(line, in);
    if (methodEnd < 0 || numberStart(line, in) < 0 || !line.startsWith("': ", methodEnd)) {
      return Optional.empty();
    }
    int bracket = line.lastIndexOf(" (");
    return bracket > methodEnd
        ? ErrorClass.of(line.substring(bracket + 2, line.length() - 1))
        : Optional.empty();
  }

  /** Where the quote behind the method stands; -1 where there is none. */
  private static int methodEnd(String line, int in) {
    int quote = in + IN.length();
    if (in < 0 || quote >= line.length() || "`'".indexOf(line.charAt(quote)) < 0) {
      return -1;
    }
    int end = quote + 1;
    while (end < line.length()
        && (Ascii.isLetterOrDigit(line.charAt(end))
            || "_?!=.#:<>()+*/ -".indexOf(line.charAt(end)) >= 0)) {
      end++;
    }
    boolean closed =
        line.startsWith("'", end) && (end + 1 == line.length() || line.startsWith("': ", end));
    return closed && end > quote + 1 && end <= quote + 1 + LONGEST_METHOD ? end : -1;
  }

  private static int numberStart(String line, int end) {
    int start = end;
    while (start > 0 && Ascii.isDigit(line.charAt(start - 1))) {
      start--;
    }
    return start > 1 && start < end && line.charAt(start - 1) == ':' ? start : -1;
  }

  /** Without the number and the {@code from} before it; "" where it is none. */
  private static String path(String line, int end) {
    String path = line.substring(0, end).stripLeading();
    int digits = 0;
    while (digits < path.length() && Ascii.isDigit(path.charAt(digits))) {
      digits++;
    }
    path = digits > 0 && path.startsWith(": ", digits) ? path.substring(digits + 2) : path;
    path = path.startsWith(FROM) ? path.substring(FROM.length()) : path;
    int colon = path.indexOf(':');
    boolean drive = colon == 1 || path.startsWith("<internal:");
    return colon < 0 || (drive && path.indexOf(':', colon + 1) < 0) ? path : "";
  }

  /**
   * {@code block (2 levels) in call}: only what Ruby itself writes may have spaces, since a method
   * can be given any text for a name.
   */
  private static @Nullable String named(String method, CodeNames names) {
    int name = method.lastIndexOf(" in ");
    String before = name < 0 ? "" : method.substring(0, name + " in ".length());
    String called = method.substring(before.length());
    return isCalled(called) && isNesting(before) ? before + names.of(called) : null;
  }

  /**
   * {@code Kernel#loop}, {@code empty?}, {@code name=}, {@code <class:Cart>}: signs stand only
   * where the language has them, or are the whole name of an operator.
   */
  private static boolean isCalled(String name) {
    if (name.startsWith("<") && name.endsWith(">") && !isOperator(name)) {
      int colon = name.indexOf(':');
      return colon < 0
          ? name.equals("<main>") || name.equals("<top (required)>")
          : (name.startsWith("<class:") || name.startsWith("<module:"))
              && isOf("_:", name, colon + 1, name.length() - 1);
    }
    boolean marked = name.length() > 1 && "?!=".indexOf(name.charAt(name.length() - 1)) >= 0;
    int end = marked ? name.length() - 1 : name.length();
    boolean single = name.replace("::", "").indexOf(':') >= 0;
    return (isOf("_.#:", name, 0, end) && !single) || isOperator(name);
  }

  private static boolean isOperator(String name) {
    boolean operator = name.length() <= 3;
    for (int i = 0; i < name.length(); i++) {
      operator &= "=<>!+*/-".indexOf(name.charAt(i)) >= 0;
    }
    return operator;
  }

  private static boolean isOf(String others, String text, int from, int to) {
    boolean all = from < to;
    for (int i = from; i < to && all; i++) {
      all = Ascii.isLetterOrDigit(text.charAt(i)) || others.indexOf(text.charAt(i)) >= 0;
    }
    return all;
  }

  private static boolean isNesting(String text) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(" in ", at);
      if (end < 0) {
        return false;
      }
      String place = text.substring(at, end);
      boolean levels = place.startsWith("block (") && place.endsWith(" levels)");
      if (levels && place.length() > "block (99 levels)".length()) {
        return false;
      }
      if (!levels && !place.equals("block") && !place.equals("rescue") && !place.equals("ensure")) {
        return false;
      }
      at = end + " in ".length();
    }
    return true;
  }
}
