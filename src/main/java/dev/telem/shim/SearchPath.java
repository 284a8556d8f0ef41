package dev.telem.shim;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directories in which a shell looks for commands, in its order. */
public final class SearchPath {
  /** Where there is no PATH; as in {@code shim.c}. */
  private static final String OTHERWISE = "/bin:/usr/bin";

  /** A shim is small: nothing larger is opened to find out. */
  private static final long LARGEST_SHIM = 1 << 20;

  private final List<Path> folders = new ArrayList<>();

  /**
   * @param path as in the variable; null where it is not set
   * @param workingDirectory what an empty or relative element is about; null where it is gone
   */
  public SearchPath(@Nullable String path, @Nullable Path workingDirectory) {
    for (String element : (path == null ? OTHERWISE : path).split(":", -1)) {
      try {
        Path folder = Path.of(element);
        if (folder.isAbsolute()) {
          folders.add(folder);
        } else if (workingDirectory != null) {
          folders.add(workingDirectory.resolve(folder));
        }
      } catch (InvalidPathException notAFolder) {
        // Nothing can be found in it.
      }
    }
  }

  /** What a shell runs of this name. */
  public Optional<Path> first(String name) {
    for (Path folder : folders) {
      Path candidate = folder.resolve(name);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** What a shim runs of this name: the first that is no shim. */
  public Optional<Path> real(String name) throws IOException {
    for (Path folder : folders) {
      Path candidate = folder.resolve(name);
      if (Files.isRegularFile(candidate)
          && Files.isExecutable(candidate)
          && Shim.at(candidate).isEmpty()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * Another path that leads to this program: of its name in one of these folders, through a link
   * that may lead to its next version one day.
   */
  public Optional<Path> link(Path program) throws IOException {
    for (Path folder : folders) {
      Path candidate = folder.resolve(program.getFileName());
      if (Files.isExecutable(candidate) && Files.isSameFile(candidate, program)) {
        return candidate.normalize().equals(program.toRealPath())
            ? Optional.empty()
            : Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Whether a shell looks there. */
  public boolean holds(Path folder) throws IOException {
    for (Path one : folders) {
      if (Files.isDirectory(one) && Files.isDirectory(folder) && Files.isSameFile(one, folder)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Every shim in these folders and in that one, in this order; each once, links to it not at all.
   */
  public List<Shim> shims(Path more) throws IOException {
    List<Path> all = new ArrayList<>(List.of(more));
    all.addAll(folders);
    List<Shim> shims = new ArrayList<>();
    List<Path> seen = new ArrayList<>();
    for (Path folder : all) {
      if (Files.isDirectory(folder) && Files.isReadable(folder) && seen.indexOf(real(folder)) < 0) {
        seen.add(real(folder));
        addShims(folder, shims);
      }
    }
    return shims;
  }

  private static Path real(Path folder) throws IOException {
    return folder.toRealPath();
  }

  private static void addShims(Path folder, List<Shim> shims) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(files::add);
    }
    files.sort(null);
    for (Path file : files) {
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_SHIM) {
        Optional<Shim> shim = Shim.at(file);
        if (shim.isPresent() && shim.get().isFile()) {
          shims.add(shim.get());
        }
      }
    }
  }
}
