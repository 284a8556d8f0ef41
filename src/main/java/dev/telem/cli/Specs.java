package dev.telem.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builds the descriptions of commands that picocli parses and prints. */
final class Specs {
  private Specs() {}

  /** A command with a summary and perhaps more sentences, a {@code --help}, and examples. */
  static CommandSpec command(String name, String sentence, String... examples) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(summaryAndRest(sentence)).sortOptions(false);
    spec.usageMessage().abbreviateSynopsis(false);
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    if (examples.length > 0) {
      spec.usageMessage().footerHeading("%nExamples:%n").footer(indented(examples));
    }
    return spec;
  }

  /** The first sentence stands for the command in lists of commands: on a line of its own. */
  private static String[] summaryAndRest(String sentences) {
    int end = sentences.indexOf(". ") + 1;
    return end == 0
        ? new String[] {sentences}
        : new String[] {sentences.substring(0, end), sentences.substring(end + 1)};
  }

  static OptionSpec flag(String sentence, String name, String... others) {
    return OptionSpec.builder(name, others).type(boolean.class).description(sentence).build();
  }

  static OptionSpec value(String label, String sentence, String name, String... others) {
    return OptionSpec.builder(name, others)
        .type(String.class)
        .paramLabel(label)
        .description(sentence)
        .build();
  }

  static OptionSpec number(String label, String sentence, String name, String... others) {
    return OptionSpec.builder(name, others)
        .type(int.class)
        .paramLabel(label)
        .description(sentence)
        .build();
  }

  /** A value that is one of these words. */
  static OptionSpec choice(String label, String sentence, List<String> words, String name) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(sentence)
        .completionCandidates(words)
        .build();
  }

  /** One word of these. */
  static PositionalParamSpec choice(
      String label, String arity, String sentence, List<String> words) {
    return positional(label, arity, sentence)
        .type(String.class)
        .completionCandidates(words)
        .build();
  }

  /** One word, which may be optional. */
  static PositionalParamSpec word(String label, String arity, String sentence) {
    return positional(label, arity, sentence).type(String.class).build();
  }

  /** One of several words, by its place. */
  static PositionalParamSpec wordAt(int place, String label, String arity, String sentence) {
    return positional(label, arity, sentence)
        .index(String.valueOf(place))
        .type(String.class)
        .build();
  }

  /** All words from this place on, or none. */
  static PositionalParamSpec anyWordsFrom(int place, String label, String sentence) {
    return positional(label, "0..*", sentence)
        .index(place + "..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .build();
  }

  /** All words that are left, at least one. */
  static PositionalParamSpec words(String label, String sentence) {
    return positional(label, "1..*", sentence)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .build();
  }

  /** All words that are left, or none. */
  static PositionalParamSpec anyWords(String label, String sentence) {
    return positional(label, "0..*", sentence)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .build();
  }

  private static PositionalParamSpec.Builder positional(
      String label, String arity, String sentence) {
    return PositionalParamSpec.builder()
        .arity(arity)
        .required(!arity.startsWith("0"))
        .paramLabel(label)
        .description(sentence);
  }

  private static String[] indented(String... lines) {
    String[] result = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      // picocli formats these: a percent sign would be a directive.
      result[i] = "  " + lines[i].replace("%", "%%");
    }
    return result;
  }
}
