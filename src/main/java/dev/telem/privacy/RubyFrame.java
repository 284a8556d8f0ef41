package dev.telem.privacy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A frame of Ruby: the file, the line, {@code in} and the quoted method. */
final class RubyFrame {
  private static final Pattern PATTERN =
      Pattern.compile(
          "\\s*(?:\\d+: )?(?:from )?([^:]*(?::[^:\\d][^:]*)?):(\\d+)"
              + ":in [`']([\\w?!=.#:<>()+*/ -]{1,120})'(?:: .*)?");

  private RubyFrame() {}

  static Optional<SafeText> of(String line) {
    Matcher ruby = PATTERN.matcher(line);
    return ruby.matches()
        ? StackFrame.frame(ruby.group(1), ruby.group(2), ruby.group(3))
        : Optional.empty();
  }
}
