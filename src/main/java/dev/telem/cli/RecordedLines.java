package dev.telem.cli;

import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The lines that were recorded: the log of this machine, or the files that a person names. */
final class RecordedLines {
  private RecordedLines() {}

  /** The log that {@code telem status} names, its older files included. */
  static LogReader log(Here here) {
    Path file = here.settings().eventLog().file();
    return here.settings().eventLog().rotated() ? LogReader.rotating(file) : LogReader.named(file);
  }

  /**
   * Passes on all lines.
   *
   * @param files {@code -} is stdin; of names that end in {@code .gz} what is packed in them; none:
   *     the log
   */
  static void all(List<String> files, Here here, Surface surface, Consumer<LogLine> each)
      throws IOException {
    if (files.isEmpty()) {
      log(here).all(each);
    }
    for (String file : files) {
      if (file.equals("-")) {
        LogReader.all(surface.in(), each);
      } else {
        try (InputStream in = open(resolved(file, surface))) {
          LogReader.all(in, each);
        }
      }
    }
  }

  /** A file as it is called from where the person stands. */
  static Path resolved(String file, Surface surface) {
    Path named = Path.of(file);
    return surface.workingDirectory() == null ? named : surface.workingDirectory().resolve(named);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
