package dev.telem.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of one log: the file itself and its older, numbered ones.
 *
 * @param current the file that is appended to
 * @param older how many older files there may be
 */
record LogFiles(Path current, int older) {
  private static final int ATTEMPTS = 100;

  /** The name of the older file with this number; 0 is the log itself. */
  static Path numbered(Path file, int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  /** All that there may be, the newest first. */
  List<Path> names() {
    List<Path> names = new ArrayList<>();
    for (int number = 0; number <= older; number++) {
      names.add(numbered(current, number));
    }
    return names;
  }

  /**
   * Opens all files that exist, oldest first, each once. A rotation in the middle would show one
   * file under two names or mix up their order; then all are opened again.
   */
  List<OpenLog> open() throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<OpenLog> files = openOnce();
      String now = OpenLog.identity(current);
      boolean settled = now.isEmpty() || files.isEmpty() || files.getLast().is(now);
      if (settled || attempt == ATTEMPTS) {
        return files;
      }
      closeAll(files);
    }
  }

  /** Whether the oldest that there may be is there, and it is no longer the log itself. */
  boolean areAllThere() {
    return older > 0 && Files.exists(numbered(current, older));
  }

  static void closeAll(List<OpenLog> files) throws IOException {
    for (OpenLog file : files) {
      file.close();
    }
  }

  private List<OpenLog> openOnce() throws IOException {
    List<OpenLog> files = new ArrayList<>();
    try {
      for (Path name : names()) {
        Optional<OpenLog> found = OpenLog.at(name);
        if (found.isPresent()) {
          addUnlessKnown(files, found.get());
        }
      }
      return files.reversed();
    } catch (IOException unreadable) {
      closeAll(files);
      throw unreadable;
    }
  }

  private static void addUnlessKnown(List<OpenLog> files, OpenLog found) throws IOException {
    for (OpenLog known : files) {
      if (known.is(found.identity())) {
        found.close();
        return;
      }
    }
    files.add(found);
  }
}
