package dev.telem.spool;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Names in a folder, in bounded memory however many there are. A folder that does not exist has
 * none, and neither has a link to one.
 */
final class Listing {
  /** As many names as memory should hold at once: some 8 MB. */
  static final int MANY = 65_536;

  private Listing() {}

  /** Is told a name. */
  @FunctionalInterface
  interface Visitor {
    void visit(String name) throws IOException;
  }

  /** Calls the visitor with every name, in the order of the file system. Dot files are skipped. */
  static void each(Path folder, Visitor visitor) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        String name = folder.relativize(path).toString();
        if (!name.startsWith(".")) {
          visitor.visit(name);
        }
      }
    } catch (NoSuchFileException vanished) {
      // The folder was removed between the look and the opening: it has no names any more.
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }

  /** The smallest wanted names, at most {@code limit}, in ascending order. */
  static List<String> smallest(Path folder, int limit, Predicate<String> wanted)
      throws IOException {
    PriorityQueue<String> largestFirst = new PriorityQueue<>(Comparator.reverseOrder());
    each(
        folder,
        name -> {
          if (!wanted.test(name)) {
            return;
          }
          if (largestFirst.size() < limit) {
            largestFirst.add(name);
          } else if (name.compareTo(largestFirst.element()) < 0) {
            largestFirst.remove();
            largestFirst.add(name);
          }
        });
    List<String> names = new ArrayList<>(largestFirst);
    Collections.sort(names);
    return names;
  }

  /** How many names there are. */
  static long count(Path folder) throws IOException {
    long[] count = new long[1];
    each(folder, name -> count[0]++);
    return count[0];
  }
}
