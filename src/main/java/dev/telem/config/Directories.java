package dev.telem.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every place that telem reads or writes; the one place that joins paths, and it creates nothing
 * (spec consent.md, "Identifiers and places").
 *
 * @param home the user's home, above which nothing is looked for
 * @param configFile the user's configuration
 * @param policyFile the machine's policy, which no environment variable can move
 * @param state the folder of everything that telem writes
 * @param profileFolders where installed profiles are looked for, in this order
 * @param problems variables that name no usable folder and were passed over
 */
public record Directories(
    Path home,
    Path configFile,
    Path policyFile,
    Path state,
    List<Path> profileFolders,
    List<Problem> problems) {

  /** The variable that puts the configuration and the state into one folder. */
  static final String HOME_VARIABLE = "TELEMETRY_HOME";

  static final String PROJECT_FILE = ".telem.json";

  /** Below a file nothing can be read or created: the home of users who have none. */
  private static final String NOWHERE = "/dev/null";

  public Directories {
    profileFolders = List.copyOf(profileFolders);
    problems = List.copyOf(problems);
  }

  /**
   * The places that these surroundings name.
   *
   * @param osName as in the system property {@code os.name}
   * @param userHome as in the system property {@code user.home}, for where {@code HOME} is not set
   */
  public static Directories of(Map<String, String> environment, String osName, String userHome) {
    boolean windows = osName.startsWith("Windows");
    Path home = windows ? null : absolute(environment.get("HOME"));
    home = home == null ? absolute(userHome) : home;
    List<Problem> problems = List.of();
    if (home == null) {
      home = Path.of(NOWHERE);
      problems = problem("HOME", "no home directory is known, so nothing can be kept");
    }
    Path policy =
        Path.of(windows ? "C:\\ProgramData\\telem\\policy.json" : "/etc/telem/policy.json");

    String chosen = environment.get(HOME_VARIABLE);
    if (chosen != null && !chosen.isBlank()) {
      Path all = absolute(chosen);
      if (all != null) {
        return new Directories(
            home, all.resolve("config.json"), policy, all, profileFolders(all, windows), problems);
      }
      problems =
          problem(
              HOME_VARIABLE,
              chosen.startsWith("~")
                  ? "the shell did not expand ~ here: write $HOME; the usual folders are used"
                  : "expected an absolute path; the usual folders are used");
    }

    Path config;
    Path state;
    Path shared;
    if (windows) {
      config = folder(environment, "APPDATA", home.resolve("AppData").resolve("Roaming"));
      state = folder(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
      shared = state;
    } else if (osName.toLowerCase(Locale.ROOT).startsWith("mac")) {
      Path support = home.resolve("Library").resolve("Application Support");
      config = folder(environment, "XDG_CONFIG_HOME", support);
      state = folder(environment, "XDG_STATE_HOME", support);
      shared = folder(environment, "XDG_DATA_HOME", support);
    } else {
      config = folder(environment, "XDG_CONFIG_HOME", home.resolve(".config"));
      Path local = home.resolve(".local");
      state = folder(environment, "XDG_STATE_HOME", local.resolve("state"));
      shared = folder(environment, "XDG_DATA_HOME", local.resolve("share"));
    }
    return new Directories(
        home,
        config.resolve("telem").resolve("config.json"),
        policy,
        state.resolve("telem"),
        profileFolders(shared.resolve("telem"), windows),
        problems);
  }

  /** The person's own profiles, then those that were installed for everybody. */
  private static List<Path> profileFolders(Path own, boolean windows) {
    Path first = own.resolve("profiles");
    return windows
        ? List.of(first, Path.of("C:\\ProgramData\\telem\\profiles"))
        : List.of(
            first,
            Path.of("/usr/local/share/telem/profiles"),
            Path.of("/usr/share/telem/profiles"));
  }

  /** The same places with another policy file, for tests and unusual installations. */
  public Directories withPolicyFile(Path file) {
    return new Directories(home, configFile, file, state, profileFolders, problems);
  }

  /** The person's own folder of shims. */
  public Path shims() {
    return profileFolders.getFirst().resolveSibling("shims");
  }

  /** The random identifier of this machine. */
  public Path machineId() {
    return state.resolve("machine-id");
  }

  /** The keys that never leave this machine. */
  public Path keys() {
    return state.resolve("keys");
  }

  /** Which notices were shown. */
  public Path notice() {
    return state.resolve("notice.json");
  }

  /** What tells of a notice that is just being shown. */
  public Path noticeDraft() {
    return state.resolve("notice.json.draft");
  }

  /** The folder of events that wait to be sent. */
  public Path spool() {
    return state.resolve("spool");
  }

  /** The folder with a marker for each run that is going on. */
  public Path runs() {
    return state.resolve("runs");
  }

  /** The file that the command of a run may append to, beside the run's marker. */
  public Path channel(String executionId) {
    return runs().resolve(executionId + ".channel");
  }

  /** The folder of known project identifiers. */
  public Path projects() {
    return state.resolve("projects");
  }

  /** What tools printed as their versions. */
  public Path versions() {
    return state.resolve("versions");
  }

  /** The default log of events. */
  public Path eventLog() {
    return state.resolve("events.jsonl");
  }

  /** The log of deliveries. */
  public Path receipts() {
    return state.resolve("delivery.jsonl");
  }

  /** The counted failures of telemetry itself. */
  public Path troubles() {
    return state.resolve("troubles.jsonl");
  }

  /** The folder of what {@code telem snapshot} remembers. */
  public Path snapshots() {
    return state.resolve("snapshots");
  }

  /** What earlier snapshots have taken. */
  public Path snapshotLedger() {
    return snapshots().resolve("taken.json");
  }

  /** Held while one is taken. */
  public Path snapshotLock() {
    return snapshots().resolve("lock");
  }

  /** The file of an installed profile. */
  static Path profile(Path folder, String name) {
    return folder.resolve(name + ".json");
  }

  /** The project file of a folder. */
  static Path projectFile(Path folder) {
    return inside(folder, PROJECT_FILE);
  }

  /** A file of a project, by its name. */
  static Path inside(Path folder, String name) {
    return folder.resolve(name);
  }

  /** What makes a folder the root of a repository: a folder, or a file in a worktree. */
  static Path repositoryMark(Path folder) {
    return folder.resolve(".git");
  }

  /**
   * A path that a person wrote: absolute, below {@code ~/}, or relative to {@code base}; null where
   * it is no path or there is no base.
   */
  @Nullable Path resolve(String written, @Nullable Path base) {
    try {
      if (written.startsWith("~/")) {
        return home.resolve(written.substring(2));
      }
      Path path = Path.of(written);
      if (path.isAbsolute()) {
        return path;
      }
      return base == null ? null : base.resolve(path);
    } catch (InvalidPathException notAPath) {
      return null;
    }
  }

  /** A path that stands in the user's configuration, where relative ones begin beside it. */
  @Nullable Path beside(String written) {
    return resolve(written, configFile.getParent());
  }

  /** The folder that a variable names; relative ones are ignored, as the XDG specification says. */
  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    Path named = absolute(environment.get(variable));
    return named == null ? otherwise : named;
  }

  private static @Nullable Path absolute(@Nullable String text) {
    try {
      Path path = text == null ? null : Path.of(text);
      return path != null && path.isAbsolute() ? path : null;
    } catch (InvalidPathException notAPath) {
      return null;
    }
  }

  private static List<Problem> problem(String variable, String sentence) {
    return List.of(new Problem(Source.variable(variable), sentence));
  }
}
