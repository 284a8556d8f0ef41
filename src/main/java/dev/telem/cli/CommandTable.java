package dev.telem.cli;

import dev.telem.config.Level;
import dev.telem.report.Shown;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * All commands but the fast way of {@code run --}: picocli reads the words, and only the command
 * that was called is built.
 */
final class CommandTable {
  private static final Map<String, Supplier<Command>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("status", StatusCommand::new);
    COMMANDS.put("log", LogCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("view", ViewCommand::new);
    COMMANDS.put("preview", PreviewCommand::new);
    COMMANDS.put("enable", () -> new LevelCommand("enable", Level.ON));
    COMMANDS.put("disable", () -> new LevelCommand("disable", Level.OFF));
    COMMANDS.put("level", () -> new LevelCommand("level", null));
    COMMANDS.put("id", IdCommand::new);
    COMMANDS.put("forget", ForgetCommand::new);
    COMMANDS.put("queue", QueueCommand::new);
    COMMANDS.put("flush", FlushCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("profile", ProfileCommand::new);
    COMMANDS.put("shim", ShimCommand::new);
    COMMANDS.put("emit", EmitCommand::new);
    COMMANDS.put("snapshot", SnapshotCommand::new);
    COMMANDS.put("init", InitCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
    COMMANDS.put("schema", SchemaCommand::new);
  }

  private CommandTable() {}

  static int run(List<String> words, Surface surface) {
    try {
      return called(words, Output.watched(surface));
    } catch (Output.ReaderGone gone) {
      return ExitCode.READER_GONE;
    }
  }

  private static int called(List<String> words, Surface surface) {
    String first = words.isEmpty() ? "--help" : words.getFirst();
    Supplier<Command> known = COMMANDS.get(first);
    if (known == null) {
      return general(first, words, surface);
    }
    Command command = known.get();
    CommandSpec root = CommandSpec.create().name("telem");
    root.addSubcommand(first, command.spec());
    CommandLine line = configured(new CommandLine(root));
    try {
      return execute(command, line.parseArgs(words.toArray(String[]::new)), surface);
    } catch (ParameterException wrong) {
      complain(surface, Mistake.sentence(wrong));
      complain(surface, Mistake.next(wrong.getCommandLine().getCommandSpec()));
      return ExitCode.USAGE;
    }
  }

  private static int execute(Command command, CommandLine.ParseResult parsed, Surface surface) {
    CommandLine.ParseResult called = parsed;
    while (called.hasSubcommand()) {
      called = called.subcommand();
    }
    if (called.isUsageHelpRequested()) {
      called.commandSpec().commandLine().usage(surface.out());
      return ExitCode.OK;
    }
    try {
      int code = command.run(called, surface);
      if (surface.out().checkError() && code == ExitCode.OK) {
        complain(surface, "the output could not be written; is the disk full, the reader gone?");
        return ExitCode.FAILURE;
      }
      return code;
    } catch (Refusal refusal) {
      complain(surface, String.valueOf(refusal.getMessage()));
      if (refusal.exitCode() == ExitCode.USAGE) {
        complain(surface, Mistake.next(called.commandSpec()));
      }
      trace(refusal.getCause(), surface);
      return refusal.exitCode();
    } catch (IOException broken) {
      complain(surface, FileTrouble.describe(broken));
      complain(surface, FileTrouble.NEXT);
      trace(broken, surface);
      return ExitCode.FAILURE;
    } finally {
      surface.out().flush();
    }
  }

  /** The words of a call and the names of files are among it: none steers the terminal. */
  private static void complain(Surface surface, String text) {
    surface.err().println("telem: " + Shown.of(text));
  }

  private static void trace(@Nullable Throwable broken, Surface surface) {
    if (broken != null && surface.debugging()) {
      broken.printStackTrace(surface.err());
    }
  }

  /**
   * The words that are no command: {@code --help}, {@code --version}, {@code help COMMAND}, or a
   * mistake.
   */
  private static int general(String first, List<String> words, Surface surface) {
    return switch (first) {
      case "-h", "--help" -> help(surface);
      case "-V", "--version" -> version(surface);
      case "help" -> words.size() == 1 ? help(surface) : help(words, surface);
      default -> {
        new UnknownCommand(everything().getCommandSpec(), words)
            .lines(surface)
            .forEach(line -> complain(surface, line));
        yield ExitCode.USAGE;
      }
    };
  }

  /** {@code help log tail}, each word as in a call. */
  private static int help(List<String> words, Surface surface) {
    CommandLine called = everything();
    for (String word : words.subList(1, words.size())) {
      CommandLine below = called.getSubcommands().get(word);
      if (below == null) {
        new UnknownCommand(called.getCommandSpec(), List.of(word))
            .linesForHelp()
            .forEach(line -> complain(surface, line));
        return ExitCode.USAGE;
      }
      called = below;
    }
    called.usage(surface.out());
    return ExitCode.OK;
  }

  private static int help(Surface surface) {
    everything().usage(surface.out());
    return ExitCode.OK;
  }

  private static int version(Surface surface) {
    surface.out().println(Version.describe(surface.system()));
    return ExitCode.OK;
  }

  /** The program as a whole, for its help. */
  static CommandLine everything() {
    CommandSpec root =
        Specs.command(
            "telem",
            "Usage telemetry around any command, without changing the command.",
            "telem run -- mytool deploy ./x    run mytool, and record how it went",
            "telem log tail                    see every event that was recorded",
            "telem status                      see whether anything is sent, and why",
            "telem disable                     switch it all off",
            "telem help log                    learn more about a command, here about log");
    root.usageMessage().footerHeading("%nStart here:%n").commandListHeading("");
    root.usageMessage().optionListHeading("%nOptions:%n");
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version.")
            .build());
    root.usageMessage().synopsisSubcommandLabel("COMMAND");
    for (Map.Entry<String, Supplier<Command>> entry : COMMANDS.entrySet()) {
      root.addSubcommand(entry.getKey(), entry.getValue().get().spec());
    }
    return HelpScreen.of(configured(new CommandLine(root)));
  }

  private static CommandLine configured(CommandLine line) {
    return line.setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }
}
