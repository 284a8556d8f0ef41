package dev.telem.cli;

import dev.telem.config.BadConfiguration;
import dev.telem.config.ProfileCheck;
import dev.telem.config.ProfileCheck.Finding;
import dev.telem.config.ProfileCheck.Severity;
import dev.telem.config.ProfileDraft;
import dev.telem.help.Survey;
import dev.telem.privacy.Reported;
import dev.telem.privacy.Sanitizer;
import dev.telem.privacy.Token;
import dev.telem.run.Executable;
import dev.telem.run.Question;
import dev.telem.run.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem profile check}, {@code init} and {@code schema}: for publishers. */
final class ProfileCommand implements Command {
  private static final long ANSWER_LIMIT_MS = 5_000;
  private static final int MOST_QUESTIONS = 500;

  /** A draft of most of a large tool is better than none after a long time. */
  private static final Duration SURVEY_LIMIT = Duration.ofMinutes(2);

  /** Plain English, no pager, no manual page, no colours, wide lines. */
  private static final Map<String, String> PLAINLY =
      Map.of(
          "LC_ALL", "C.UTF-8",
          "PAGER", "cat",
          "GIT_PAGER", "cat",
          "MANPATH", "/dev/null",
          "NO_COLOR", "1",
          "TERM", "dumb",
          "COLUMNS", "160",
          "TELEMETRY", "0",
          "DO_NOT_TRACK", "1");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "profile",
            "Write and check the profile of a tool. It says which commands, options and values may"
                + " be recorded as they are; every other word becomes a placeholder. One that is to"
                + " be named without its path is put into%n~/.local/share/telem/profiles",
            "telem profile init mytool > mytool.json",
            "telem profile check mytool.json");
    CommandSpec check =
        Specs.command(
            "check",
            "Check a profile, and explain each mistake. Ends with 1 if the profile cannot be used.",
            "telem profile check mytool.json",
            "telem profile check --lines mytool.json     for editors");
    check.addOption(
        Specs.flag(
            "Print only lines that an editor can read: file:line:column: error: sentence.",
            "--lines"));
    check.addPositional(
        Specs.word("FILE|NAME", "1", "The profile: a file, or the name of an installed one."));
    CommandSpec init =
        Specs.command(
            "init",
            "Print a draft of a profile, from the tool's own help. The tool is run with --help and"
                + " the like, and so are its sub-commands. Review every line of the draft.",
            "telem profile init mytool > mytool.json");
    init.addPositional(Specs.word("TOOL", "1", "The tool: a command, or the path of a program."));
    spec.addSubcommand("check", check);
    spec.addSubcommand("init", init);
    spec.addSubcommand(
        "schema",
        Specs.command(
            "schema",
            "Print the JSON Schema of profiles (draft 2020-12), for editors.",
            "telem profile schema > profile-schema.json"));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    return switch (parsed.commandSpec().name()) {
      case "check" -> check(parsed, surface);
      case "init" -> init(parsed, surface);
      case "schema" -> {
        surface.out().print(ProfileCheck.schema());
        yield ExitCode.OK;
      }
      default -> throw Mistake.halfSaid(parsed.commandSpec());
    };
  }

  private static int check(ParseResult parsed, Surface surface) throws Refusal {
    String profile = parsed.matchedPositional(0).stringValues().getFirst();
    List<Finding> findings;
    try {
      findings =
          ProfileCheck.of(
              profile,
              Here.directories(surface),
              surface.workingDirectory(),
              name -> Reported.name(name).isPresent());
    } catch (BadConfiguration missing) {
      throw Refusal.failure(
          missing.problem().sentence() + "; a draft of one: telem profile init TOOL > TOOL.json");
    }
    boolean usable = findings.stream().noneMatch(one -> one.severity() == Severity.ERROR);
    findings.forEach(surface.out()::println);
    if (!parsed.hasMatchedOption("--lines")) {
      surface
          .err()
          .println(
              "telem: "
                  + (usable
                      ? "the profile can be used"
                      : "the profile cannot be used; mend the errors")
                  + (findings.isEmpty() ? "" : " (" + findings.size() + " found)"));
    }
    return usable ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static int init(ParseResult parsed, Surface surface) throws Refusal {
    String tool = parsed.matchedPositional(0).stringValues().getFirst();
    Path program = program(tool, surface);
    Survey survey =
        new Survey(
            String.valueOf(program.getFileName()),
            new Asking(program, surface)::ask,
            ProfileCommand::isSensitive,
            MOST_QUESTIONS);
    Optional<ProfileDraft> draft = survey.draft();
    if (draft.isEmpty()) {
      throw Refusal.failure(
          program
              + " --help tells no option and no command that can be read; write the profile by"
              + " hand: `telem profile schema` explains it");
    }
    surface.out().print(draft.get().text());
    surface
        .err()
        .println(
            "telem: asked "
                + tool
                + " for help "
                + (survey.asked() == 1 ? "once" : survey.asked() + " times")
                + "; review every line, then: telem profile check FILE");
    return ExitCode.OK;
  }

  /** Asks the tool in the person's directory: some explain some commands in a project only. */
  private static final class Asking {
    private final Path program;
    private final Surface surface;
    private final boolean shown;
    private final long until = System.nanoTime() + SURVEY_LIMIT.toNanos();

    Asking(Path program, Surface surface) {
      this.program = program;
      this.surface = surface;
      this.shown = surface.environment().containsKey("TERM") && Terminal.on(2);
    }

    Optional<String> ask(List<String> arguments) {
      if (System.nanoTime() - until > 0) {
        return Optional.empty();
      }
      if (shown) {
        surface.err().print("\r\u001b[Ktelem: asking " + String.join(" ", arguments) + " \u2026\r");
        surface.err().flush();
      }
      List<String> command = new ArrayList<>(arguments);
      command.addFirst(program.toString());
      Path here = surface.workingDirectory();
      Optional<String> answer =
          Question.ask(
                  command, here == null ? program.getRoot() : here, PLAINLY, true, ANSWER_LIMIT_MS)
              .map(Question.Answer::text);
      if (shown) {
        surface.err().print("\u001b[K");
      }
      return answer;
    }
  }

  /** As the sanitizer sees it, so that the draft says what holds anyway. */
  private static boolean isSensitive(String option) {
    List<Token> tokens = Sanitizer.sanitize(List.of("tool", option, "value")).tokens();
    return tokens.getLast() instanceof Token.Redacted;
  }

  private static Path program(String tool, Surface surface) throws Refusal {
    return Executable.find(
            tool, surface.environment().getOrDefault("PATH", ""), surface.workingDirectory())
        .orElseThrow(
            () ->
                Refusal.failure(
                    tool
                        + " is no command that can be run here; check its spelling and your PATH,"
                        + " or name a program by its path"));
  }
}
