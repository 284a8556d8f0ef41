package dev.telem.manual;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What is asked of the description of a command, without what is hidden from people. */
final class Commands {
  private Commands() {}

  /** The command and all below it, each before its own. */
  static List<CommandSpec> all(CommandSpec root) {
    List<CommandSpec> all = new ArrayList<>(List.of(root));
    for (CommandSpec below : below(root)) {
      all.addAll(all(below));
    }
    return all;
  }

  static List<CommandSpec> below(CommandSpec command) {
    return new LinkedHashSet<>(command.subcommands().values())
        .stream()
            .map(CommandLine::getCommandSpec)
            .filter(below -> !below.usageMessage().hidden())
            .toList();
  }

  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  static List<PositionalParamSpec> words(CommandSpec command) {
    return command.positionalParameters().stream().filter(word -> !word.hidden()).toList();
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** Whether another command and its arguments follow, which are not telem's to understand. */
  static boolean wraps(CommandSpec command) {
    return command.parser().stopAtPositional()
        && words(command).stream()
            .anyMatch(word -> Expected.of(word).kind() == Expected.Kind.COMMAND);
  }

  /** Its sentences. picocli formats them, so that a percent sign is written twice. */
  static String description(String... lines) {
    return String.join(" ", lines).replace("%%", "%").replace("%n", " ").strip();
  }

  static String description(CommandSpec command) {
    return description(command.usageMessage().description());
  }

  /** Its first sentence, for a list. */
  static String summary(String description) {
    int end = description.indexOf(". ");
    String first = end < 0 ? description : description.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  /** {@code telem-log-tail}, or with another sign between the words. */
  static String name(CommandSpec command, String between) {
    return command.qualifiedName(between).toLowerCase(Locale.ROOT);
  }
}
