package dev.telem.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the file that a shell would run. */
public final class Executable {
  private Executable() {}

  /**
   * The file of a command; empty where there is none that can be run. Folders of the search path
   * that are not absolute are passed over.
   *
   * @param word the command as it is typed
   * @param searchPath folders with colons between them
   * @param directory where a relative path begins; null where it is gone
   */
  public static Optional<Path> find(String word, String searchPath, @Nullable Path directory) {
    try {
      if (word.indexOf('/') >= 0) {
        Path named = directory == null ? Path.of(word) : directory.resolve(word);
        return named.isAbsolute() && isProgram(named)
            ? Optional.of(named.normalize())
            : Optional.empty();
      }
      int start = 0;
      while (start <= searchPath.length() && !word.isEmpty()) {
        int colon = searchPath.indexOf(':', start);
        int end = colon < 0 ? searchPath.length() : colon;
        Path named = Path.of(searchPath.substring(start, end), word);
        if (named.isAbsolute() && isProgram(named)) {
          return Optional.of(named);
        }
        start = end + 1;
      }
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
