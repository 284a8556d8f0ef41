package dev.telem.help;

import dev.telem.config.ProfileDraft;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands behind "usage:": some tools list their options and commands nowhere else. */
final class UsageText {
  /** {@code [-46AaCf]}: switches in a row. */
  private static final Pattern CLUSTER = Pattern.compile("-(?=.*[A-Z0-9])[A-Za-z0-9]{3,}");

  /** How argparse shows that sub-commands follow. */
  private static final Pattern SUBPARSERS = Pattern.compile("\\{([\\w.:,-]+)\\} \\.\\.\\.");

  private final String text;

  /** All of it, with the lines joined. */
  UsageText(List<String> lines) {
    this.text = String.join(" ", lines).replaceAll("\\s+", " ");
  }

  List<ProfileDraft.Option> options() {
    List<ProfileDraft.Option> options = new ArrayList<>();
    addGroups(text, options);
    return options;
  }

  /** The groups in brackets that begin with a dash, also those inside others. */
  private static void addGroups(String text, List<ProfileDraft.Option> options) {
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' && depth++ == 0) {
        start = i + 1;
      } else if (c == ']' && depth > 0 && --depth == 0) {
        addGroup(text.substring(start, i).strip(), options);
      }
    }
  }

  private static void addGroup(String group, List<ProfileDraft.Option> options) {
    int nested = group.indexOf("[-");
    if (nested > 0) {
      addGroups(group.substring(nested), options);
    }
    String own = nested < 0 ? group : group.substring(0, nested).strip();
    own = own.endsWith(" ...") ? own.substring(0, own.length() - 4) : own;
    if (!own.startsWith("-") || own.equals("-") || own.equals("--")) {
      return;
    }
    if (CLUSTER.matcher(own).matches() && own.chars().distinct().count() == own.length()) {
      own.substring(1)
          .chars()
          .mapToObj(letter -> OptionText.readAlone("-" + (char) letter))
          .forEach(options::addAll);
      return;
    }
    List<String> alternatives = alternatives(own);
    boolean shortAndLong =
        alternatives.size() == 2
            && !alternatives.get(0).startsWith("--")
            && alternatives.get(1).startsWith("--");
    if (shortAndLong) {
      options.addAll(OptionText.readAlone(String.join(", ", alternatives)));
    } else {
      alternatives.forEach(alternative -> options.addAll(OptionText.readAlone(alternative)));
    }
  }

  private static List<String> alternatives(String group) {
    List<String> alternatives = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      depth += "<[{(".indexOf(c) >= 0 ? 1 : ">]})".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0 && c == '|' && group.substring(i + 1).stripLeading().startsWith("-")) {
        alternatives.add(group.substring(start, i).strip());
        start = i + 1;
      }
    }
    alternatives.add(group.substring(start).strip());
    return alternatives;
  }

  /**
   * The sub-commands: what argparse lists, or the words that tell the lines of a usage apart, as in
   * {@code git remote add}, {@code or: git remote rename}.
   *
   * @param path the tool and the command that was asked
   */
  List<String> commands(List<String> path) {
    Matcher subparsers = SUBPARSERS.matcher(text);
    if (subparsers.find()) {
      return List.of(subparsers.group(1).split(",", -1));
    }
    Set<String> words = new LinkedHashSet<>();
    Matcher line =
        Pattern.compile(
                Pattern.quote(String.join(" ", path))
                    + "(?: \\[-[^\\]]*\\])* ([a-z][a-z-]+)(?= |$)")
            .matcher(text);
    while (line.find()) {
      if (!line.group(1).equals(path.getFirst())) {
        words.add(line.group(1));
      }
    }
    return words.size() < 2 ? List.of() : List.copyOf(words);
  }
}
