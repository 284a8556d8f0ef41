package dev.telem.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help of telem as a whole: what to do first, then the commands, by what a person wants to do.
 */
final class HelpScreen {
  /** The first command of each group, and what the group is for. */
  private static final Map<String, String> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("run", "Run a command, and see what was recorded");
    GROUPS.put("enable", "Decide what is recorded and sent");
    GROUPS.put("queue", "Make sure that events arrive");
    GROUPS.put("profile", "Publish a tool, report from a script");
    GROUPS.put("completion", "Set up a shell, read events in a program");
  }

  private HelpScreen() {}

  static CommandLine of(CommandLine telem) {
    telem.setHelpSectionKeys(
        List.of(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST));
    telem.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpScreen::commands);
    return telem;
  }

  private static String commands(Help help) {
    StringBuilder text = new StringBuilder();
    help.subcommands()
        .forEach(
            (name, command) -> {
              String group = GROUPS.getOrDefault(name, "");
              text.append(group.isEmpty() ? "" : "%n%s:%n".formatted(group));
              String summary = command.commandSpec().usageMessage().description()[0];
              text.append("  %-12s%s%n".formatted(name, summary.replace("%%", "%")));
            });
    return text.toString();
  }
}
