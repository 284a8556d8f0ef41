package dev.telem.help;

import dev.telem.config.ProfileDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a help text of any layout that is in use. What it does not understand it passes over. */
final class HelpReader {
  private static final Pattern USAGE =
      Pattern.compile("\\s*(usage|synopsis)(:.*|\\s*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMANDS = Pattern.compile("\\b(sub)?commands\\b");
  private static final Pattern NEITHER =
      Pattern.compile(
          "\\b(examples?|environment|alias(es)?|external|formats?|interfaces|topics|guides|concepts|exit|see"
              + " also|low-level)\\b");
  private static final Pattern PLAIN_HEADING = Pattern.compile("[A-Z][^.'\"`]*");
  private static final int LONGEST_HEADING = 80;
  private static final int MAX_WORDS_OF_PLAIN_HEADING = 6;

  private enum Kind {
    COMMANDS,
    OPTIONS,
    USAGE,
    NEITHER
  }

  private final List<String> lines;
  private final List<String> path;
  private final List<ProfileDraft.Option> options = new ArrayList<>();
  private final Map<String, ProfileDraft.Command> commands = new LinkedHashMap<>();
  private final List<String> usage = new ArrayList<>();
  private final CommandText commandText = new CommandText();
  private Kind kind = Kind.OPTIONS;
  private int column = Integer.MAX_VALUE;
  private int indent;
  private boolean mayContinue;

  private HelpReader(List<String> lines, List<String> path) {
    this.lines = lines;
    this.path = path;
  }

  /**
   * What a help text tells.
   *
   * @param path the tool's name and the sub-command that was asked
   */
  static Page read(String text, List<String> path) {
    HelpReader reader = new HelpReader(PlainText.lines(text), path);
    reader.lines.forEach(reader::line);
    return reader.page(text);
  }

  private void line(String line) {
    if (kind == Kind.USAGE && line.strip().startsWith("-")) {
      kind = Kind.OPTIONS;
    }
    if (line.isBlank()) {
      mayContinue = false;
      kind = kind == Kind.USAGE && usage.size() > 1 ? Kind.OPTIONS : kind;
    } else if (USAGE.matcher(line).matches()) {
      kind = Kind.USAGE;
      usage.add(line.replaceFirst("(?i)^\\s*(usage|synopsis)\\b:?", ""));
    } else if (isHeading(line)) {
      begin(line);
    } else if ((kind == Kind.USAGE && PlainText.indent(line) > 0)
        || line.strip().startsWith("[-")) {
      usage.add(line);
    } else if (!continues(line)) {
      entry(line);
    }
  }

  private static boolean isHeading(String line) {
    String text = line.strip();
    if (text.startsWith("-") || text.length() > LONGEST_HEADING || PlainText.indent(line) > 2) {
      return false;
    }
    return text.endsWith(":")
        || (PlainText.indent(line) == 0
            && PLAIN_HEADING.matcher(text).matches()
            && text.split("\\s+", -1).length <= MAX_WORDS_OF_PLAIN_HEADING);
  }

  private void begin(String heading) {
    String text = heading.toLowerCase(Locale.ROOT);
    boolean colon = text.endsWith(":");
    mayContinue = false;
    if (NEITHER.matcher(text).find()) {
      kind = Kind.NEITHER;
    } else if (COMMANDS.matcher(text).find()) {
      kind = Kind.COMMANDS;
    } else if (colon || text.contains("option")) {
      kind = Kind.OPTIONS;
    }
    commandText.begin();
  }

  /** Whether a line goes on explaining the entry above it. */
  private boolean continues(String line) {
    int here = PlainText.indent(line);
    boolean further = here >= column || (here > indent && !line.strip().startsWith("-"));
    if (!mayContinue || !further) {
      return false;
    }
    ProfileDraft.Option last = options.removeLast();
    column = last.comment().isEmpty() ? here : column;
    options.add(
        last.withComment((last.comment() + " " + line.strip().replaceFirst("^= ", "")).strip()));
    return true;
  }

  private void entry(String line) {
    List<ProfileDraft.Option> found =
        kind == Kind.NEITHER || kind == Kind.USAGE ? List.of() : OptionText.read(line);
    if (!found.isEmpty()) {
      // The opposite of a switch goes first, so that what follows explains the switch itself.
      options.addAll(found.reversed());
      String comment = found.getFirst().comment();
      column = comment.isEmpty() ? Integer.MAX_VALUE : line.length() - comment.length();
      indent = PlainText.indent(line);
      mayContinue = true;
    } else if (kind == Kind.COMMANDS) {
      mayContinue = false;
      commandText.read(line).forEach(command -> commands.putIfAbsent(command.name(), command));
    }
  }

  private Page page(String text) {
    UsageText used = new UsageText(usage);
    for (String name : used.commands(path)) {
      if (commands.values().stream().noneMatch(other -> other.aliases().contains(name))) {
        commands.putIfAbsent(name, explained(name));
      }
    }
    for (ProfileDraft.Option option : used.options()) {
      addUsed(option);
    }
    return new Page(
        text,
        options.stream().map(HelpReader::withListedChoices).toList(),
        List.copyOf(commands.values()));
  }

  /** What the usage tells besides the list: an option of its own, or that one takes a value. */
  private void addUsed(ProfileDraft.Option used) {
    Set<String> unknown = new LinkedHashSet<>(used.names());
    for (int i = 0; i < options.size(); i++) {
      ProfileDraft.Option listed = options.get(i);
      if (unknown.removeAll(listed.names()) && listed.most() == 0 && used.most() > 0) {
        options.set(i, used.withNames(listed.names()).withComment(listed.comment()));
      }
    }
    unknown.removeIf(this::isClusterOfListed);
    if (!unknown.isEmpty()) {
      options.add(used.withNames(List.copyOf(unknown)));
    }
  }

  /** picocli's usage shows {@code [-hV]} for switches that are listed one by one. */
  private boolean isClusterOfListed(String name) {
    return !name.startsWith("--")
        && name.length() > 2
        && name.substring(1)
            .chars()
            .mapToObj(letter -> "-" + (char) letter)
            .allMatch(
                single -> options.stream().anyMatch(option -> option.names().contains(single)));
  }

  /** argparse explains its sub-commands among the positional arguments. */
  private ProfileDraft.Command explained(String name) {
    Pattern line = Pattern.compile("\\s+" + Pattern.quote(name) + "( \\([^)]*\\))?\\s{2,}\\S.*");
    return lines.stream()
        .filter(text -> line.matcher(text).matches())
        .flatMap(text -> new CommandText().read(text).stream())
        .findFirst()
        .orElse(ProfileDraft.Command.named(name));
  }

  private static ProfileDraft.Option withListedChoices(ProfileDraft.Option option) {
    boolean open = option.most() == 1 && option.choices().isEmpty();
    return open ? option.withChoices(Values.listedIn(option.comment())) : option;
  }
}
