package dev.telem.cli;

import dev.telem.config.Level;
import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import dev.telem.report.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
   * A file that a person named as a log, if it can be read: it is told before anything is printed.
   *
   * @param whatElse what the person may have wanted instead
   */
  static Path named(String word, String whatElse, Surface surface) throws Refusal {
    Path file = resolved(word, surface);
    if (Files.notExists(file)) {
      throw Refusal.failure(file + " does not exist; " + whatElse);
    }
    if (Files.isDirectory(file)) {
      throw Refusal.failure(
          file + " is a directory; name the log in it, such as " + file.resolve("events.jsonl"));
    }
    if (!Files.isReadable(file)) {
      throw Refusal.failure(file + " may not be read by this user; check it: ls -l " + file);
    }
    return file;
  }

  /** Why a person sees nothing, and what to do. */
  static String nothing(Here here) {
    return here.decision().level() == Level.OFF
        ? "nothing is recorded while telemetry is off; `telem status` shows why"
        : "nothing has been recorded yet; try: telem run -- echo hello";
  }

  /**
   * Passes on all lines. A file that cannot be read to its end does not keep those of others back:
   * it is named on stderr.
   *
   * @param files {@code -} is stdin; of names that end in {@code .gz} what is packed in them; none:
   *     the log
   * @param whatElse what a person may have wanted who names a file that is not there
   * @return how many files could not be read to their end
   * @throws IOException if a file cannot be opened at all
   */
  static int all(
      List<String> files,
      UnaryOperator<String> whatElse,
      Here here,
      Surface surface,
      Consumer<LogLine> each)
      throws IOException, Refusal {
    if (files.isEmpty()) {
      log(here).all(each);
    }
    int damaged = 0;
    for (String file : files) {
      if (file.equals("-")) {
        LogReader.all(surface.in(), each);
      } else {
        damaged += isWhole(named(file, whatElse.apply(file), surface), surface, each) ? 0 : 1;
      }
    }
    return damaged;
  }

  private static boolean isWhole(Path file, Surface surface, Consumer<LogLine> each)
      throws IOException {
    try (InputStream raw = Files.newInputStream(file)) {
      long[] lines = new long[1];
      try {
        LogReader.all(
            unpacked(raw, file),
            line -> {
              lines[0]++;
              each.accept(line);
            });
        return true;
      } catch (IOException broken) {
        surface
            .err()
            .println(
                "telem: "
                    + Shown.of(file.toString())
                    + " cannot be read to its end ("
                    + broken.getMessage()
                    + "); what could be read of it, "
                    + (lines[0] == 1 ? "1 line" : lines[0] + " lines")
                    + ", is counted; fetch it again, or rename it if it is not packed");
        return false;
      }
    }
  }

  /**
   * The files that these lines would be read from; the log with its older files is never absent.
   */
  static List<Path> sources(List<String> files, Here here, Surface surface) {
    List<Path> sources = new ArrayList<>(log(here).files());
    for (String file : files) {
      if (!file.equals("-")) {
        sources.add(resolved(file, surface));
      }
    }
    return sources;
  }

  /** A file as it is called from where the person stands. */
  static Path resolved(String file, Surface surface) {
    Path named = Path.of(file);
    return surface.workingDirectory() == null ? named : surface.workingDirectory().resolve(named);
  }

  private static InputStream unpacked(InputStream in, Path file) throws IOException {
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
