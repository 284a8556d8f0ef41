package dev.telem.session;

import dev.telem.config.Directories;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What runs left behind that were killed while they made a file under another name. The spool
 * tidies up after itself.
 */
public final class Leftovers {
  /** To make a file takes microseconds, and whoever takes longer does without it. */
  static final long ABANDONED_MS = 2_000;

  private Leftovers() {}

  /**
   * Removes them.
   *
   * @param nowMs in milliseconds since the epoch
   */
  public static void remove(Directories places, long nowMs) throws IOException {
    remove(places.state(), ".tmp-", nowMs);
    remove(places.projects(), ".tmp-", nowMs);
    remove(places.versions(), ".tmp-", nowMs);
    remove(places.runs(), OpenRuns.DRAFT, nowMs);
  }

  private static void remove(Path folder, String mark, long nowMs) throws IOException {
    String[] names = folder.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      File file = folder.resolve(name).toFile();
      if (name.contains(mark) && Math.abs(nowMs - file.lastModified()) > ABANDONED_MS) {
        Files.deleteIfExists(file.toPath());
      }
    }
  }
}
