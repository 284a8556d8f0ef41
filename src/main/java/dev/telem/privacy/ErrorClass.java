package dev.telem.privacy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class of an error, told from the lines of a stack trace that also hold its message. */
final class ErrorClass {
  private static final int LONGEST = 200;
  private static final int WIDEST_MARGIN = 8;

  /** What machines write before the class of an error that nobody caught; the longest first. */
  private static final List<String> BEFORE =
      List.of(
          "Unhandled exception. ", "Unhandled Exception: ", "Uncaught (in promise) ", "Uncaught ");

  private static final String IN_THREAD = "Exception in thread \"";

  /** How the names of such classes end where nothing else tells them from words. */
  private static final List<String> USUAL =
      List.of(
          "Error",
          "Exception",
          "Throwable",
          "Warning",
          "Failure",
          "Fault",
          "Interrupt",
          "Exit",
          "Timeout");

  /** Ruby's, made only where a line may be of it. */
  private static final class InBrackets {
    static final Pattern PATTERN =
        Pattern.compile("[^ ]*:\\d+:in [`'].*'?: .*\\(([A-Z]\\w*(?:::\\w+)*)\\)\\s*");
  }

  private ErrorClass() {}

  /**
   * The class on a line before the first frame: of Java, JavaScript, .NET, Ruby, Go ({@code
   * panic}).
   */
  static Optional<SafeText> beforeFrames(String line) {
    if (line.startsWith("panic: ") || line.startsWith("fatal error: ")) {
      return safe(line.substring(0, line.indexOf(':')));
    }
    int start = behindOpening(line);
    int end = nameEnd(line, start);
    if (end > start && isEnd(line, behindCode(line, end))) {
      String name = line.substring(start, end);
      return start > 0 || isUsual(name) ? safe(name) : Optional.empty();
    }
    if (line.contains(":in ")) {
      Matcher ruby = InBrackets.PATTERN.matcher(line);
      return ruby.matches() ? safe(ruby.group(1)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** The class on the line after Python's last frame. */
  static Optional<SafeText> afterFrames(String line) {
    int start = 0;
    while (start < line.length() && " \t|".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    int end = nameEnd(line, start);
    return start <= WIDEST_MARGIN && end > start && isEnd(line, end)
        ? safe(line.substring(start, end))
        : Optional.empty();
  }

  private static int behindOpening(String line) {
    if (line.startsWith(IN_THREAD)) {
      int quote = line.indexOf("\" ", IN_THREAD.length());
      return quote < 0 || quote > line.indexOf('"', IN_THREAD.length()) ? 0 : quote + 2;
    }
    for (int i = 0; i < BEFORE.size(); i++) {
      if (line.startsWith(BEFORE.get(i))) {
        return BEFORE.get(i).length();
      }
    }
    return 0;
  }

  /** Behind words with dots or double colons in between; where it starts if there is none. */
  private static int nameEnd(String line, int start) {
    int end = start;
    if (end < line.length() && Ascii.isDigit(line.charAt(end))) {
      return start;
    }
    int separator = 0;
    int word = wordEnd(line, end);
    while (word > end + separator) {
      end = word;
      separator = line.startsWith(".", end) ? 1 : line.startsWith("::", end) ? 2 : 0;
      word = separator == 0 ? end : wordEnd(line, end + separator);
    }
    return end;
  }

  private static int wordEnd(String line, int start) {
    int end = start;
    while (end < line.length()
        && (Ascii.isLetterOrDigit(line.charAt(end)) || "_$".indexOf(line.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** Node writes a code behind the class, {@code TypeError [ERR_INVALID_ARG_TYPE]}. */
  private static int behindCode(String line, int end) {
    if (!line.startsWith(" [", end)) {
      return end;
    }
    int code = end + 2;
    int at = code;
    while (at < line.length()
        && (Ascii.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_')) {
      at++;
    }
    return at > code && line.startsWith("]", at) ? at + 1 : end;
  }

  /** Whether a message follows here, or nothing. */
  private static boolean isEnd(String line, int at) {
    return line.startsWith(": ", at)
        || line.substring(line.startsWith(":", at) ? at + 1 : at).isBlank();
  }

  private static boolean isUsual(String name) {
    for (int i = 0; i < USUAL.size(); i++) {
      if (name.endsWith(USUAL.get(i))) {
        return true;
      }
    }
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.indexOf(':') < 0 && Ascii.isUpper(name.charAt(dot + 1));
  }

  private static Optional<SafeText> safe(String name) {
    return name.length() > LONGEST ? Optional.empty() : Optional.of(new SafeText(name));
  }
}
