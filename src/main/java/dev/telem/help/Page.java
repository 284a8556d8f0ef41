package dev.telem.help;

import dev.telem.config.ProfileDraft;
import java.util.List;
import java.util.Locale;

/**
 * What one help text tells.
 *
 * @param text the text itself
 * @param options in the order of the text
 * @param commands in the order of the text
 */
record Page(String text, List<ProfileDraft.Option> options, List<ProfileDraft.Command> commands) {
  static final Page EMPTY = new Page("", List.of(), List.of());

  Page {
    options = List.copyOf(options);
    commands = List.copyOf(commands);
  }

  boolean isEmpty() {
    return options.isEmpty() && commands.isEmpty();
  }

  boolean hasOption(String name) {
    return options.stream().anyMatch(option -> option.names().contains(name));
  }

  boolean hasCommand(String name) {
    return commands.stream().anyMatch(command -> command.name().equals(name));
  }

  /** Whether {@code -h} asks for help here, and does not mean a host or a size. */
  boolean explainsShortHelp() {
    return options.stream()
        .filter(option -> option.names().contains("-h"))
        .anyMatch(
            option ->
                option.names().contains("--help")
                    || option.names().contains("-help")
                    || option.comment().toLowerCase(Locale.ROOT).contains("help"));
  }
}
