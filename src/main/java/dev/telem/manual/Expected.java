package dev.telem.manual;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What is typed for a value.
 *
 * @param words the words to choose from; empty unless it is a choice
 */
record Expected(Kind kind, List<String> words) {
  /** Prints the names of all shims, for a shell to run. */
  static final String SHIMS = "telem shim list 2>/dev/null | sed -n 's,^\\([^ ].*\\)  /.*,\\1,p'";

  enum Kind {
    CHOICE,
    FILE,
    /** A program, and perhaps its arguments. */
    COMMAND,
    /** A program by its name: what no shell makes up itself, and no shim can stand for. */
    TOOL,
    /** The name of a shim that there is. */
    SHIM,
    ANYTHING
  }

  /** By its candidates; else by its label, as {@code FILE} or {@code FILE|NAME}. */
  static Expected of(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    List<String> words = new ArrayList<>();
    if (candidates != null) {
      candidates.forEach(words::add);
    }
    if (!words.isEmpty()) {
      return new Expected(Kind.CHOICE, List.copyOf(words));
    }
    String label = argument.paramLabel().split("\\|", 2)[0];
    return new Expected(
        switch (label) {
          case "FILE", "DIR", "DIRECTORY", "FOLDER", "PATH" -> Kind.FILE;
          case "COMMAND" -> Kind.COMMAND;
          case "TOOL" -> Kind.TOOL;
          case "SHIM" -> Kind.SHIM;
          default -> Kind.ANYTHING;
        },
        List.of());
  }
}
