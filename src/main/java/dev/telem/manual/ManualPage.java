package dev.telem.manual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page of a command in the language of man(7), which groff and mandoc read. Not by way
 * of picocli's AsciiDoc: the converter to roff is a Ruby machine, for pages of six macros.
 */
public final class ManualPage {
  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManualPage(CommandSpec command) {
    this.command = command;
  }

  /**
   * The pages of the command and of all below it, by the names of their files.
   *
   * @param date of the pages, as 2026-11-25
   */
  public static Map<String, String> all(CommandSpec root, String version, String date) {
    Map<String, String> pages = new TreeMap<>();
    for (CommandSpec command : Commands.all(root)) {
      pages.put(name(command) + ".1", new ManualPage(command).text(version, date));
    }
    return pages;
  }

  private String text(String version, String date) {
    String description = Commands.description(command);
    line(
        ".TH \"%s\" 1 \"%s\" \"telem %s\" \"The manual of telem\""
            .formatted(name(command).toUpperCase(Locale.ROOT), date, version));
    section("NAME");
    text(name(command) + " - " + Commands.summary(description));
    section("SYNOPSIS");
    text(command.commandLine().getHelp().synopsis(0).replaceAll("\\s+", " ").strip());
    section("DESCRIPTION");
    text(description);
    table("COMMANDS", Commands.below(command).stream().map(ManualPage::entry));
    table(
        "ARGUMENTS",
        Commands.words(command).stream()
            .map(word -> new Entry(word.paramLabel(), Commands.description(word.description()))));
    table("OPTIONS", Commands.options(command).stream().map(ManualPage::entry));
    examples();
    table("EXIT STATUS", Reference.exitStatus(Commands.name(command, " ")).stream());
    if (command.parent() == null) {
      table("ENVIRONMENT", Reference.ENVIRONMENT.stream());
      table("FILES", Reference.FILES.stream());
    } else {
      section("ENVIRONMENT");
      text("See telem(1).");
      section("FILES");
      text("See telem(1).");
    }
    section("SEE ALSO");
    text(related().stream().map(one -> name(one) + "(1)").collect(Collectors.joining(", ")));
    return page.toString();
  }

  private List<CommandSpec> related() {
    CommandSpec parent = command.parent() == null ? command : command.parent();
    Stream<CommandSpec> above = command.parent() == null ? Stream.of() : Stream.of(parent);
    List<CommandSpec> below = Commands.below(command);
    Stream<CommandSpec> others = (below.isEmpty() ? Commands.below(parent) : below).stream();
    return Stream.concat(above, others.filter(other -> !name(other).equals(name(command))))
        .toList();
  }

  private void examples() {
    section("EXAMPLES");
    line(".nf");
    for (String example : command.usageMessage().footer()) {
      line(escaped(Commands.description(example)));
    }
    line(".fi");
  }

  private void table(String title, Stream<Entry> entries) {
    List<Entry> lines = entries.toList();
    if (lines.isEmpty()) {
      return;
    }
    section(title);
    for (Entry entry : lines) {
      line(".TP");
      line(".B " + escaped(entry.term()));
      text(entry.text());
    }
  }

  private static Entry entry(CommandSpec below) {
    return new Entry(
        below.name(), Commands.summary(Commands.description(below)) + ": " + name(below) + "(1).");
  }

  private static Entry entry(OptionSpec option) {
    String value = Commands.takesValue(option) ? " " + option.paramLabel() : "";
    return new Entry(
        String.join(", ", option.names()) + value, Commands.description(option.description()));
  }

  private void section(String title) {
    line(".SH \"" + title + "\"");
  }

  private void text(String text) {
    line(escaped(text));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private static String name(CommandSpec command) {
    return Commands.name(command, "-");
  }

  /** Nothing of the text is an instruction, and what is copied from a screen is what was meant. */
  private static String escaped(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            sign ->
                result.append(
                    switch (sign) {
                      case '\\' -> "\\e";
                      case '-' -> "\\-";
                      case '\'' -> "\\(aq";
                      case '`' -> "\\(ga";
                      case '~' -> "\\(ti";
                      case '^' -> "\\(ha";
                      case '"' -> "\\(dq";
                      default ->
                          sign < 128 ? Character.toString(sign) : "\\[u%04X]".formatted(sign);
                    }));
    return result.toString().startsWith(".") ? "\\&" + result : result.toString();
  }
}
