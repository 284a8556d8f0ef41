package dev.telem.privacy;

/**
 * A frame of Java: {@code at}, perhaps a loader and a module, the method, the place in brackets.
 */
final class JavaFrame {
  private static final int MOST_MODULES = 2;
  private static final String LAMBDA = "$$Lambda";
  private static final String UNKNOWN = "Unknown Source";

  private JavaFrame() {}

  /** Where the place's bracket closes; -1 where the line is not of this notation. */
  static int end(String line, int from, int bracket) {
    int close = line.indexOf(')', bracket);
    return close > 0 && isMethod(line, from, bracket) && isPlace(line, bracket + 1, close)
        ? close
        : -1;
  }

  /** The frame between these; not every word before brackets is one. */
  static String text(String line, int from, int bracket, int close, CodeNames names) {
    int colon = line.indexOf(':', bracket);
    int fileEnd = colon < 0 || colon > close ? close : colon;
    return names.of(withoutNumber(line.substring(from, bracket)))
        + names.of(line.substring(bracket, fileEnd))
        + line.substring(fileEnd, close + 1);
  }

  private static boolean isMethod(String line, int from, int to) {
    int modules = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '/') {
        modules++;
        start = i + 1;
      } else if (!Ascii.isLetterOrDigit(c) && "_.$@-<>".indexOf(c) < 0) {
        return false;
      }
    }
    return modules <= MOST_MODULES
        && start < to
        && !holds(line, from, start, "<>")
        && !holds(line, start, to, "@-");
  }

  private static boolean holds(String line, int from, int to, String any) {
    for (int i = from; i < to; i++) {
      if (any.indexOf(line.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** {@code Vault.java:42}, {@code Main.kt}, {@code Native Method}, {@code Unknown Source}. */
  private static boolean isPlace(String line, int from, int to) {
    int length = to - from;
    if (line.startsWith("Native Method", from)) {
      return length == "Native Method".length();
    }
    int at = from;
    if (line.startsWith(UNKNOWN, from)) {
      at += UNKNOWN.length();
      return at == to || isNumber(line, at, to);
    }
    while (at < to
        && (isWord(line.charAt(at)) || line.charAt(at) == '-' || line.charAt(at) == '$')) {
      at++;
    }
    if (at == from || at == to) {
      return false;
    }
    if (line.charAt(at) != '.') {
      return isNumber(line, at, to);
    }
    int ending = at + 1;
    at = ending;
    while (at < to && isWord(line.charAt(at))) {
      at++;
    }
    return at > ending && (at == to || isNumber(line, at, to));
  }

  private static boolean isWord(char c) {
    return Ascii.isLetterOrDigit(c) || c == '_';
  }

  /** A colon and digits, to the end. */
  private static boolean isNumber(String line, int from, int to) {
    boolean number =
        line.charAt(from) == ':' && from + 1 < to && to - from <= StackFrame.LONGEST_NUMBER + 1;
    for (int i = from + 1; i < to && number; i++) {
      number = Ascii.isDigit(line.charAt(i));
    }
    return number;
  }

  /** A lambda's class is numbered anew in every run. */
  private static String withoutNumber(String method) {
    int lambda = method.indexOf(LAMBDA);
    int dot = method.lastIndexOf('.');
    int end = lambda + LAMBDA.length();
    boolean hidden = lambda >= 0 && dot >= end && dot + 1 < method.length();
    return hidden && !holds(method, end, method.length(), "<>@-")
        ? method.substring(0, end) + method.substring(dot)
        : method;
  }
}
