package dev.telem.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is written whole or not at all: who opens it meanwhile sees the one before. */
final class PageFile {
  private PageFile() {}

  /** Returns where it is. */
  static Path write(Path file, String text) throws IOException, Refusal {
    if (Files.isDirectory(file)) {
      throw Refusal.failure(
          file + " is a directory; name a file, such as " + file + "/report.html");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw Refusal.failure(file + " is no regular file; name one, such as report.html");
    }
    // Behind a link the file itself is replaced.
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = real.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Refusal.failure(
          file + " cannot be made: the folder " + folder + " does not exist; make it first");
    }
    String unique = "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp";
    Path temporary = folder.resolve(real.getFileName() + unique);
    try {
      Files.write(temporary, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
      Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      throw Refusal.failure(
          file
              + " cannot be written ("
              + FileTrouble.describe(refused)
              + "); name a file in a directory that you may write",
          refused);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return real;
  }
}
