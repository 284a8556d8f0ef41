package dev.telem.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** For fish, from 3.0 on: a rule for each option and each word. */
final class FishCompletion {
  private static final String FUNCTIONS =
      """
      # Completion of telem for fish, made by `telem completion fish`.

      # Which command the words before the cursor call; or `wrapped`, and where its own words begin.
      function __telem_command
          set -l words (commandline -opc)
          set -l command telem
          set -l i 2
          while test $i -le (count $words)
              switch "$command $words[$i]"
                  case COMMANDS
                      set command "$command $words[$i]"
                  case VALUED
                      set i (math $i + 1)
      WRAPPING        end
              set i (math $i + 1)
          end
          echo $command
      end

      function __telem_at
          test (__telem_command) = "$argv[1]"
      end

      function __telem_wraps
          string match -q 'wrapped *' -- (__telem_command)
      end

      # The wrapped command completes as it does without telem.
      function __telem_wrapped
          set -l first (string split ' ' -- (__telem_command))[2]
          set -l words (commandline -opc)
          set -l line
          if test $first -le (count $words)
              set line (string escape -- $words[$first..-1])
          end
          complete -C (string join ' ' -- $line (commandline -ct))
      end

      # Files of the PATH that can be run: no builtin or function of the shell.
      function __telem_tools
          set -l begun (commandline -ct)
          if string match -q '*/*' -- $begun
              __fish_complete_path $begun
              return
          end
          for folder in $PATH
              for file in $folder/$begun*
                  test -f $file -a -x $file; and string replace -r '.*/' '' -- $file
              end
          end
      end

      function __telem_shims
          SHIMS
      end

      complete -c telem -f
      complete -c telem -n __telem_wraps -a '(__telem_wrapped)'
      """;

  private final CommandSpec root;

  FishCompletion(CommandSpec root) {
    this.root = root;
  }

  String script() {
    List<String> below = new ArrayList<>();
    List<String> valued = new ArrayList<>();
    StringBuilder wrapping = new StringBuilder();
    StringBuilder rules = new StringBuilder();
    for (CommandSpec command : Commands.all(root)) {
      String path = Commands.name(command, " ");
      Commands.below(command).forEach(one -> below.add("'" + Commands.name(one, " ") + "'"));
      if (Commands.wraps(command)) {
        wrapping.append(
            """
                        case '%1$s --'
                            echo wrapped (math $i + 1)
                            return
                        case '%1$s -*'
                        case '%1$s *'
                            echo wrapped $i
                            return
            """
                .formatted(path));
      }
      for (OptionSpec option : Commands.options(command)) {
        if (Commands.takesValue(option)) {
          Arrays.stream(option.names()).forEach(name -> valued.add("'" + path + " " + name + "'"));
        }
        rules.append(option(path, option));
      }
      Commands.below(command).forEach(one -> rules.append(below(path, one)));
      Commands.words(command).forEach(word -> rules.append(word(path, word)));
    }
    return FUNCTIONS
            .replace("COMMANDS", String.join(" ", below))
            .replace("VALUED", String.join(" ", valued))
            .replace("WRAPPING", wrapping)
            .replace("SHIMS\n", Expected.SHIMS + "\n")
        + rules;
  }

  private static String option(String path, OptionSpec option) {
    StringBuilder rule = new StringBuilder(at(path));
    for (String name : option.names()) {
      rule.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (Commands.takesValue(option)) {
      rule.append(value(Expected.of(option)));
    }
    String text = Commands.summary(Commands.description(option.description()));
    return rule + " -d " + quoted(text) + "\n";
  }

  private static String below(String path, CommandSpec command) {
    String text = Commands.summary(Commands.description(command));
    return at(path) + " -a " + command.name() + " -d " + quoted(text) + "\n";
  }

  private static String word(String path, PositionalParamSpec word) {
    Expected expected = Expected.of(word);
    return switch (expected.kind()) {
      case ANYTHING -> "";
      case FILE -> at(path) + " -F\n";
      case CHOICE, COMMAND, TOOL, SHIM -> at(path) + value(expected).replace(" -x", "") + "\n";
    };
  }

  private static String value(Expected expected) {
    return switch (expected.kind()) {
      case ANYTHING -> " -x";
      case FILE -> " -r -F";
      case CHOICE -> " -x -a " + quoted(String.join(" ", expected.words()));
      case COMMAND -> " -x -a '(__fish_complete_command)'";
      case TOOL -> " -x -a '(__telem_tools)'";
      case SHIM -> " -x -a '(__telem_shims)'";
    };
  }

  private static String at(String path) {
    return "complete -c telem -n " + quoted("__telem_at \"" + path + "\"");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
