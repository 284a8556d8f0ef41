package dev.telem.privacy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A frame of JavaScript: of V8, or of the other browsers. */
final class ScriptFrame {
  private ScriptFrame() {}

  /** {@code at}, perhaps a function, and a place. */
  static Optional<SafeText> of(String line) {
    if (line.contains(" (eval at ")) {
      Matcher eval = Evaluated.PATTERN.matcher(line);
      if (eval.matches()) {
        return StackFrame.frame("<anonymous>", eval.group(2) + ":" + eval.group(3), eval.group(1));
      }
    }
    int from = line.indexOf("at ") + "at ".length();
    from += line.startsWith("async ", from) ? "async ".length() : 0;
    int nameEnd = functionEnd(line, from);
    int bracket = nameEnd < 0 ? -1 : bracket(line, nameEnd);
    // A function is one only where something follows its bracket.
    boolean named = bracket > 0 && bracket + 1 < line.length();
    return at(
        line.substring(named ? bracket + 1 : from), named ? line.substring(from, nameEnd) : null);
  }

  /** Behind {@code handle} or {@code new Session}; -1 where there is no such name. */
  private static int functionEnd(String line, int from) {
    int end = nameEnd(line, from);
    if (line.startsWith("new ", from)) {
      int made = nameEnd(line, from + "new ".length());
      end = made > from + "new ".length() ? made : end;
    }
    return end == from ? -1 : end;
  }

  private static int nameEnd(String line, int from) {
    int end = from;
    while (end < line.length() && isOfName(line.charAt(end), "_$.<>#")) {
      end++;
    }
    return end;
  }

  private static boolean isOfName(char c, String others) {
    return Ascii.isLetterOrDigit(c) || others.indexOf(c) >= 0;
  }

  /** The bracket behind the name, and perhaps another name; -1 where there is none. */
  private static int bracket(String line, int nameEnd) {
    int at = nameEnd;
    if (line.startsWith(" [as ", at)) {
      int other = at + " [as ".length();
      int end = other;
      while (end < line.length() && isOfName(line.charAt(end), "_$. ")) {
        end++;
      }
      at = end > other && line.startsWith("]", end) ? end + 1 : at;
    }
    return line.startsWith(" (", at) ? at + 1 : -1;
  }

  /** {@code /a/b.js:3:14)}, the bracket and what the console puts behind it perhaps. */
  private static Optional<SafeText> at(String text, @Nullable String function) {
    String place = text.stripTrailing();
    place = without(without(place, " {"), ")");
    int column = numberStart(place, place.length());
    int row = column < 0 ? -1 : numberStart(place, column - 1);
    if (row > 1) {
      return StackFrame.frame(place.substring(0, row - 1), place.substring(row), function);
    }
    return function != null && place.equals("<anonymous>")
        ? Optional.of(new SafeText("<anonymous> in " + function))
        : Optional.empty();
  }

  private static String without(String text, String end) {
    return text.length() > end.length() && text.endsWith(end)
        ? text.substring(0, text.length() - end.length())
        : text;
  }

  /** Where the number that ends there, with a colon before it, begins; -1 where there is none. */
  private static int numberStart(String text, int end) {
    int start = end;
    while (start > 0 && Ascii.isDigit(text.charAt(start - 1))) {
      start--;
    }
    return start > 0 && start < end && text.charAt(start - 1) == ':' ? start : -1;
  }

  /** Firefox and Safari: a function, {@code @}, a URL. */
  static Optional<SafeText> ofBrowser(String line) {
    Matcher browser = Browser.PATTERN.matcher(line);
    return browser.matches()
        ? StackFrame.frame(
            browser.group(2), browser.group(3) + ":" + browser.group(4), browser.group(1))
        : Optional.empty();
  }

  private static final class Evaluated {
    static final Pattern PATTERN =
        Pattern.compile(
            "\\s*at (?:async )?([\\w$.<>#]+) \\(eval at .*<anonymous>:(\\d+):(\\d+)\\)");
  }

  private static final class Browser {
    static final Pattern PATTERN =
        Pattern.compile("([\\w$.<>/*]*)@(\\w[\\w.+-]*://\\S+?):(\\d+):(\\d+)");
  }
}
