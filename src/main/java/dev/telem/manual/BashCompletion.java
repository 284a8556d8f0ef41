package dev.telem.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * For bash, from 3.2 (macOS) on. picocli's own generator knows nothing of a command that is
 * wrapped, and takes files only for options of the type File.
 */
final class BashCompletion {
  private static final String SCRIPT =
      """
      # Completion of telem for bash, made by `telem completion bash`.
      _telem() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=telem i
        COMPREPLY=()
        # bash takes --option=value apart.
        [[ $prev == '=' ]] && prev=${COMP_WORDS[COMP_CWORD - 2]}
        [[ $cur == '=' ]] && cur=
        for ((i = 1; i < COMP_CWORD; i++)); do
          case "$command ${COMP_WORDS[i]}" in
            COMMANDS) command="$command ${COMP_WORDS[i]}" ;;
            VALUED)
              [[ ${COMP_WORDS[i + 1]-} == '=' ]] && ((i++))
              ((i++))
              ;;
      WRAPPING    esac
        done
        case "$command $prev" in
      VALUES  esac
        if [[ $cur == -* ]]; then
          case $command in
      OPTIONS    esac
          return
        fi
        case $command in
      WORDS  esac
      }

      _telem_offer() {
        local line
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$@")
      }

      _telem_files() {
        compopt -o filenames 2>/dev/null
        _telem_offer -f -- "$1"
      }

      # Files of the PATH that can be run: no keyword, builtin or function of the shell.
      _telem_tools() {
        local IFS=: folder file
        [[ $1 == */* ]] && _telem_files "$1" && return
        for folder in $PATH; do
          for file in "$folder/$1"*; do
            [[ -f $file && -x $file ]] && COMPREPLY+=("${file##*/}")
          done
        done
      }

      _telem_shims() {
        local names
        names=$(SHIMS)
        _telem_offer -W "$names" -- "$1"
      }

      # The command that stands at word $1 completes as it does without telem.
      _telem_wrapped() {
        if declare -F _comp_command_offset >/dev/null; then
          _comp_command_offset "$1"
        elif declare -F _command_offset >/dev/null; then
          _command_offset "$1"
        elif ((COMP_CWORD == $1)); then
          _telem_offer -c -- "${COMP_WORDS[COMP_CWORD]}"
        else
          _telem_files "${COMP_WORDS[COMP_CWORD]}"
        fi
      }

      complete -F _telem telem
      """;

  private final List<CommandSpec> commands;

  BashCompletion(CommandSpec root) {
    this.commands = Commands.all(root);
  }

  String script() {
    List<String> below = new ArrayList<>();
    List<String> valued = new ArrayList<>();
    StringBuilder wrapping = new StringBuilder();
    StringBuilder values = new StringBuilder();
    StringBuilder options = new StringBuilder();
    StringBuilder words = new StringBuilder();
    for (CommandSpec command : commands) {
      String path = Commands.name(command, " ");
      Commands.below(command).forEach(one -> below.add("'" + Commands.name(one, " ") + "'"));
      List<String> names = new ArrayList<>();
      for (OptionSpec option : Commands.options(command)) {
        names.addAll(Arrays.asList(option.names()));
        if (Commands.takesValue(option)) {
          String called =
              Arrays.stream(option.names())
                  .map(name -> "'" + path + " " + name + "'")
                  .collect(Collectors.joining(" | "));
          valued.add(called);
          values.append(
              "    %s) %sreturn ;;%n".formatted(called, offer(Expected.of(option), "; ")));
        }
      }
      if (Commands.wraps(command)) {
        wrapping.append(
            """
                  '%1$s --') _telem_wrapped $((i + 1)); return ;;
                  '%1$s -'*) ;;
                  '%1$s '*) _telem_wrapped "$i"; return ;;
            """
                .formatted(path));
      }
      options.append("      '%s') %s;;%n".formatted(path, offer(names, " ")));
      words.append("    '%s') %s;;%n".formatted(path, words(command)));
    }
    return SCRIPT
        .replace("COMMANDS)", String.join(" | ", below) + ")")
        .replace("VALUED)", String.join(" | ", valued) + ")")
        .replace("WRAPPING", wrapping)
        .replace("(SHIMS)", "(" + Expected.SHIMS + ")")
        .replace("VALUES", values)
        .replace("OPTIONS", options)
        .replace("WORDS  esac", words + "  esac");
  }

  private static String words(CommandSpec command) {
    List<CommandSpec> below = Commands.below(command);
    if (!below.isEmpty()) {
      return offer(below.stream().map(CommandSpec::name).toList(), " ");
    }
    StringBuilder all = new StringBuilder();
    for (PositionalParamSpec word : Commands.words(command)) {
      all.append(offer(Expected.of(word), "; "));
    }
    return all.toString();
  }

  private static String offer(Expected expected, String end) {
    return switch (expected.kind()) {
      case CHOICE -> offer(expected.words(), end);
      case FILE -> "_telem_files \"$cur\"" + end;
      case COMMAND -> "_telem_offer -c -- \"$cur\"" + end;
      case TOOL -> "_telem_tools \"$cur\"" + end;
      case SHIM -> "_telem_shims \"$cur\"" + end;
      case ANYTHING -> "";
    };
  }

  private static String offer(List<String> words, String end) {
    return "_telem_offer -W '" + String.join(" ", words) + "' -- \"$cur\"" + end;
  }
}
