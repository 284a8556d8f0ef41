package dev.telem.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as it may leave.
 *
 * @param program what became of the command itself
 * @param commands the declared names of the sub-commands, the outermost first; none under {@link
 *     ArgumentPolicy#NONE}
 * @param tokens what became of the arguments, the first {@link Sanitizer#LISTED} of them, in order;
 *     none under {@link ArgumentPolicy#NAMES} and {@link ArgumentPolicy#NONE}
 * @param argsCount how many arguments there were in all; 0 under {@link ArgumentPolicy#NONE}
 * @param options the options whose names were kept, in the order of their first use, then those
 *     that only the environment sets; none under {@link ArgumentPolicy#NONE}
 */
public record SanitizedCommand(
    Token program,
    List<SafeText> commands,
    List<Token> tokens,
    int argsCount,
    List<OptionUse> options) {
  public SanitizedCommand {
    commands = List.copyOf(commands);
    tokens = List.copyOf(tokens);
    options = List.copyOf(options);
  }

  /**
   * The event's {@code command}: the program's name, or {@code <command>}, and the sub-commands'
   * with a space before each.
   */
  public SafeText command() {
    if (commands.isEmpty()) {
      return program.text();
    }
    StringBuilder command = new StringBuilder(program.text().value());
    for (SafeText name : commands) {
      command.append(' ').append(name.value());
    }
    return new SafeText(command.toString());
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
