package dev.telem.cli;

import dev.telem.config.Directories;
import dev.telem.report.Shown;
import dev.telem.shim.SearchPath;
import dev.telem.shim.Shim;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem forget}. */
final class ForgetCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Specs.command(
        "forget",
        "Remove all that telem has recorded on this machine. Ids, keys, logs, receipts and the"
            + " events that wait to be sent, of this user. Your configuration (whether telemetry is"
            + " on) stays, and so do a log file that you named yourself, profiles, and shims, which"
            + " `telem shim remove` removes.",
        "telem forget",
        "telem disable && telem forget    switch off, and leave nothing behind");
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException {
    Directories directories = Here.on(surface).directories();
    List<Path> known = new ArrayList<>();
    known.addAll(withOlder(directories.machineId()));
    known.addAll(withOlder(directories.keys()));
    known.add(directories.notice());
    known.add(directories.noticeDraft());
    known.add(directories.spool());
    known.add(directories.runs());
    known.add(directories.projects());
    known.add(directories.versions());
    known.add(directories.snapshots());
    known.addAll(withOlder(directories.eventLog()));
    known.addAll(withOlder(directories.receipts()));
    known.addAll(withOlder(directories.troubles()));
    int removed = 0;
    int left = 0;
    for (Path path : known) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        try {
          remove(path);
          surface.out().println(path);
          removed++;
        } catch (IOException stays) {
          surface
              .err()
              .println(
                  "telem: still there: "
                      + FileTrouble.describe(stays)
                      + "; remove it yourself: rm -r "
                      + path);
          left++;
        }
      }
    }
    removeIfEmpty(directories.state());
    surface
        .err()
        .println(
            removed + left == 0
                ? "telem: there was nothing to remove"
                : "telem: removed " + removed + (left == 0 ? "" : ", and could not " + left));
    if (Files.exists(directories.configFile())) {
      surface.err().println("telem: kept " + directories.configFile() + ", your decision");
    }
    tellOfShims(directories, surface);
    return left == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** They record again what runs through them, and are not ours to take out of a PATH. */
  private static void tellOfShims(Directories directories, Surface surface) throws IOException {
    SearchPath path = new SearchPath(surface.environment().get("PATH"), surface.workingDirectory());
    for (Shim shim : path.shims(directories.shims())) {
      Path folder = shim.file().getParent();
      boolean usual = directories.shims().equals(folder);
      surface
          .err()
          .println(
              "telem: kept "
                  + Shown.of(shim.file().toString())
                  + ", which runs "
                  + Shown.of(shim.name())
                  + " through telem; to remove it: telem shim remove "
                  + (usual ? "" : "--dir " + ShellWord.of(String.valueOf(folder)) + " ")
                  + (shim.name().startsWith("-") ? "-- " : "")
                  + ShellWord.of(shim.name()));
    }
  }

  /**
   * A file with what was made beside it: rotated logs, the lock of a rotation, drafts of killed
   * runs.
   */
  private static List<Path> withOlder(Path log) throws IOException {
    List<Path> files = new ArrayList<>();
    Path folder = log.getParent();
    if (folder != null && Files.isDirectory(folder)) {
      String name = String.valueOf(log.getFileName());
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(
                path -> {
                  String other = String.valueOf(path.getFileName());
                  return other.equals(name) || other.startsWith(name + ".");
                })
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  /** Links are removed, never followed. */
  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path inside : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(inside);
        }
      }
    } else {
      Files.deleteIfExists(path);
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return; // TELEMETRY_HOME may name a file by mistake: it is none of ours
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException others) {
      // It holds what is not ours, or the configuration where TELEMETRY_HOME puts both together.
      return;
    }
  }
}
