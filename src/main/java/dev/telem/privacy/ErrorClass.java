package dev.telem.privacy;

import java.util.List;
import java.util.Optional;

/**
 * The class of an error by its form. It stands beside messages and other lines, whose words must
 * not be taken for it: so it is one only where it ends as the classes of errors do.
 */
final class ErrorClass {
  /** How the names of such classes end. */
  private static final List<String> USUAL =
      List.of(
          "Error",
          "Err",
          "Exception",
          "ExceptionGroup",
          "Throwable",
          "Warning",
          "Failure",
          "Failed",
          "Fault",
          "Panic",
          "Interrupt",
          "Exit",
          "Abort",
          "Aborted",
          "Timeout",
          "Expired",
          "Cancelled",
          "NotFound",
          "NotAllowed",
          "NotSupported",
          "AlreadyExists",
          "DoesNotExist",
          "Invalid",
          "Denied",
          "Refused",
          "Rejected",
          "Forbidden",
          "Unauthorized",
          "Unavailable",
          "Exceeded",
          "Violation",
          "StopIteration",
          "StopAsyncIteration",
          "ThreadDeath");

  /** How a namespace ends that says of its classes what their names do not. */
  private static final List<String> OF_ERRORS = List.of("rrors", "xceptions", "rror", "xception");

  private static final String OF_SYSTEM = "Errno::E";
  private static final int LONGEST_OF_SYSTEM = 24;

  private ErrorClass() {}

  /**
   * The class that the whole text names, without its namespace where that looks random; empty where
   * it names none.
   */
  static Optional<SafeText> of(String name) {
    if (isOfSystem(name)) {
      return Optional.of(new SafeText(name));
    }
    int own = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1;
    int letter = name.startsWith("_", own) ? own + 1 : own;
    if (letter >= name.length() || !Ascii.isUpper(name.charAt(letter))) {
      return Optional.empty();
    }
    boolean usual = endsUsually(name);
    if (!usual && !isOfErrors(name, own)) {
      return Optional.empty();
    }
    Optional<SafeText> whole = Reported.errorType(name);
    return usual && whole.isEmpty() ? Reported.errorType(name.substring(own)) : whole;
  }

  /** Behind words with dots or double colons in between; where it starts if there is none. */
  static int end(String line, int start) {
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

  private static boolean endsUsually(String name) {
    for (int i = 0; i < USUAL.size(); i++) {
      if (name.endsWith(USUAL.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfErrors(String name, int own) {
    int end = own;
    while (end > 0 && ".:".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    String namespace = name.substring(0, end);
    for (int i = 0; i < OF_ERRORS.size(); i++) {
      if (namespace.endsWith(OF_ERRORS.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** {@code Errno::ENOENT}: Ruby's name of what a call to the system answered. */
  private static boolean isOfSystem(String name) {
    boolean capitals = name.startsWith(OF_SYSTEM) && name.length() <= LONGEST_OF_SYSTEM;
    for (int i = OF_SYSTEM.length(); i < name.length() && capitals; i++) {
      capitals = Ascii.isUpper(name.charAt(i));
    }
    return capitals;
  }
}
