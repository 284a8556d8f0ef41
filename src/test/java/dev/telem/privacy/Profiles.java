package dev.telem.privacy;

import dev.telem.privacy.Vocabulary.Arity;
import dev.telem.privacy.Vocabulary.Command;
import dev.telem.privacy.Vocabulary.Option;
import java.util.ArrayList;
import java.util.List;

/** Vocabularies as publishers would write them: of git, of a tool made with picocli, of java. */
final class Profiles {
  static final Vocabulary GIT =
      new Vocabulary(
          List.of(
              command(
                  "commit",
                  List.of("ci"),
                  List.of(),
                  option(Arity.ONE, "-m", "--message"),
                  option(Arity.NONE, "-a", "--all"),
                  option(Arity.NONE, "--amend"),
                  option(Arity.NONE, "-v", "--verbose"),
                  option(Arity.OPTIONAL, "-u", "--untracked-files"),
                  choice("--cleanup", "strip", "verbatim")),
              command(
                  "remote",
                  List.of(),
                  List.of(
                      command("add", List.of(), List.of(), option(Arity.ONE, "-t")),
                      command("remove", List.of("rm"), List.of()))),
              command("log", List.of(), List.of(), option(Arity.ONE, "-n", "--max-count"))),
          List.of(
              option(Arity.ONE, "-C"),
              option(Arity.ONE, "-c"),
              option(Arity.NONE, "--no-pager"),
              option(Arity.OPTIONAL, "--exec-path"),
              option(Arity.ONE, "--git-dir")),
          false,
          "GIT_");

  static final Vocabulary STRICT_GIT =
      new Vocabulary(GIT.commands(), GIT.options(), true, GIT.environmentPrefix());

  /** As of ls or ssh: nearly every letter and digit is a flag. */
  static final Vocabulary LETTERS =
      new Vocabulary(
          List.of(),
          flags("abcdefghijklmnoqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
          false,
          "");

  static final Vocabulary PICOCLI =
      new Vocabulary(
          List.of(
              command(
                  "deploy",
                  List.of(),
                  List.of(),
                  option(Arity.ONE, "-o", "--output-dir", "--outputDir"),
                  option(Arity.MANY, "-f", "--files"),
                  option(new Arity(2, 2), "--range"),
                  option(new Arity(1, Integer.MAX_VALUE), "--hosts"),
                  option(Arity.NONE, "--force"),
                  new Option(List.of("--pins"), Arity.MANY, false, true, List.of()),
                  choice("--format", "json", "yaml"))),
          List.of(
              option(Arity.NONE, "-v", "--verbose"),
              option(Arity.NONE, "-q"),
              option(new Arity(2, 2), "--pair"),
              option(Arity.ONE, "-p", "--password"),
              option(Arity.NONE, "--token"),
              new Option(List.of("-s"), Arity.NONE, false, true, List.of()),
              new Option(List.of("--vault"), Arity.ONE, false, true, List.of("none")),
              new Option(List.of("-D", "--define"), Arity.ONE, true, false, List.of())),
          false,
          "MYTOOL");

  static final Vocabulary JAVA =
      new Vocabulary(
          List.of(),
          List.of(
              option(Arity.ONE, "-cp", "-classpath", "--class-path"),
              option(Arity.NONE, "-version"),
              option(Arity.ONE, "-jar"),
              new Option(List.of("-D"), Arity.NONE, true, false, List.of()),
              new Option(List.of("-Xmx"), Arity.NONE, true, false, List.of("1g", "2g")),
              new Option(List.of("-XX:"), Arity.NONE, true, false, List.of("+UseSerialGC")),
              option(Arity.OPTIONAL, "-Xlog"),
              option(Arity.NONE, "-Xlog:os"),
              option(Arity.ONE, "/out"),
              option(Arity.NONE, "+x")),
          false,
          "");

  private Profiles() {}

  static Option option(Arity arity, String... names) {
    return new Option(List.of(names), arity, false, false, List.of());
  }

  static Command command(
      String name, List<String> aliases, List<Command> commands, Option... options) {
    return new Command(name, aliases, commands, List.of(options));
  }

  private static Option choice(String name, String... choices) {
    return new Option(List.of(name), Arity.ONE, false, false, List.of(choices));
  }

  private static List<Option> flags(String letters) {
    List<Option> flags = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      flags.add(option(Arity.NONE, "-" + letters.charAt(i)));
    }
    return flags;
  }
}
