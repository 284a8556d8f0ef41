package dev.telem.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as it may leave.
 *
 * @param program what became of the command itself
 * @param tokens what became of its arguments, the first {@link Sanitizer#LISTED} of them, in order
 * @param argsCount how many arguments there were in all
 * @param options the options among the tokens whose names were kept, in the order of their first
 *     use
 */
public record SanitizedCommand(
    Token program, List<Token> tokens, int argsCount, List<OptionUse> options) {
  public SanitizedCommand {
    tokens = List.copyOf(tokens);
    options = List.copyOf(options);
  }

  /** The event's {@code command}: the program's name, or {@code <command>}. */
  public SafeText command() {
    return program.text();
  }

  /** The event's {@code args}. */
  public List<SafeText> args() {
    List<SafeText> args = new ArrayList<>(tokens.size());
    for (Token token : tokens) {
      args.add(token.text());
    }
    return args;
  }
}
