package dev.telem.privacy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A frame of .NET: {@code at}, the method and its parameters, perhaps a file. */
final class DotNetFrame {
  private static final Pattern PATTERN =
      Pattern.compile(
          "\\s*at ([\\w$<>|`+,\\[\\]]+(?:\\.{1,2}[\\w$<>|`+,\\[\\]]+)+)\\([^()]*\\)"
              + "(?: in (.+):line (\\d+))?\\s*");

  private DotNetFrame() {}

  static Optional<SafeText> of(String line) {
    Matcher dotnet = PATTERN.matcher(line);
    if (!dotnet.matches()) {
      return Optional.empty();
    }
    return dotnet.group(2) == null
        ? Optional.of(new SafeText(dotnet.group(1)))
        : StackFrame.frame(dotnet.group(2), dotnet.group(3), dotnet.group(1));
  }
}
