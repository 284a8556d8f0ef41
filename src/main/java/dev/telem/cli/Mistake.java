package dev.telem.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a call, in a person's words, and what to do next. */
final class Mistake {
  private Mistake() {}

  /** What is wrong. */
  static String sentence(ParameterException wrong) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    return switch (wrong) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
      case MissingParameterException missing -> missing(missing.getMissing(), command);
      case OverwrittenOptionException twice ->
          name(twice.getOverwritten()) + " is there more than once; name it once";
      default -> value(wrong.getArgSpec(), String.valueOf(wrong.getValue()), wrong);
    };
  }

  /** A command was named and what it is to do was not. */
  static Refusal halfSaid(CommandSpec command) {
    return Refusal.usage(
        "`" + command.qualifiedName() + "` needs one more word: " + list(words(command), "or"));
  }

  /** What to do next: the first example, and where there is more. */
  static String next(CommandSpec command) {
    String name = command.qualifiedName();
    String[] examples = command.usageMessage().footer();
    String help = "`" + name + " --help`";
    return examples.length == 0
        ? "see " + help
        : "for example `" + example(examples[0]) + "`; more in " + help;
  }

  /** Without the remark behind it, and the percent signs as they are typed. */
  private static String example(String line) {
    String example = line.strip().replace("%%", "%");
    int remark = example.indexOf("  ");
    return remark < 0 ? example : example.substring(0, remark);
  }

  private static String unmatched(UnmatchedArgumentException wrong, CommandSpec command) {
    String word = wrong.getUnmatched().getFirst();
    String name = "`" + command.qualifiedName() + "`";
    if (wrong.isUnknownOption()) {
      // What a command that runs others does not know was meant for the other one, perhaps.
      String elsewhere =
          command.parser().stopAtPositional()
              ? "; options of the command itself go behind `--` and its name"
              : "";
      String near = Nearest.question(word, options(command));
      return name + " has no option '" + word + "'" + (near.isEmpty() ? elsewhere : near);
    }
    List<String> below = words(command);
    if (!below.isEmpty()) {
      String near = Nearest.question(word, below);
      return name
          + " has no '"
          + word
          + "'"
          + (near.isEmpty() ? ", only " + list(below, "and") : near);
    }
    boolean ofTools =
        command.findOption("--app") != null && command.positionalParameters().isEmpty();
    String tool = ofTools ? "; for one tool: --app " + word : "";
    return name + " takes no more words, but got '" + word + "'" + tool;
  }

  private static String missing(List<ArgSpec> missing, CommandSpec command) {
    ArgSpec first = missing.getFirst();
    if (first.isOption()) {
      return name(first) + " needs a value: " + first.paramLabel() + explained(first);
    }
    String name = "`" + command.qualifiedName() + "` needs ";
    if (missing.size() == 1) {
      return name + first.paramLabel() + explained(first);
    }
    return name + list(missing.stream().map(ArgSpec::paramLabel).toList(), "and");
  }

  private static String value(@Nullable ArgSpec of, String value, ParameterException wrong) {
    if (of == null) {
      String message = String.valueOf(wrong.getMessage());
      return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
    return name(of)
        + (of.type().equals(boolean.class) ? " takes no value" : " takes a whole number")
        + ", but got '"
        + value
        + "'";
  }

  /** The first sentence of its description. */
  private static String explained(ArgSpec argument) {
    if (argument.completionCandidates() != null) {
      List<String> words = new ArrayList<>();
      argument.completionCandidates().forEach(words::add);
      return " (" + list(words, "or") + ")";
    }
    String description = String.join(" ", argument.description()).replace("%%", "%");
    int end = description.indexOf(". ");
    String sentence = end < 0 ? description : description.substring(0, end);
    String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    boolean name = bare.length() > 1 && Character.isUpperCase(bare.charAt(1));
    return " ("
        + (name ? bare : bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1))
        + ")";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? String.join(" or ", option.names())
        : argument.paramLabel();
  }

  private static Collection<String> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> List.of(option.names()).stream())
        .toList();
  }

  private static List<String> words(CommandSpec command) {
    return new ArrayList<>(command.subcommands().keySet());
  }

  private static String list(List<String> words, String lastBut) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " " + lastBut + " " + words.get(last);
  }
}
