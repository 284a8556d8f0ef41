package dev.telem.privacy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class of an error, told from the lines of a stack trace that also hold its message. */
final class ErrorClass {
  private static final int LONGEST = 200;
  private static final String NAME = "([A-Za-z_$][\\w$]*(?:(?:\\.|::)[\\w$]+)*)";

  private static final Pattern BEFORE_FRAMES =
      Pattern.compile(
          "(Exception in thread \"[^\"]*\" |Unhandled exception\\. |Unhandled Exception: "
              + "|Uncaught (?:\\(in promise\\) )?)?"
              + NAME
              + "(?: \\[\\w+])?(?:: .*|:)?\\s*");

  private static final Pattern AFTER_FRAMES =
      Pattern.compile("[|\\s]{0,8}" + NAME + "(?:: .*|:)?\\s*");

  private static final Pattern IN_BRACKETS =
      Pattern.compile("[^ ]*:\\d+:in [`'].*'?: .*\\(([A-Z]\\w*(?:::\\w+)*)\\)\\s*");

  private static final Pattern GO = Pattern.compile("(panic|fatal error): .*");

  /** How the names of such classes end where nothing else tells them from words. */
  private static final Pattern USUAL =
      Pattern.compile(
          ".*(?:Error|Exception|Throwable|Warning|Failure|Fault|Interrupt|Exit|Timeout)|"
              + "(?:[\\w$]+\\.)+[A-Z][\\w$]*");

  private ErrorClass() {}

  /**
   * The class on a line before the first frame: of Java, JavaScript, .NET, Ruby, Go ({@code
   * panic}).
   */
  static Optional<SafeText> beforeFrames(String line) {
    Matcher go = GO.matcher(line);
    if (go.matches()) {
      return safe(go.group(1));
    }
    Matcher ruby = IN_BRACKETS.matcher(line);
    if (ruby.matches()) {
      return safe(ruby.group(1));
    }
    Matcher named = BEFORE_FRAMES.matcher(line);
    boolean found =
        named.matches() && (named.group(1) != null || USUAL.matcher(named.group(2)).matches());
    return found ? safe(named.group(2)) : Optional.empty();
  }

  /** The class on the line after Python's last frame. */
  static Optional<SafeText> afterFrames(String line) {
    Matcher named = AFTER_FRAMES.matcher(line);
    return named.matches() ? safe(named.group(1)) : Optional.empty();
  }

  private static Optional<SafeText> safe(String name) {
    return name.length() > LONGEST ? Optional.empty() : Optional.of(new SafeText(name));
  }
}
