package dev.telem.privacy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A frame of JavaScript: of V8, or of the other browsers. */
final class ScriptFrame {
  private static final String ANONYMOUS = "<anonymous>";
  private static final String EVALUATED = " (eval at ";

  private ScriptFrame() {}

  /** {@code at}, perhaps a function, and a place. */
  static Optional<SafeText> of(String line, CodeNames names) {
    int from = line.indexOf("at ") + "at ".length();
    from += line.startsWith("async ", from) ? "async ".length() : 0;
    int nameEnd = functionEnd(line, from);
    if (nameEnd > 0 && line.startsWith(EVALUATED, nameEnd)) {
      // Between the two places stands the source of what was evaluated, or where that was.
      int place = line.lastIndexOf(ANONYMOUS + ":");
      return place < nameEnd
          ? Optional.empty()
          : at(line.substring(place), line.substring(from, nameEnd), names);
    }
    int bracket = nameEnd < 0 ? -1 : bracket(line, nameEnd);
    // A function is one only where something follows its bracket.
    boolean named = bracket > 0 && bracket + 1 < line.length();
    return at(
        line.substring(named ? bracket + 1 : from),
        named ? line.substring(from, nameEnd) : null,
        names);
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
  private static Optional<SafeText> at(String text, @Nullable String function, CodeNames names) {
    @Nullable String named = function == null ? null : names.of(function);
    String place = text.stripTrailing();
    place = without(without(place, " {"), ")");
    int column = numberStart(place, place.length());
    int row = column < 0 ? -1 : numberStart(place, column - 1);
    if (row > 1) {
      return StackFrame.frame(place.substring(0, row - 1), place.substring(row), named, names);
    }
    return named != null && place.equals(ANONYMOUS)
        ? Optional.of(new SafeText(ANONYMOUS + " in " + named))
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
  static Optional<SafeText> ofBrowser(String line, CodeNames names) {
    int at = line.indexOf('@');
    for (int i = 0; i < at; i++) {
      if (!isOfName(line.charAt(i), "_$.<>/*")) {
        return Optional.empty();
      }
    }
    boolean url = line.indexOf("://", at) > at + 1 && Ascii.isLetter(line.charAt(at + 1));
    return url && line.indexOf(' ') < 0 && line.indexOf('\t') < 0
        ? at(line.substring(at + 1), line.substring(0, at), names)
        : Optional.empty();
  }
}
