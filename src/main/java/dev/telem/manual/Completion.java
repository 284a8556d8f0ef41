package dev.telem.manual;

import picocli.CommandLine.Model.CommandSpec;

/** The shells that can be taught telem's commands. */
public enum Completion {
  /** With or without the package bash-completion; with it, wrapped commands complete too. */
  BASH("bash") {
    @Override
    public String script(CommandSpec root) {
      return new BashCompletion(root).script();
    }
  },
  /** With its own completion system. */
  ZSH("zsh") {
    @Override
    public String script(CommandSpec root) {
      return new ZshCompletion(root).script();
    }
  },
  /** From version 3. */
  FISH("fish") {
    @Override
    public String script(CommandSpec root) {
      return new FishCompletion(root).script();
    }
  };

  private final String word;

  Completion(String word) {
    this.word = word;
  }

  /** The shell's name. */
  public String word() {
    return word;
  }

  /** What the shell has to read. */
  public abstract String script(CommandSpec root);
}
