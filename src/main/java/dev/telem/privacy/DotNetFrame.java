package dev.telem.privacy;

import java.util.Optional;

/** A frame of .NET: {@code at}, the method and its parameters, perhaps a file. */
final class DotNetFrame {
  private static final String IN = " in ";
  private static final String LINE = ":line ";

  private DotNetFrame() {}

  /**
   * The frame on the line.
   *
   * @param from where the method begins, up to the bracket of its parameters
   */
  static Optional<SafeText> of(String line, int from, int bracket, CodeNames names) {
    int close = line.indexOf(')', bracket);
    int inner = line.indexOf('(', bracket + 1);
    if (close < 0 || (inner >= 0 && inner < close) || !isMethod(line, from, bracket)) {
      return Optional.empty();
    }
    String method = names.of(line.substring(from, bracket));
    String rest = line.substring(close + 1).stripTrailing();
    if (rest.isEmpty()) {
      return Optional.of(new SafeText(method));
    }
    int number = rest.lastIndexOf(LINE);
    return rest.startsWith(IN) && number > IN.length()
        ? StackFrame.frame(
            rest.substring(IN.length(), number),
            rest.substring(number + LINE.length()),
            method,
            names)
        : Optional.empty();
  }

  /** Names with a dot, or two before {@code .ctor}, in between. */
  private static boolean isMethod(String line, int from, int to) {
    int names = 0;
    int dots = 2;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '.') {
        dots++;
      } else if (Ascii.isLetterOrDigit(c) || "_$<>|`+,[]".indexOf(c) >= 0) {
        names += dots > 0 ? 1 : 0;
        dots = 0;
      } else {
        return false;
      }
      if (dots > 2) {
        return false;
      }
    }
    return names > 1 && dots == 0;
  }
}
