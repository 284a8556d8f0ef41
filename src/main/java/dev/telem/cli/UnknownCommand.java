package dev.telem.cli;

import dev.telem.run.Executable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A first word that telem does not know: what may have been meant, and what to type. */
final class UnknownCommand {
  private static final String ALL = "`telem --help` lists the commands of telem";

  /** More of a command line than this is not repeated. */
  private static final int LONGEST_LINE = 300;

  private final CommandSpec telem;
  private final List<String> words;
  private final String first;

  UnknownCommand(CommandSpec telem, List<String> words) {
    this.telem = telem;
    this.words = words;
    this.first = words.getFirst();
  }

  /** What to tell, each on a line of its own. */
  List<String> lines(Surface surface) {
    if (first.isEmpty()) {
      return List.of("the first word is empty; is a variable in it not set?", ALL);
    }
    if (first.equals("--")) {
      return words.size() == 1
          ? List.of("there is no command behind `--`; to run one: telem run -- mytool", ALL)
          : List.of("`run` is missing before `--`; type: telem run " + line(words), ALL);
    }
    return first.startsWith("-") ? option() : command(surface);
  }

  /** For {@code telem help WORD}: nothing was to be run. */
  List<String> linesForHelp() {
    String name = telem.qualifiedName();
    return List.of(
        "there is no `" + name + " " + first + "`" + question(nearest()),
        "`" + name + " --help` lists what there is");
  }

  private List<String> option() {
    CommandLine run = telem.subcommands().get("run");
    String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
    if (run != null && run.getCommandSpec().findOption(name) != null) {
      return List.of(
          "options stand behind a command, such as `run`; type: telem run " + line(words), ALL);
    }
    List<String> own = new ArrayList<>();
    for (OptionSpec option : telem.options()) {
      own.addAll(List.of(option.names()));
    }
    return List.of("telem has no option '" + first + "'" + Nearest.question(first, own), ALL);
  }

  private List<String> command(Surface surface) {
    List<String> nearest = nearest();
    List<String> lines = new ArrayList<>();
    lines.add("there is no command '" + first + "'" + question(nearest));
    String path = surface.environment().getOrDefault("PATH", "");
    if (nearest.isEmpty() || Executable.find(first, path, surface.workingDirectory()).isPresent()) {
      lines.add("to run it with telemetry: telem run -- " + line(words));
    }
    lines.add(ALL);
    return lines;
  }

  private static String question(List<String> nearest) {
    return nearest.isEmpty() ? "" : "; did you mean `" + String.join("` or `", nearest) + "`?";
  }

  /**
   * The calls that may have been meant: {@code telem status} for {@code stauts}, {@code telem log
   * tail} for {@code tail}, {@code telem level off} for {@code off}.
   */
  private List<String> nearest() {
    Map<String, String> calls = new LinkedHashMap<>();
    telem
        .subcommands()
        .keySet()
        .forEach(name -> calls.put(name, telem.qualifiedName() + " " + name));
    List<String> own = Nearest.to(first, calls.keySet()).stream().map(calls::get).toList();
    if (!own.isEmpty()) {
      return own;
    }
    List<String> deeper = new ArrayList<>();
    for (CommandLine command : telem.subcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      List<String> next = new ArrayList<>(spec.subcommands().keySet());
      for (PositionalParamSpec word : spec.positionalParameters()) {
        if (word.completionCandidates() != null) {
          word.completionCandidates().forEach(next::add);
        }
      }
      if (next.contains(first)) {
        deeper.add(spec.qualifiedName() + " " + first);
      }
    }
    return deeper;
  }

  /** As a shell would read it again. */
  private static String line(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ");
      line.append(
          word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
      if (line.length() > LONGEST_LINE) {
        return line.substring(0, LONGEST_LINE) + "…";
      }
    }
    return line.toString();
  }
}
