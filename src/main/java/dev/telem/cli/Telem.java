package dev.telem.cli;

import java.util.ArrayList;
import java.util.List;

/** Finds out what was asked. */
final class Telem {
  private Telem() {}

  /** Does what the words say and returns the exit code. */
  static int run(List<String> words, Surface surface) {
    // `run -- COMMAND` has no options to parse: the way of every wrapped call, without picocli
    // (spec startup.md, 3).
    if (words.size() > 2 && words.get(0).equals("run") && words.get(1).equals("--")) {
      return new WrappedRun(surface).run(2, words.subList(2, words.size()), RunOptions.NONE);
    }
    int exec = execWord(words);
    return exec < 0 ? CommandTable.run(words, surface) : runForShim(exec, words, surface);
  }

  /**
   * Where {@code --exec} stands in {@code run [--profile P] --exec FILE -- COMMAND}; negative where
   * this is something else. Shims call so ({@code shim.c}): the launcher executes the file, under
   * the name that its caller used.
   */
  private static int execWord(List<String> words) {
    int word = words.size() > 2 && words.get(1).equals("--profile") ? 3 : 1;
    return words.size() > word + 3
            && words.get(0).equals("run")
            && words.get(word).equals("--exec")
            && words.get(word + 2).equals("--")
        ? word
        : -1;
  }

  /** The tool is recorded, whatever it was called. */
  private static int runForShim(int exec, List<String> words, Surface surface) {
    int first = exec + 3;
    List<String> command = new ArrayList<>(words.subList(first, words.size()));
    command.set(0, words.get(exec + 1));
    RunOptions options =
        exec == 1 ? RunOptions.NONE : new RunOptions(null, null, null, words.get(2), null);
    return new WrappedRun(surface).run(first, command, options);
  }
}
