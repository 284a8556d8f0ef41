package dev.telem.help;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal would show of a program's output, without its looks. */
final class PlainText {
  /** Colours, and the links of newer terminals. */
  private static final Pattern ESCAPES =
      Pattern.compile("\\x1b(\\[[0-9;?]*[A-Za-z]|\\].*?(\\x07|\\x1b\\\\)|[()][A-Z0-9])");

  /** Bold and underlined, as man writes them for a teletype. */
  private static final Pattern OVERSTRUCK = Pattern.compile(".\\x08");

  private static final int TAB = 8;

  private PlainText() {}

  static List<String> lines(String text) {
    Matcher escapes = ESCAPES.matcher(text);
    String plain = OVERSTRUCK.matcher(escapes.replaceAll("")).replaceAll("").replace("\r", "");
    return plain.lines().map(PlainText::withoutTabs).map(String::stripTrailing).toList();
  }

  /** How many blanks a line begins with. */
  static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  private static String withoutTabs(String line) {
    if (line.indexOf('\t') < 0) {
      return line;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\t') {
        plain.repeat(' ', TAB - plain.length() % TAB);
      } else {
        plain.append(line.charAt(i));
      }
    }
    return plain.toString();
  }
}
