package dev.telem.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people set, read once at the start of a command.
 *
 * @param statements what every source of consent.md's list said about the level, in its order; also
 *     those that said nothing
 * @param destinations the receivers that the person named and that can be used, none of them twice
 * @param eventLog the log of events
 * @param flushing when events are handed to a sender
 * @param spoolCaps how much may wait
 * @param project what the project says about itself
 * @param contents what the events hold
 * @param profile the tool's profile; empty where none is named, or none that can be used
 * @param notices which notices this machine has shown of that profile's app; not looked for where
 *     the profile sends nowhere
 * @param debug whether {@code TELEMETRY_DEBUG} asks for telemetry's own failures on stderr
 * @param problems everything that could not be used, in no particular order
 */
public record Settings(
    List<Statement> statements,
    List<Destination> destinations,
    EventLog eventLog,
    Flushing flushing,
    SpoolCaps spoolCaps,
    Project project,
    Contents contents,
    Optional<Profile> profile,
    Notices notices,
    boolean debug,
    List<Problem> problems) {

  public Settings {
    statements = List.copyOf(statements);
    destinations = List.copyOf(destinations);
    problems = List.copyOf(problems);
  }

  /**
   * Reads all sources. Bad input is never an exception: it is listed, and where it is about the
   * level it means off.
   *
   * @param workingDirectory where project files are looked for; null where it was deleted
   * @param app the wrapped tool's name, whose own variables count; "" where there is none
   */
  public static Settings read(
      Map<String, String> environment,
      Directories directories,
      @Nullable Path workingDirectory,
      String app,
      Options options) {
    List<Problem> problems = new ArrayList<>(directories.problems());
    SourceFile userFile = read(Source.Kind.USER, directories.configFile(), problems);
    Variables variables = new Variables(environment, app, problems).alsoOf(options.toolName());
    ChosenProfile chosen =
        ChosenProfile.of(
            options, variables, userFile.root(), app, directories, workingDirectory, problems);
    Optional<Profile> profile = chosen.profile();
    String ownName = profile.isPresent() ? profile.get().app().orElse(app) : app;
    variables = variables.alsoOf(ownName);
    SourceFile policy = read(Source.Kind.POLICY, directories.policyFile(), problems);
    policy.root().expectOnly(List.of("level", "telemetry"));
    ProjectFiles projects = ProjectFiles.around(workingDirectory, directories.home(), problems);
    Choices user = new Choices(userFile, variables);
    List<Destination> destinations =
        Destinations.named(options, variables, user.root(), directories, problems);

    List<Statement> statements = new ArrayList<>();
    variables.addOptOuts(statements);
    statements.add(policy.level(Rank.POLICY));
    projects.addTo(statements);
    if (options.level().isPresent()) {
      statements.add(levelOption(options.level().get(), problems));
    }
    variables.addOptIns(statements);
    statements.add(user.level());
    statements.add(chosen.statement());
    statements.add(builtIn(destinations));

    return new Settings(
        statements,
        destinations,
        user.eventLog(directories, workingDirectory),
        user.flushing(),
        user.spoolCaps(),
        projects.project(),
        user.contents(chosen),
        profile,
        Notices.of(directories, ownName, profile, problems),
        variables.isYes("TELEMETRY_DEBUG"),
        problems);
  }

  private static SourceFile read(Source.Kind kind, Path file, List<Problem> problems) {
    return SourceFile.read(kind, file, JsonCursor.MAX_BYTES, problems);
  }

  private static Statement levelOption(String word, List<Problem> problems) {
    Source source = Source.option("--level");
    Answer answer = Answer.to(word);
    if (answer == Answer.UNREADABLE) {
      String sentence =
          JsonText.quoted(Shape.shortened(word))
              + " cannot be read, which means off; expected off, local or on";
      problems.add(new Problem(source, sentence));
      return new Statement.Unreadable(Rank.OPT_IN, source, sentence);
    }
    return new Statement.Wants(Rank.OPT_IN, source, answer.level(), word);
  }

  /** Naming an endpoint is consent (spec consent.md, 8). */
  private static Statement builtIn(List<Destination> destinations) {
    for (Destination destination : destinations) {
      if (destination.namedByPerson()) {
        String said = "an endpoint is named by " + destination.source();
        return new Statement.Wants(Rank.BUILT_IN, Source.BUILT_IN, Level.ON, said);
      }
    }
    String said = "no endpoint that can be used is named";
    return new Statement.Wants(Rank.BUILT_IN, Source.BUILT_IN, Level.LOCAL, said);
  }
}
