package dev.telem.privacy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a stack trace in the notation of one language, reduced to what may leave.
 *
 * <p>A run waits for this at its end, on a machine that compiles nothing: so a look at a few
 * characters tells which notations the line may be in, and only these are tried.
 */
final class StackFrame {
  /** Of a line or a column: a bundle may be one line of megabytes. More digits are a number's. */
  static final int LONGEST_NUMBER = 8;

  private StackFrame() {}

  /**
   * The frame on the line, {@code requests/api.py:59 in get}, or empty where there is none.
   *
   * @param before the line before it: Go writes the function there
   */
  static Optional<SafeText> of(String line, String before, CodeNames names) {
    Optional<SafeText> frame = Optional.empty();
    int word = firstWord(line);
    if (line.startsWith("at ", word)) {
      return called(line, word + "at ".length(), names);
    }
    if (line.contains("File \"")) {
      frame = PythonFrame.of(line, names);
    } else if (line.contains("://") && line.indexOf('@') >= 0) {
      frame = ScriptFrame.ofBrowser(line, names);
    }
    if (frame.isEmpty() && word > 0 && (line.contains(".go:") || line.contains(".s:"))) {
      frame = GoFrame.of(line, before, names);
    }
    if (frame.isEmpty() && line.contains(":in ")) {
      frame = RubyFrame.of(line, names);
    }
    return frame;
  }

  /** Of Java, .NET or JavaScript. Only the last has a space before its brackets. */
  private static Optional<SafeText> called(String line, int from, CodeNames names) {
    int bracket = line.indexOf('(', from);
    int space = line.indexOf(' ', from);
    if (bracket < 0 || (space >= 0 && space < bracket)) {
      return ScriptFrame.of(line, names);
    }
    int close = JavaFrame.end(line, from, bracket);
    if (close > 0) {
      int dot = line.indexOf('.', from);
      return dot > from && dot < bracket
          ? Optional.of(new SafeText(JavaFrame.text(line, from, bracket, close, names)))
          : Optional.empty();
    }
    Optional<SafeText> dotnet = DotNetFrame.of(line, from, bracket, names);
    return dotnet.isPresent() ? dotnet : ScriptFrame.of(line, names);
  }

  static int firstWord(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /**
   * A place in a file, and the function there if it is known.
   *
   * @param line the number of the line, or with a colon in between that of the column too
   */
  static Optional<SafeText> frame(
      String path, String line, @Nullable String function, CodeNames names) {
    if (!SourcePath.isFile(path.strip()) || !isNumber(line)) {
      return Optional.empty();
    }
    String place = SourcePath.of(path.strip(), names) + ":" + line;
    boolean named = function != null && !function.isEmpty();
    return Optional.of(new SafeText(named ? place + " in " + function : place));
  }

  private static boolean isNumber(String line) {
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      boolean colon = line.charAt(i) == ':' && start == 0 && i > 0;
      if ((!colon && !Ascii.isDigit(line.charAt(i))) || i - start >= LONGEST_NUMBER) {
        return false;
      }
      start = colon ? i + 1 : start;
    }
    return line.length() > start;
  }
}
