package dev.telem.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Writes a project's {@code .telem.json}; whatever it says already stays as it is. */
public final class ProjectFile {
  private ProjectFile() {}

  /**
   * Gives a project its workspace and its name where it has none yet.
   *
   * @param name the project's name; without one the project stays nameless
   * @param folder the project's folder
   * @return the project file
   * @throws BadConfiguration where the file cannot be understood, which leaves it untouched
   */
  public static Path initialize(Path folder, UUID workspaceId, Optional<String> name)
      throws IOException, BadConfiguration {
    Path file = Directories.projectFile(folder);
    EditedFile project = EditedFile.open(Source.Kind.PROJECT, file);
    if (name.isPresent() && project.find("name") == null && project.find("projectName") == null) {
      project.set("name", JsonText.quoted(name.get()));
    }
    if (project.find("workspaceID") == null) {
      project.set("workspaceID", JsonText.quoted(workspaceId.toString()));
    }
    project.save(false);
    return file;
  }
}
