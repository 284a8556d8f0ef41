package dev.telem.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of telem. */
interface Command {
  /** Its name, and what it takes. Made only when the command is called or explained. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @return the exit code
   * @throws Refusal if it cannot be done, with a sentence for the person
   */
  int run(ParseResult parsed, Surface surface) throws IOException, Refusal;
}
