package dev.telem.cli;

import dev.telem.report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run would stumble over where it writes, found without making anything. */
final class UnwritablePlaces {
  private static final String FULL = "the disk is full, so that nothing can be recorded; make room";

  private UnwritablePlaces() {}

  static List<Status.Problem> of(Here here) {
    List<Status.Problem> problems = new ArrayList<>();
    Path state = nearest(here.directories().state());
    if (!Files.isDirectory(state) || !Files.isWritable(state)) {
      problems.add(
          problem(state, "nothing can be kept there; make it a directory that you may write to"));
    } else if (isFull(state)) {
      problems.add(problem(state, FULL));
    }
    Path log = here.settings().eventLog().file();
    Path folder = nearest(log.getParent());
    if (Files.isDirectory(log)) {
      problems.add(problem(log, "the log is a directory; name a file"));
    } else if (Files.exists(log) && !Files.isWritable(log)) {
      problems.add(problem(log, "the log may not be written to; check its owner and mode"));
    } else if (!here.settings().eventLog().rotated() && !folder.equals(log.getParent())) {
      problems.add(
          problem(log, "the log's directory does not exist; make it, or name another file"));
    } else if (isFull(folder) && !folder.equals(state)) {
      problems.add(problem(log, FULL));
    }
    return problems;
  }

  /** The path itself, or what of it exists. */
  private static Path nearest(@Nullable Path path) {
    Path existing = path == null ? Path.of("/") : path;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  private static boolean isFull(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace() == 0;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static Status.Problem problem(Path path, String sentence) {
    return new Status.Problem(path.toString(), 0, 0, sentence);
  }
}
