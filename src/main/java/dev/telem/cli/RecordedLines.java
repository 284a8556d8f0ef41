package dev.telem.cli;

import dev.telem.config.Level;
import dev.telem.log.LogLine;
import dev.telem.log.LogReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

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
   * Passes on all lines.
   *
   * @param files {@code -} is stdin; of names that end in {@code .gz} what is packed in them; none:
   *     the log
   * @param whatElse what a person may have wanted who names a file that is not there
   */
  static void all(
      List<String> files,
      UnaryOperator<String> whatElse,
      Here here,
      Surface surface,
      Consumer<LogLine> each)
      throws IOException, Refusal {
    if (files.isEmpty()) {
      log(here).all(each);
    }
    for (String file : files) {
      if (file.equals("-")) {
        LogReader.all(surface.in(), each);
      } else {
        read(named(file, whatElse.apply(file), surface), each);
      }
    }
  }

  /** A file as it is called from where the person stands. */
  static Path resolved(String file, Surface surface) {
    Path named = Path.of(file);
    return surface.workingDirectory() == null ? named : surface.workingDirectory().resolve(named);
  }

  private static void read(Path file, Consumer<LogLine> each) throws IOException, Refusal {
    boolean packed = file.toString().endsWith(".gz");
    try (InputStream bytes = Files.newInputStream(file);
        InputStream in = packed ? new GZIPInputStream(bytes, 1 << 16) : bytes) {
      LogReader.all(in, each);
    } catch (ZipException | EOFException damaged) {
      throw Refusal.failure(
          file
              + " is not what gzip writes, or only a part of it; fetch it again, or rename it if it"
              + " is not packed",
          damaged);
    }
  }
}
