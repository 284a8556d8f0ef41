package dev.telem.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stack trace as it may leave: where it happened, and never what was said. Spec privacy.md,
 * "Stack traces, paths, endpoints".
 *
 * @param errorType the class of the error; of a chain of Python's the last, of others the first
 * @param frames at most {@link #MOST_FRAMES}, in the order of the text, those next to the error
 */
public record StackTrace(Optional<SafeText> errorType, List<SafeText> frames) {
  /** How many frames are kept. */
  public static final int MOST_FRAMES = 50;

  private static final int MOST_LINES = 1000;

  /** Of Python's, whose last frames are kept: a few lines for each of them. */
  private static final int MOST_LINES_OF_PYTHON = 300;

  /** No frame is longer; a longer line is a message, and is not looked at. */
  private static final int LONGEST_LINE = 1000;

  private static final String PYTHON = "Traceback (most recent call last)";

  /** Copies the list. */
  public StackTrace {
    frames = List.copyOf(frames);
  }

  /**
   * Reduces a stack trace of Java, Python, JavaScript, Go, Ruby or .NET. What is not plainly a
   * frame is dropped: messages, source lines, locals, addresses. Takes any text; never throws.
   */
  public static StackTrace scrub(String text) {
    List<SafeText> frames = new ArrayList<>();
    CodeNames names = new CodeNames();
    ErrorHeading heading = new ErrorHeading();
    Optional<SafeText> raised = Optional.empty();
    Optional<SafeText> below = Optional.empty();
    boolean python = text.contains(PYTHON);
    boolean afterFrames = false;
    String before = "";
    int start = python ? lastLines(text) : 0;
    int left = MOST_LINES;
    while (left-- > 0 && start <= text.length() && (python || frames.size() < MOST_FRAMES)) {
      int end = lineEnd(text, start);
      String line = end - start > LONGEST_LINE ? "" : text.substring(start, end);
      start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      Optional<SafeText> frame = StackFrame.of(line, before, names);
      before = line;
      // The marks in place of parts may be longer than these were.
      if (frame.isPresent() && frame.get().value().length() <= LONGEST_LINE) {
        frames.add(frame.get());
        afterFrames = true;
        boolean ruby = raised.isEmpty() && !line.startsWith("at ", StackFrame.firstWord(line));
        raised = ruby ? RubyFrame.errorType(line) : raised;
      } else if (frames.isEmpty() && !python) {
        heading.read(line);
      } else if (python && afterFrames && !isSourceLine(line)) {
        below = ErrorHeading.below(line);
        afterFrames = false;
      }
    }
    int most = Math.min(MOST_FRAMES, frames.size());
    int from = python ? frames.size() - most : 0;
    Optional<SafeText> errorType = python ? below : heading.errorType();
    return new StackTrace(
        raised.isPresent() ? raised : errorType, frames.subList(from, from + most));
  }

  /** Where the last lines begin. */
  private static int lastLines(String text) {
    int start = text.length();
    for (int i = 0; i < MOST_LINES_OF_PYTHON && start > 0; i++) {
      start = text.lastIndexOf('\n', start - 1);
    }
    return Math.max(start, 0);
  }

  private static int lineEnd(String text, int start) {
    int length = text.length();
    int end = start;
    while (end < length && !endsLine(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whatever any system or script ends a line with. */
  private static boolean endsLine(char c) {
    return (c < ' ' && c >= '\n' && c <= '\r')
        || (c >= '\u0085' && (c == '\u0085' || c == '\u2028' || c == '\u2029'));
  }

  /**
   * Python shows the source below each frame, indented by more than the frame; and how often a
   * frame came again.
   */
  private static boolean isSourceLine(String line) {
    return line.isBlank()
        || line.startsWith("    ")
        || line.startsWith("  |   ")
        || line.startsWith("  [Previous line repeated ");
  }
}
