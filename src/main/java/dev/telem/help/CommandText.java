package dev.telem.help;

import dev.telem.config.ProfileDraft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a help text lists sub-commands: {@code name, alias [ARGUMENTS] what it does}. */
final class CommandText {
  private static final String NAME = "[a-z0-9][A-Za-z0-9._:+-]*[A-Za-z0-9]|[a-z0-9]";
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s+(?<name>"
              + NAME
              + ")\\*?(?<aliases>(?:, ?(?:"
              + NAME
              + "))*)(?: \\((?<others>[\\w, .:-]+)\\))?(?<arguments>(?: (?:[A-Z][^a-z"
              + " ]*|\\[[^\\]]*\\]+|<[^>]*>)(?:\\.\\.\\.)?)*)(?:\\s{2,}(?:="
              + " )?(?<comment>\\S.*)|\\s+- (?<dashed>.*)|(?<end>)$| (?<plain>[A-Z][a-z].*))");

  /** npm lists its commands so: {@code access, adduser, audit,}. */
  private static final Pattern LIST =
      Pattern.compile("\\s+(?:" + NAME + ")(?:, (?:" + NAME + "))*(?<more>,)?");

  /** openssl lists its commands so, in columns. */
  private static final Pattern COLUMNS =
      Pattern.compile("\\s*(?:" + NAME + ")(?:\\s{2,}(?:" + NAME + ")){2,}");

  private boolean inList;
  private int indent = -1;

  /** A new section begins. */
  void begin() {
    indent = -1;
    inList = false;
  }

  /** The commands of a line in a list of commands; none where it holds something else. */
  List<ProfileDraft.Command> read(String line) {
    Matcher list = LIST.matcher(line);
    if (list.matches()) {
      boolean more = list.group("more") != null;
      long names = line.chars().filter(c -> c == ',').count() + 1;
      if (inList || more || names > 3) {
        inList = more;
        return named(line.strip().split(",\\s*", 0));
      }
    }
    inList = false;
    if (COLUMNS.matcher(line).matches()) {
      return named(line.strip().split("\\s{2,}", 0));
    }
    Matcher entry = ENTRY.matcher(line);
    if (!entry.matches() || (entry.group("plain") != null && entry.group("arguments").isEmpty())) {
      return List.of();
    }
    int here = PlainText.indent(line);
    if (indent < 0 || here < indent) {
      indent = here;
    }
    if (here > indent + 1) {
      return List.of();
    }
    return List.of(command(entry));
  }

  private static ProfileDraft.Command command(Matcher entry) {
    List<String> aliases = new ArrayList<>();
    String others = entry.group("others") == null ? "" : entry.group("others");
    for (String alias : (entry.group("aliases") + "," + others).split(",", -1)) {
      if (!alias.isBlank()) {
        aliases.add(alias.strip());
      }
    }
    String comment = "";
    for (String group : List.of("comment", "dashed", "plain")) {
      comment = entry.group(group) == null ? comment : entry.group(group);
    }
    return new ProfileDraft.Command(entry.group("name"), aliases, comment, List.of(), List.of());
  }

  private static List<ProfileDraft.Command> named(String... names) {
    return Arrays.stream(names).map(ProfileDraft.Command::named).toList();
  }
}
