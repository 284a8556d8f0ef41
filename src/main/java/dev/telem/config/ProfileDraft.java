package dev.telem.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A profile that a publisher has yet to review, and how it is written.
 *
 * @param app the tool's name
 * @param tellsVersion whether {@code --version} prints the tool's version
 * @param incomplete whether there was more than was looked at
 * @param tool the tool itself, under the name ""
 */
public record ProfileDraft(String app, boolean tellsVersion, boolean incomplete, Command tool) {

  /** A command; names that no profile can hold are left out when it is written. */
  public record Command(
      String name,
      List<String> aliases,
      String comment,
      List<Option> options,
      List<Command> commands) {
    /** Copies the lists. */
    public Command {
      aliases = List.copyOf(aliases);
      options = List.copyOf(options);
      commands = List.copyOf(commands);
    }

    /** A command of which only the name is known. */
    public static Command named(String name) {
      return new Command(name, List.of(), "", List.of(), List.of());
    }

    /** The same command with these options and sub-commands. */
    public Command with(List<Option> ownOptions, List<Command> ownCommands) {
      return new Command(name, aliases, comment, ownOptions, ownCommands);
    }
  }

  /**
   * An option, as {@link Profile.Option}.
   *
   * @param names at least one; the long ones go first
   */
  public record Option(
      List<String> names,
      int least,
      int most,
      boolean attached,
      boolean sensitive,
      List<String> choices,
      String comment) {
    /** Copies the lists. */
    public Option {
      names = List.copyOf(names);
      choices = List.copyOf(choices);
    }

    /** The same option with other names. */
    public Option withNames(List<String> others) {
      return new Option(others, least, most, attached, sensitive, choices, comment);
    }

    /** The same option with these choices. */
    public Option withChoices(List<String> some) {
      return new Option(names, least, most, attached, sensitive, some, comment);
    }

    /** The same option with another comment. */
    public Option withComment(String other) {
      return new Option(names, least, most, attached, sensitive, choices, other);
    }

    /** The same option, whose values are secrets. */
    public Option secret() {
      return new Option(names, least, most, attached, true, List.of(), comment);
    }
  }

  /** The draft as JSON with comments, which a check accepts. */
  public String text() {
    StringBuilder out = new StringBuilder(4096);
    out.append("// A draft, from what ")
        .append(app)
        .append(" says about itself. Review every line:\n");
    out.append(
        "// the names here leave the machines of those who run it, and so do \"choices\".\n");
    if (incomplete) {
      out.append("// There were more sub-commands than could be asked.\n");
    }
    out.append("{\n  \"app\": ").append(JsonText.quoted(app)).append(",\n");
    if (tellsVersion) {
      out.append("  \"version\": {\"command\": [")
          .append(JsonText.quoted(app))
          .append(", \"--version\"]},\n");
    }
    out.append("  // \"channel\": \"stable\",\n");
    out.append(
        "  // \"environmentPrefix\": \"MYTOOL_\",  how the variables of its options begin\n");
    out.append("  // \"strict\": true,  to drop the names of options that are not listed here\n");
    out.append("  // \"level\": \"on\",\n");
    out.append(
        "  // \"destinations\": [{\"url\": \"https://telemetry.example.com/v1/events\"}],\n");
    new Writer(out).members(tool, "  ");
    return out.append("}\n").toString();
  }

  /** Writes commands and options, each name once. */
  private record Writer(StringBuilder out) {
    private static final int MAX_COMMENT = 72;

    void members(Command command, String indent) {
      options(command.options(), indent);
      commands(command.commands(), indent);
    }

    private void commands(List<Command> commands, String indent) {
      Set<String> taken = new HashSet<>();
      commands.forEach(command -> taken.add(command.name()));
      Set<String> written = new HashSet<>();
      String inner = indent + "  ";
      for (Command command : commands) {
        if (!Shape.isCommandName(command.name()) || !written.add(command.name())) {
          continue;
        }
        out.append(written.size() == 1 ? indent + "\"commands\": {\n" : "").append(inner);
        out.append(JsonText.quoted(command.name())).append(": {");
        List<String> aliases = new ArrayList<>();
        for (String alias : command.aliases()) {
          if (Shape.isCommandName(alias) && taken.add(alias)) {
            aliases.add(alias);
          }
        }
        boolean empty = command.options().isEmpty() && command.commands().isEmpty();
        if (!aliases.isEmpty()) {
          out.append("\"aliases\": ").append(list(aliases)).append(empty ? "" : ",");
        }
        if (empty) {
          out.append("},");
          comment(command.comment());
        } else {
          comment(command.comment());
          members(command, inner + "  ");
          out.append(inner).append("},\n");
        }
      }
      out.append(written.isEmpty() ? "" : indent + "},\n");
    }

    private void options(List<Option> options, String indent) {
      Set<String> taken = new HashSet<>();
      for (Option option : options) {
        List<String> names = new ArrayList<>();
        for (String name : longFirst(option.names())) {
          if (Shape.isOptionName(name) && taken.add(name)) {
            names.add(name);
          }
        }
        if (!names.isEmpty()) {
          out.append(taken.size() == names.size() ? indent + "\"options\": {\n" : "");
          out.append(indent).append("  ").append(JsonText.quoted(names.getFirst())).append(": ");
          option(option, names.subList(1, names.size()));
          comment(option.comment());
        }
      }
      out.append(taken.isEmpty() ? "" : indent + "},\n");
    }

    private static List<String> longFirst(List<String> names) {
      List<String> sorted = new ArrayList<>(names);
      sorted.sort((one, other) -> Boolean.compare(other.startsWith("--"), one.startsWith("--")));
      return sorted;
    }

    private void option(Option option, List<String> aliases) {
      List<String> members = new ArrayList<>();
      if (!aliases.isEmpty()) {
        members.add("\"aliases\": " + list(aliases));
      }
      if (option.most() > 0) {
        members.add("\"arity\": " + arity(option));
      }
      if (option.most() > 0 && option.attached()) {
        members.add("\"attached\": true");
      }
      if (option.sensitive()) {
        members.add("\"sensitive\": true");
      }
      if (option.most() > 0
          && !option.choices().isEmpty()
          && option.choices().stream().allMatch(Shape::isWord)) {
        members.add("\"choices\": " + list(option.choices()));
      }
      boolean brief = option.most() == 0 || members.size() == 1;
      if (aliases.isEmpty() && brief) {
        out.append(arity(option)).append(',');
      } else {
        out.append('{').append(String.join(", ", members)).append("},");
      }
    }

    private static String arity(Option option) {
      if (option.least() == option.most() && option.most() <= GrammarReader.MAX_ARITY) {
        return String.valueOf(option.most());
      }
      return option.most() == 1 ? "\"?\"" : option.least() == 0 ? "\"*\"" : "\"+\"";
    }

    private static String list(List<String> words) {
      List<String> quoted = words.stream().map(JsonText::quoted).toList();
      return "[" + String.join(", ", quoted) + "]";
    }

    private void comment(String comment) {
      // Other than ASCII makes reading slow, and a comment is not worth that.
      // And drafts are published: a default may be the secret of whoever made it.
      String line =
          comment
              .replaceAll("(?i)[(\\[]\\s*defaults?\\b[^)\\]]*[)\\]]?", " ")
              .replaceAll("\\S*(://|@)\\S*", " ")
              .replaceAll("[^!-~]+", " ")
              .strip();
      if (!line.isEmpty()) {
        out.append("  // ");
        out.append(
            line.length() <= MAX_COMMENT ? line : line.substring(0, MAX_COMMENT - 3) + "...");
      }
      out.append('\n');
    }
  }
}
