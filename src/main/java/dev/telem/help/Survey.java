package dev.telem.help;

import dev.telem.config.ProfileDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks a tool for its help, and its sub-commands for theirs, and drafts a profile of what they say
 * (spec privacy.md). It asks for help in the ways that the tool itself names, and in no other: what
 * is {@code -h} to one tool starts another.
 */
public final class Survey {
  /** How deep sub-commands are asked: {@code stack up} has two. */
  private static final int DEPTH = 2;

  private final String tool;
  private final Tool answers;
  private final Predicate<String> sensitive;
  private final int limit;
  private int asked;
  private Page root = Page.EMPTY;

  /** Runs the tool. */
  public interface Tool {
    /** All that the tool prints when called so; nothing where it does not answer in time. */
    Optional<String> ask(List<String> arguments);
  }

  /**
   * A survey of one tool.
   *
   * @param tool its name
   * @param answers runs it
   * @param sensitive whether an option of this name has secret values
   * @param limit how many times it is run at most
   */
  public Survey(String tool, Tool answers, Predicate<String> sensitive, int limit) {
    this.tool = tool;
    this.answers = answers;
    this.sensitive = sensitive;
    this.limit = limit;
  }

  /** The draft; nothing where the tool tells nothing about itself. */
  public Optional<ProfileDraft> draft() {
    String text = ask(List.of("--help"));
    root = HelpReader.read(text, List.of(tool));
    if (root.isEmpty() && text.contains(tool + " help")) {
      text = ask(List.of("help"));
      root = HelpReader.read(text, List.of(tool));
    }
    if (text.contains("help -a")) {
      root = joined(root, HelpReader.read(ask(List.of("help", "-a")), List.of(tool)));
    }
    if (root.isEmpty()) {
      return Optional.empty();
    }
    ProfileDraft.Command whole =
        new ProfileDraft.Command(
            "", List.of(), "", marked(root.options()), commands(List.of(), root));
    boolean tellsVersion = root.hasOption("--version");
    return Optional.of(new ProfileDraft(tool, tellsVersion, asked >= limit, whole));
  }

  /** How many times the tool was run. */
  public int asked() {
    return asked;
  }

  private List<ProfileDraft.Command> commands(List<String> path, Page page) {
    List<ProfileDraft.Command> commands = new ArrayList<>();
    for (ProfileDraft.Command command : page.commands()) {
      List<String> inner = new ArrayList<>(path);
      inner.add(command.name());
      Page own = command.name().equals("help") ? Page.EMPTY : page(inner, page);
      commands.add(
          command.with(
              marked(withoutGlobal(own.options())),
              inner.size() < DEPTH ? commands(inner, own) : own.commands()));
    }
    return commands;
  }

  private Page page(List<String> path, Page parent) {
    List<String> withTool = new ArrayList<>(path);
    withTool.addFirst(tool);
    for (List<String> question : questions(path)) {
      String text = ask(question);
      if (text.equals(root.text())) {
        // Some answer the same whatever they are asked.
        return Page.EMPTY;
      }
      Page page = HelpReader.read(text, withTool);
      if (!page.isEmpty() && !text.equals(parent.text())) {
        return page;
      }
    }
    return Page.EMPTY;
  }

  private List<List<String>> questions(List<String> path) {
    List<List<String>> questions = new ArrayList<>();
    questions.add(with(path, "--help"));
    if (root.explainsShortHelp()) {
      questions.add(with(path, "-h"));
    }
    if (root.hasCommand("help")) {
      List<String> question = new ArrayList<>(path);
      question.addFirst("help");
      questions.add(question);
    }
    return questions;
  }

  private static List<String> with(List<String> path, String flag) {
    List<String> question = new ArrayList<>(path);
    question.add(flag);
    return question;
  }

  private String ask(List<String> arguments) {
    if (asked >= limit) {
      return "";
    }
    asked++;
    return answers.ask(arguments).orElse("");
  }

  private static Page joined(Page first, Page second) {
    List<ProfileDraft.Command> commands = new ArrayList<>(first.commands());
    for (ProfileDraft.Command command : second.commands()) {
      if (!first.hasCommand(command.name())) {
        commands.add(command);
      }
    }
    return new Page(first.text(), first.options(), commands);
  }

  /** What every sub-command repeats of the tool's own options. */
  private List<ProfileDraft.Option> withoutGlobal(List<ProfileDraft.Option> options) {
    return options.stream()
        .filter(
            option ->
                root.options().stream()
                    .noneMatch(
                        global ->
                            global.most() == option.most()
                                && global.names().containsAll(option.names())))
        .toList();
  }

  private List<ProfileDraft.Option> marked(List<ProfileDraft.Option> options) {
    return options.stream()
        .map(
            option ->
                option.most() > 0 && option.names().stream().anyMatch(sensitive)
                    ? option.secret()
                    : option)
        .toList();
  }
}
