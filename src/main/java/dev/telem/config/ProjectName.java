package dev.telem.config;

import dev.telem.config.JsonValue.JsonString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The project's name, which never leaves unhashed. */
public final class ProjectName {
  private static final int MAX_BYTES = 1 << 18;

  private ProjectName() {}

  /**
   * The name in {@code .telem.json}, else the one that the profile's rule finds: the nearest file
   * from the working directory up to the repository's root or the home directory. May read a file
   * of the project.
   */
  public static Optional<String> of(
      Settings settings, Directories directories, @Nullable Path workingDirectory) {
    Optional<String> own = settings.project().name();
    if (own.isPresent() || settings.profile().isEmpty()) {
      return own;
    }
    Profile.ProjectName rule = settings.profile().get().projectName().orElse(null);
    if (rule instanceof Profile.ProjectName.Fixed fixed) {
      return Optional.of(fixed.name());
    }
    if (rule instanceof Profile.ProjectName.InFile inFile && workingDirectory != null) {
      List<Path> folders =
          ProjectFiles.folders(
              workingDirectory.toAbsolutePath(), directories.home(), inFile.file());
      return folders.isEmpty()
          ? Optional.empty()
          : read(Directories.inside(folders.get(0), inFile.file()), inFile.key());
    }
    return Optional.empty();
  }

  /** A file that is no JSON tells no name; that is not a mistake of whoever runs the tool. */
  private static Optional<String> read(Path file, String key) {
    List<Problem> ignored = new ArrayList<>(0);
    Section section = SourceFile.read(Source.Kind.PROJECT, file, MAX_BYTES, ignored).root();
    int start = 0;
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', start)) {
      Section inner = section.section(key.substring(start, dot));
      if (inner == null) {
        return Optional.empty();
      }
      section = inner;
      start = dot + 1;
    }
    JsonString name = section.string(key.substring(start));
    return name == null ? Optional.empty() : Optional.of(name.text());
  }
}
