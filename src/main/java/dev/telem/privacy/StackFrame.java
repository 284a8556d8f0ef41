package dev.telem.privacy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of a stack trace in the notation of one language, reduced to what may leave. */
final class StackFrame {
  private static final Pattern JAVA =
      Pattern.compile(
          "\\s*at ((?:[\\w.$@-]*/){0,2}[\\w$.<>]+)\\((Native Method|Unknown"
              + " Source(?::\\d+)?|[\\w$-]+(?:\\.\\w+(?::\\d+)?|:\\d+))\\).*");

  /** A lambda's class is numbered anew in every run. */
  private static final Pattern HIDDEN_CLASS = Pattern.compile("\\$\\$Lambda[\\w$/.]*?(?=\\.\\w+$)");

  private static final Pattern DOTNET =
      Pattern.compile(
          "\\s*at ([\\w$<>|`+,\\[\\]]+(?:\\.{1,2}[\\w$<>|`+,\\[\\]]+)+)\\([^()]*\\)"
              + "(?: in (.+):line (\\d+))?\\s*");

  private static final Pattern NODE =
      Pattern.compile(
          "\\s*at (?:async )?(?:((?:new )?[\\w$.<>#]+)(?: \\[as [\\w$. ]+])? \\()?"
              + "(.+?)(?::(\\d+):(\\d+))?\\)?(?: \\{)?\\s*");

  private static final Pattern EVAL =
      Pattern.compile("\\s*at (?:async )?([\\w$.<>#]+) \\(eval at .*<anonymous>:(\\d+):(\\d+)\\)");

  /** Firefox and Safari. */
  private static final Pattern BROWSER =
      Pattern.compile("([\\w$.<>/*]*)@(\\w[\\w.+-]*://\\S+?):(\\d+):(\\d+)");

  private static final Pattern PYTHON =
      Pattern.compile("[\\s|]*File \"(.+)\", line (\\d+)(?:, in ([\\w.<>]+))?\\s*");

  private static final Pattern RUBY =
      Pattern.compile(
          "\\s*(?:\\d+: )?(?:from )?([^:]*(?::[^:\\d][^:]*)?):(\\d+)"
              + ":in [`']([\\w?!=.#:<>()+*/ -]{1,120})'(?:: .*)?");

  private static final Pattern GO_FILE =
      Pattern.compile("\\s+(.+\\.(?:go|s)):(\\d+)(?: \\+0x[0-9a-f]+)?\\s*");

  private static final Pattern GO_FUNCTION =
      Pattern.compile(
          "(?:created by )?([\\w./~%-]+(?:\\.\\(\\*?[\\w\\[\\].]+\\))?[\\w.\\[\\]/-]*)"
              + "(?:\\([^a-z]*(?:0x.*|\\.\\.\\.)?\\))?(?: in goroutine \\d+)?");

  private StackFrame() {}

  /**
   * The frame on the line, {@code requests/api.py:59 in get}, or empty where there is none.
   *
   * @param before the line before it: Go writes the function there
   */
  static Optional<SafeText> of(String line, String before) {
    Matcher java = JAVA.matcher(line);
    if (java.matches()) {
      return java.group(1).indexOf('.') <= 0
          ? Optional.empty()
          : Optional.of(javaFrame(java.group(1), java.group(2)));
    }
    Matcher python = PYTHON.matcher(line);
    if (python.matches()) {
      return frame(python.group(1), python.group(2), python.group(3));
    }
    Matcher dotnet = DOTNET.matcher(line);
    if (dotnet.matches()) {
      return dotnet.group(2) == null
          ? Optional.of(new SafeText(dotnet.group(1)))
          : frame(dotnet.group(2), dotnet.group(3), dotnet.group(1));
    }
    Optional<SafeText> script = script(line);
    return script.isPresent() ? script : compiledOrRuby(line, before);
  }

  private static SafeText javaFrame(String method, String place) {
    return new SafeText(
        HIDDEN_CLASS.matcher(method).replaceFirst("\\$\\$Lambda") + "(" + place + ")");
  }

  private static Optional<SafeText> script(String line) {
    Matcher eval = EVAL.matcher(line);
    if (eval.matches()) {
      return frame("<anonymous>", eval.group(2) + ":" + eval.group(3), eval.group(1));
    }
    Matcher node = NODE.matcher(line);
    if (node.matches()) {
      boolean placed = node.group(3) != null;
      if (!placed) {
        return node.group(1) != null && node.group(2).equals("<anonymous>")
            ? Optional.of(new SafeText("<anonymous> in " + node.group(1)))
            : Optional.empty();
      }
      return frame(node.group(2), node.group(3) + ":" + node.group(4), node.group(1));
    }
    Matcher browser = BROWSER.matcher(line);
    return browser.matches()
        ? frame(browser.group(2), browser.group(3) + ":" + browser.group(4), browser.group(1))
        : Optional.empty();
  }

  private static Optional<SafeText> compiledOrRuby(String line, String before) {
    Matcher file = GO_FILE.matcher(line);
    if (file.matches()) {
      Matcher function = GO_FUNCTION.matcher(before);
      return frame(file.group(1), file.group(2), function.matches() ? function.group(1) : null);
    }
    Matcher ruby = RUBY.matcher(line);
    return ruby.matches() ? frame(ruby.group(1), ruby.group(2), ruby.group(3)) : Optional.empty();
  }

  private static Optional<SafeText> frame(String path, String line, @Nullable String function) {
    if (!SourcePath.isFile(path.strip())) {
      return Optional.empty();
    }
    String place = SourcePath.of(path.strip()) + ":" + line;
    boolean named = function != null && !function.isEmpty();
    return Optional.of(new SafeText(named ? place + " in " + function : place));
  }
}
