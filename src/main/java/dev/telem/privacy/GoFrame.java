package dev.telem.privacy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A frame of Go: the function on one line, the file below it. */
final class GoFrame {
  private static final Pattern FILE =
      Pattern.compile("\\s+(.+\\.(?:go|s)):(\\d+)(?: \\+0x[0-9a-f]+)?\\s*");

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:created by )?([\\w./~%-]+(?:\\.\\(\\*?[\\w\\[\\].]+\\))?[\\w.\\[\\]/-]*)"
              + "(?:\\([^a-z]*(?:0x.*|\\.\\.\\.)?\\))?(?: in goroutine \\d+)?");

  private GoFrame() {}

  static Optional<SafeText> of(String line, String before) {
    Matcher file = FILE.matcher(line);
    if (!file.matches()) {
      return Optional.empty();
    }
    Matcher function = FUNCTION.matcher(before);
    return StackFrame.frame(
        file.group(1), file.group(2), function.matches() ? function.group(1) : null);
  }
}
