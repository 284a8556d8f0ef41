package dev.telem.privacy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A frame of Go: the function on one line, the file below it. */
final class GoFrame {
  private static final String CREATED = "created by ";
  private static final String ROUTINE = " in goroutine ";
  private static final String OFFSET = " +0x";

  private GoFrame() {}

  static Optional<SafeText> of(String line, String before, CodeNames names) {
    String place = line.strip();
    int offset = place.lastIndexOf(OFFSET);
    if (offset > 0 && isOf("abcdef", place, offset + OFFSET.length(), place.length())) {
      place = place.substring(0, offset);
    }
    int colon = place.lastIndexOf(':');
    boolean source = place.startsWith(".go", colon - 3) || place.startsWith(".s", colon - 2);
    return colon > 2 && source
        ? StackFrame.frame(
            place.substring(0, colon),
            place.substring(colon + 1),
            function(before.stripTrailing(), names),
            names)
        : Optional.empty();
  }

  /** What is called, without its arguments; null where the line is not of a call. */
  private static @Nullable String function(String line, CodeNames names) {
    int from = line.startsWith(CREATED) ? CREATED.length() : 0;
    int routine = line.lastIndexOf(ROUTINE);
    int to = routine < 0 ? line.length() : routine;
    int end = nameEnd(line, from, "_./~%-");
    if (end > from && line.startsWith("(", end) && line.charAt(end - 1) == '.') {
      int receiver = end + (line.startsWith("*", end + 1) ? 2 : 1);
      int close = nameEnd(line, receiver, "_.[]");
      end = close > receiver && line.startsWith(")", close) ? close + 1 : end;
    }
    end = nameEnd(line, end, "_.[]/-");
    return end > from && isArguments(line, end, to)
        // The linker writes the dots of a module's last part so.
        ? names.of(line.substring(from, end).replace("%2e", "."))
        : null;
  }

  private static int nameEnd(String line, int from, String others) {
    int end = from;
    while (end < line.length()
        && (Ascii.isLetterOrDigit(line.charAt(end)) || others.indexOf(line.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** Nothing, or numbers in brackets: Go knows no more of them. */
  private static boolean isArguments(String line, int from, int to) {
    return from == to
        || (to - from > 1
            && line.charAt(from) == '('
            && line.charAt(to - 1) == ')'
            && (to - from == 2 || isOf("abcdefx{},._? ", line, from + 1, to - 1)));
  }

  /** Whether at least one character is there, and all are digits or of these. */
  private static boolean isOf(String others, String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Ascii.isDigit(text.charAt(i)) && others.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return from < to;
  }
}
