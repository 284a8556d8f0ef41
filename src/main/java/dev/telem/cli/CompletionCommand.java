package dev.telem.cli;

import dev.telem.manual.Completion;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem completion}. */
final class CompletionCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "completion",
            "Print what makes your shell complete the words of telem. That is commands, options and"
                + " their values, and behind `telem run --` the words of the wrapped command.",
            "source <(telem completion bash)    in ~/.bashrc",
            "source <(telem completion zsh)     in ~/.zshrc, below compinit",
            "telem completion fish > ~/.config/fish/completions/telem.fish");
    List<String> shells = new ArrayList<>();
    for (Completion shell : Completion.values()) {
      shells.add(shell.word());
    }
    spec.addPositional(Specs.choice("SHELL", "1", "bash, zsh or fish.", shells));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws Refusal {
    String word = parsed.matchedPositional(0).stringValues().getFirst();
    for (Completion shell : Completion.values()) {
      if (shell.word().equals(word)) {
        surface.out().print(shell.script(CommandTable.everything().getCommandSpec()));
        return ExitCode.OK;
      }
    }
    throw Refusal.usage("there is completion for bash, zsh and fish, but not for '" + word + "'");
  }
}
