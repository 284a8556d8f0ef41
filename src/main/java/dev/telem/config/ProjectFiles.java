package dev.telem.config;

import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code .telem.json} of the folders around the working directory, nearest first. Each of them
 * may lower the level, so that a file in a sub-folder cannot hide its project's "off"; the nearest
 * that names the project does so. Whatever else a checked-out file says is ignored and reported.
 */
final class ProjectFiles {
  /** Small, since whoever checks a project out does not choose how long its file is read. */
  private static final int MAX_BYTES = 1 << 14;

  private static final List<String> KEYS =
      List.of("level", "telemetry", "name", "projectName", "workspaceID");

  private final List<SourceFile> files;

  private ProjectFiles(List<SourceFile> files) {
    this.files = files;
  }

  static ProjectFiles around(@Nullable Path workingDirectory, Path home, List<Problem> problems) {
    List<SourceFile> files = new ArrayList<>(1);
    if (workingDirectory != null) {
      for (Path folder :
          folders(workingDirectory.toAbsolutePath(), home, Directories.PROJECT_FILE)) {
        SourceFile file =
            SourceFile.read(
                Source.Kind.PROJECT, Directories.projectFile(folder), MAX_BYTES, problems);
        reportOthers(file.root());
        files.add(file);
      }
    }
    return new ProjectFiles(files);
  }

  /**
   * The folders that hold a file of this name, from the working directory up to the repository's
   * root or the home directory; where there is neither above, the working directory alone.
   */
  static List<Path> folders(Path workingDirectory, Path home, String name) {
    List<Path> folders = new ArrayList<>(1);
    for (Path folder = workingDirectory; folder != null; folder = folder.getParent()) {
      if (SourceFile.isThere(Directories.inside(folder, name))) {
        folders.add(folder);
      }
      if (folder.equals(home) || Files.exists(Directories.repositoryMark(folder))) {
        return folders;
      }
    }
    Path realHome = folders.isEmpty() ? home : real(home);
    List<Path> bounded = new ArrayList<>(folders.size());
    for (Path folder : folders) {
      if (folder.equals(workingDirectory) || folder.startsWith(realHome)) {
        bounded.add(folder);
      }
    }
    return bounded;
  }

  /** The home directory without links, as the working directory is known to the system. */
  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException unreachable) {
      return home;
    }
  }

  private static void reportOthers(Section root) {
    for (Map.Entry<String, Member> member : root.members().entrySet()) {
      String name = member.getKey();
      String forbidden = forbidden(name);
      if (forbidden != null) {
        root.problem(
            member.getValue().name(), "a project may not " + forbidden + "; it is ignored");
      } else if (!KEYS.contains(name)) {
        root.reportUnknown(name, member.getValue(), KEYS);
      }
    }
  }

  private static @Nullable String forbidden(String name) {
    return switch (name) {
      case "endpoint", "destinations" -> "name an endpoint";
      case "log" -> "name a log file";
      case "profile", "profiles" -> "name a profile";
      default ->
          Choices.KEYS.contains(name) && !KEYS.contains(name)
              ? "set " + JsonText.quoted(name)
              : null;
    };
  }

  void addTo(List<Statement> statements) {
    for (SourceFile file : files) {
      statements.add(file.level(Rank.PROJECT));
    }
    if (files.isEmpty()) {
      Source source = new Source(Source.Kind.PROJECT, Directories.PROJECT_FILE, 0, 0);
      statements.add(new Statement.Silent(Rank.PROJECT, source, "no such file here or above"));
    }
  }

  Project project() {
    Optional<String> name = Optional.empty();
    Optional<String> workspace = Optional.empty();
    for (SourceFile file : files) {
      name = name.isPresent() ? name : name(file.root());
      workspace = workspace.isPresent() ? workspace : workspaceId(file.root());
    }
    return new Project(name, workspace);
  }

  private static Optional<String> name(Section root) {
    JsonString name = root.string("name");
    if (name == null) {
      name = root.string("projectName");
    }
    return name == null ? Optional.empty() : Optional.of(name.text());
  }

  private static Optional<String> workspaceId(Section root) {
    JsonString id = root.string("workspaceID");
    if (id != null && Shape.isUuid(id.text())) {
      return Optional.of(id.text().toLowerCase(Locale.ROOT));
    }
    if (id != null) {
      root.wrongType("workspaceID", id, "a UUID as telem init makes it");
    }
    return Optional.empty();
  }
}
