package dev.telem.privacy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A frame of Python: the file, the line, the function. */
final class PythonFrame {
  private static final String FILE = "File \"";
  private static final String LINE = "\", line ";
  private static final String IN = ", in ";

  private PythonFrame() {}

  static Optional<SafeText> of(String line, CodeNames names) {
    int file = line.indexOf(FILE) + FILE.length();
    int fileEnd = line.lastIndexOf(LINE);
    if (fileEnd <= file || !isMargin(line, file - FILE.length())) {
      return Optional.empty();
    }
    int number = fileEnd + LINE.length();
    int numberEnd = number;
    while (numberEnd < line.length() && Ascii.isDigit(line.charAt(numberEnd))) {
      numberEnd++;
    }
    String rest = line.substring(numberEnd).stripTrailing();
    @Nullable String function = rest.startsWith(IN) ? rest.substring(IN.length()) : null;
    boolean ends = function == null ? rest.isEmpty() : isName(function);
    return ends && numberEnd > number
        ? StackFrame.frame(
            line.substring(file, fileEnd),
            line.substring(number, numberEnd),
            function == null ? null : names.of(function),
            names)
        : Optional.empty();
  }

  /** What stands before a frame, in a group of errors too. */
  private static boolean isMargin(String line, int end) {
    for (int i = 0; i < end; i++) {
      if (" \t|".indexOf(line.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Ascii.isLetterOrDigit(text.charAt(i)) && "_.<>".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
