package dev.telem.cli;

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
    return CommandTable.run(words, surface);
  }
}
