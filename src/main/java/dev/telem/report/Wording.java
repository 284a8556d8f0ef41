package dev.telem.report;

import dev.telem.report.EventLine.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** What an event says, in the words of a table. */
final class Wording {
  private Wording() {}

  static String event(Seen event) {
    EventKind kind = event.kind();
    return kind == EventKind.OTHER ? event.type() : kind.word();
  }

  /** The command line as far as it is known: what was recorded of it, never what was typed. */
  static String command(Seen event) {
    return switch (event.kind()) {
      case API -> event.command() + ": " + event.text("method") + " " + event.text("endpoint");
      case STARTED, EXITED, ABORTED, METRICS, ERROR, OTHER -> withArguments(event);
    };
  }

  static String outcome(Seen event) {
    return switch (event.kind()) {
      case EXITED -> withDuration(ending(event), event);
      case ABORTED -> "lost";
      case METRICS -> count(event.eventData().path("metrics").size(), "metric");
      case ERROR -> event.text("errorType");
      case API -> withDuration(number(event, "statusCode"), event);
      case STARTED, OTHER -> "";
    };
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String withArguments(Seen event) {
    List<String> args = event.args();
    List<String> command = Arrays.asList(event.command().split(" ", -1));
    // Sub-commands stand in `command` and, where it lists arguments, among these again.
    List<String> subCommands = command.subList(1, command.size());
    List<String> words = new ArrayList<>(args.containsAll(subCommands) ? List.of() : subCommands);
    words.addFirst(command.getFirst());
    words.addAll(args);
    long unlisted = event.number("argsCount").orElse(0) - args.size();
    if (unlisted > 0 && !args.isEmpty()) {
      words.add("(" + unlisted + " more)");
    }
    return String.join(" ", words);
  }

  private static String ending(Seen event) {
    if (event.success()) {
      return "ok";
    }
    String type = event.text("errorType");
    return switch (type) {
      case "", "exit" -> "exit " + number(event, "exitCode");
      case "command_not_found" -> "not found";
      case "permission_denied" -> "not allowed";
      case "spawn_failed" -> "not started";
      default -> type;
    };
  }

  private static String number(Seen event, String name) {
    OptionalLong number = event.number(name);
    return number.isPresent() ? Long.toString(number.getAsLong()) : "?";
  }

  private static String withDuration(String outcome, Seen event) {
    return event.duration().map(duration -> outcome + ", " + duration).orElse(outcome);
  }
}
