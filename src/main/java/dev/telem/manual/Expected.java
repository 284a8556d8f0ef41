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
  enum Kind {
    CHOICE,
    FILE,
    /** A program, and perhaps its arguments. */
    COMMAND,
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
          case "COMMAND", "TOOL" -> Kind.COMMAND;
          default -> Kind.ANYTHING;
        },
        List.of());
  }
}
