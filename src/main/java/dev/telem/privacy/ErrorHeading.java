package dev.telem.privacy;

import java.util.Optional;

/**
 * What stands above the frames of a trace: the class of the error and its message, and above these
 * perhaps lines of a log, which say nothing of the error.
 *
 * <p>A message may have several lines. So the class is looked for behind the words with which a
 * machine announces an error that nobody caught, or else on the line next to the frames, or else on
 * the text's first: a trace that was taken by itself begins with it.
 */
final class ErrorHeading {
  private static final int WIDEST_MARGIN = 8;

  /** Of Go, whose errors have no class: these are the machine's own words. */
  private static final String PANIC = "panic";

  private static final String FATAL = "fatal error";

  private static final String IN_THREAD = "Exception in thread \"";

  /** Of .NET: the cause of the error, above the frames of both. */
  private static final String INNER = " ---> ";

  private Optional<SafeText> announced = Optional.empty();
  private Optional<SafeText> first = Optional.empty();
  private Optional<SafeText> last = Optional.empty();
  private boolean begun;
  private boolean opened;

  /** Takes a line above the first frame. */
  void read(String line) {
    if (line.startsWith(INNER)) {
      return;
    }
    if (line.startsWith(PANIC + ": ") || line.startsWith(FATAL + ": ")) {
      announced = Optional.of(new SafeText(line.substring(0, line.indexOf(':'))));
      opened = true;
      return;
    }
    int start = behindOpening(line);
    int end = ErrorClass.end(line, start);
    int code = behindCode(line, end);
    last =
        end > start && isEnd(line, code)
            ? ErrorClass.of(line.substring(start, end))
            : Optional.empty();
    if (start > 0 || (code > end && last.isPresent())) {
      announced = last;
      opened = true;
    }
    if (!begun && !line.isBlank()) {
      first = last;
      begun = true;
    }
  }

  /** The class that the lines so far give. */
  Optional<SafeText> errorType() {
    Optional<SafeText> near = last.isPresent() ? last : first;
    // Where what was thrown is a text, the machine announces that, and there is no class.
    return opened ? announced : near;
  }

  /** The class on the line after Python's last frame. */
  static Optional<SafeText> below(String line) {
    int start = 0;
    while (start < line.length() && " \t|".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    int end = ErrorClass.end(line, start);
    return start <= WIDEST_MARGIN && end > start && isEnd(line, end)
        ? ErrorClass.of(line.substring(start, end))
        : Optional.empty();
  }

  private static int behindOpening(String line) {
    if (line.startsWith(IN_THREAD)) {
      int quote = line.indexOf("\" ", IN_THREAD.length());
      return quote < 0 || quote > line.indexOf('"', IN_THREAD.length()) ? 0 : quote + 2;
    }
    int start = behind(line, "Uncaught (in promise) ");
    start = start > 0 ? start : behind(line, "Uncaught ");
    start = start > 0 ? start : behind(line, "Unhandled exception. ");
    return start > 0 ? start : behind(line, "Unhandled Exception: ");
  }

  private static int behind(String line, String opening) {
    return line.startsWith(opening) ? opening.length() : 0;
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
}
