package dev.telem.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code --help} says that there is, for tests of what else has to know it. */
final class Manuals {
  private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z][a-z-]*)");
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z-]+)(?:  |$)");

  /** It is always the same, and asked for by many tests. */
  private static final Map<String, String> HELP = new ConcurrentHashMap<>();

  private Manuals() {}

  /** Every command, as {@code log tail}; the first is telem itself, the empty text. */
  static List<String> commands(Program program) {
    List<String> all = new ArrayList<>(List.of(""));
    for (int i = 0; i < all.size(); i++) {
      String command = all.get(i);
      for (String below : commandsBelow(program, command)) {
        all.add((command + " " + below).strip());
      }
    }
    return all;
  }

  static List<String> commandsBelow(Program program, String command) {
    String help = help(program, command);
    // The commands of telem itself stand in groups, behind the examples.
    int start = help.indexOf(command.isEmpty() ? "\nRun a command" : "\nCommands:\n");
    int end = help.indexOf(command.isEmpty() ? "\nOptions:\n" : "\nExamples:\n");
    return start < 0
        ? List.of()
        : COMMAND.matcher(help.substring(start, end)).results().map(Manuals::name).toList();
  }

  static List<String> options(Program program, String command) {
    String help = help(program, command);
    return OPTION.matcher(help).results().map(Manuals::name).toList();
  }

  static String help(Program program, String command) {
    return HELP.computeIfAbsent(
        command, asked -> program.telem((asked + " --help").strip().split(" ", -1)).out());
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }
}
