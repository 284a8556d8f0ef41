package dev.telem.cli;

import dev.telem.config.Level;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    COMMANDS.put("init", InitCommand::new);
    COMMANDS.put("emit", EmitCommand::new);
    COMMANDS.put("snapshot", SnapshotCommand::new);
    COMMANDS.put("profile", ProfileCommand::new);
    COMMANDS.put("shim", ShimCommand::new);
    COMMANDS.put("queue", QueueCommand::new);
    COMMANDS.put("flush", FlushCommand::new);
    COMMANDS.put("forget", ForgetCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("schema", SchemaCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
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
      surface.err().println("telem: " + sentence(wrong));
      surface
          .err()
          .println(
              "telem: see `"
                  + wrong.getCommandLine().getCommandSpec().qualifiedName()
                  + " --help`");
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
        surface.err().println("telem: the output could not be written");
        return ExitCode.FAILURE;
      }
      return code;
    } catch (Refusal refusal) {
      surface.err().println("telem: " + refusal.getMessage());
      return refusal.exitCode();
    } catch (IOException broken) {
      surface.err().println("telem: " + FileTrouble.describe(broken));
      if (surface.debugging()) {
        broken.printStackTrace(surface.err());
      }
      return ExitCode.FAILURE;
    } finally {
      surface.out().flush();
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
      case "help" ->
          words.size() == 1 ? help(surface) : called(List.of(words.get(1), "--help"), surface);
      default -> unknown(first, words, surface);
    };
  }

  private static int help(Surface surface) {
    everything().usage(surface.out());
    return ExitCode.OK;
  }

  private static int version(Surface surface) {
    surface.out().println(Version.describe(surface.system()));
    return ExitCode.OK;
  }

  private static int unknown(String first, List<String> words, Surface surface) {
    surface.err().println("telem: there is no command '" + first + "'" + suggestion(first));
    surface
        .err()
        .println("telem: to run a command with telemetry: telem run -- " + String.join(" ", words));
    return ExitCode.USAGE;
  }

  /** The program as a whole, for its help. */
  static CommandLine everything() {
    CommandSpec root =
        Specs.command(
            "telem",
            "Usage telemetry around any command, without changing the command.",
            "telem run -- mytool deploy ./x    run it; two events are recorded",
            "telem status                      what is collected, why, and every identifier",
            "telem log tail                    every event that was recorded",
            "telem disable                     switch it all off");
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version.")
            .build());
    root.usageMessage().synopsisSubcommandLabel("COMMAND");
    for (Map.Entry<String, Supplier<Command>> entry : COMMANDS.entrySet()) {
      root.addSubcommand(entry.getKey(), entry.getValue().get().spec());
    }
    return configured(new CommandLine(root));
  }

  private static CommandLine configured(CommandLine line) {
    return line.setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }

  private static String sentence(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String suggestion(String word) {
    for (String name : COMMANDS.keySet()) {
      if (name.startsWith(word) || word.startsWith(name)) {
        return "; did you mean '" + name + "'?";
      }
    }
    return "; see `telem --help`";
  }
}
