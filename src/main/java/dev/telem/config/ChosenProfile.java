package dev.telem.config;

import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.Variables.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The profile that a person chose: by {@code --profile}, {@code TELEMETRY_PROFILE} or {@code
 * "profiles"} in their configuration; a file, or the name of an installed one.
 *
 * @param profile empty where none was chosen, or none that can be used
 * @param statement what it says about the level; off where it cannot be used
 */
record ChosenProfile(Optional<Profile> profile, Statement statement) {

  static ChosenProfile of(
      Options options,
      Variables variables,
      Section user,
      String app,
      Directories directories,
      @Nullable Path workingDirectory,
      List<Problem> problems) {
    List<String> words = options.command();
    Variable variable = variables.find("TELEMETRY_PROFILE");
    Section profiles = user.section("profiles");
    JsonString configured = profiles == null || app.isEmpty() ? null : profiles.string(app);
    if (options.profile().isPresent()) {
      Source source = Source.option("--profile");
      return named(options.profile().get(), source, workingDirectory, directories, words, problems);
    }
    if (variable != null) {
      return named(
          variable.value(), variable.source(), workingDirectory, directories, words, problems);
    }
    if (configured != null) {
      Path beside = directories.configFile().getParent();
      return named(
          configured.text(), user.sourceOf(configured), beside, directories, words, problems);
    }
    Source source = new Source(Source.Kind.PROFILE, "profile", 0, 0);
    Statement silent = new Statement.Silent(Rank.PROFILE, source, "none is named");
    return new ChosenProfile(Optional.empty(), silent);
  }

  private static ChosenProfile named(
      String word,
      Source source,
      @Nullable Path base,
      Directories directories,
      List<String> words,
      List<Problem> problems) {
    Path file = ProfileFile.find(word, base, directories);
    if (file == null) {
      Problem missing = new Problem(source, ProfileFile.missing(word, directories));
      problems.add(missing);
      return unusable(missing);
    }
    int before = problems.size();
    Profile profile = ProfileReader.read(ProfileFile.open(file, words, problems));
    return problems.size() == before
        ? new ChosenProfile(Optional.of(profile), profile.level())
        : unusable(problems.get(before));
  }

  /**
   * What it restricts nobody can know, nor by which name a person switches its tool off: as with
   * any configuration that cannot be read, that means off (spec consent.md).
   */
  private static ChosenProfile unusable(Problem why) {
    String said = "the profile cannot be used, which means off: " + why.sentence();
    Statement off = new Statement.Unreadable(Rank.PROFILE, why.source(), said);
    return new ChosenProfile(Optional.empty(), off);
  }
}
