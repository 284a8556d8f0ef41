package dev.telem.manual;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** For zsh: a function for each command, in the language of {@code _arguments}. */
final class ZshCompletion {
  private static final String GROUP =
      """
      _NAME() {
        local curcontext=$curcontext state line
        local -A opt_args
        local -a below=(
      COMMANDS  )
        _arguments -C \\
      OPTIONS    '1: :->command' '*:: :->words' && return 0
        case $state in
          command) _describe -t commands 'command' below ;;
          words)
            case $words[1] in
      CASES      esac
            ;;
        esac
      }

      """;

  /** {@code _arguments} does not complete behind a {@code --} that is the first of the words. */
  private static final String DASHES =
      """
        if [[ $words[2] == -- ]] && (( CURRENT > 2 )); then
          shift 2 words
          (( CURRENT -= 2 ))
          _normal
          return
        fi
      """;

  /**
   * Behind a blank, since {@code _arguments} would else put words of its own before the option, and
   * builtins and functions would be offered too.
   */
  private static final String PROGRAMS = " _command_names -e";

  private final CommandSpec root;

  ZshCompletion(CommandSpec root) {
    this.root = root;
  }

  String script() {
    StringBuilder script =
        new StringBuilder(
            """
            #compdef telem
            # Completion of telem for zsh, made by `telem completion zsh`.

            _telem_shims() {
              local -a names=(${(f)"$(SHIMS)"})
              compadd -a names
            }

            """
                .replace("(SHIMS)", "(" + Expected.SHIMS + ")"));
    Commands.all(root).forEach(command -> script.append(function(command)));
    return script
        .append(
            """
            # Loaded from a folder of $fpath this file is the function; read with `source` it names it.
            if [[ $funcstack[1] == _telem ]]; then
              _telem "$@"
            else
              compdef _telem telem
            fi
            """)
        .toString();
  }

  private static String function(CommandSpec command) {
    List<CommandSpec> below = Commands.below(command);
    if (!below.isEmpty()) {
      StringBuilder commands = new StringBuilder();
      StringBuilder cases = new StringBuilder();
      for (CommandSpec one : below) {
        String summary = Commands.summary(Commands.description(one));
        commands.append("    ").append(quoted(one.name() + ":" + escaped(summary))).append('\n');
        cases.append("        %s) _%s ;;%n".formatted(one.name(), Commands.name(one, "_")));
      }
      return GROUP
          .replace("NAME", Commands.name(command, "_"))
          .replace("COMMANDS", commands)
          .replace("OPTIONS", options(command))
          .replace("CASES", cases);
    }
    return "_%s() {%n%s  _arguments -s -S%s \\%n%s%s%n}%n%n"
        .formatted(
            Commands.name(command, "_"),
            Commands.wraps(command) ? DASHES : "",
            Commands.wraps(command) ? " -A '-*'" : "",
            options(command),
            words(command));
  }

  private static String words(CommandSpec command) {
    if (Commands.wraps(command)) {
      return "    '(-)1:command:" + PROGRAMS + "' '*::arguments:_normal'";
    }
    StringBuilder words = new StringBuilder();
    for (PositionalParamSpec word : Commands.words(command)) {
      String place = word.arity().max() > 1 ? "*" : "";
      words.append("    ").append(quoted(place + message(word.paramLabel(), Expected.of(word))));
    }
    return words.isEmpty() ? "    && return 0" : words.toString();
  }

  private static String options(CommandSpec command) {
    StringBuilder lines = new StringBuilder();
    for (OptionSpec option : Commands.options(command)) {
      String[] names = option.names();
      boolean last = option.usageHelp() || option.versionHelp();
      String others = last ? "(- *)" : "(" + String.join(" ", names) + ")";
      String text =
          "[" + escaped(Commands.summary(Commands.description(option.description()))) + "]";
      for (String name : Arrays.asList(names)) {
        String value = "";
        String glued = "";
        if (Commands.takesValue(option)) {
          glued = name.startsWith("--") ? "=" : "+";
          value = message(option.paramLabel(), Expected.of(option));
        }
        lines.append("    ").append(quoted(others + name + glued + text + value)).append(" \\\n");
      }
    }
    return lines.toString();
  }

  private static String message(String label, Expected expected) {
    return ":"
        + escaped(label)
        + ":"
        + switch (expected.kind()) {
          case CHOICE -> "(" + String.join(" ", expected.words()) + ")";
          case FILE -> "_files";
          case COMMAND, TOOL -> PROGRAMS;
          case SHIM -> "_telem_shims";
          case ANYTHING -> " ";
        };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(":", "\\:").replace("[", "\\[").replace("]", "\\]");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
