package dev.telem.cli;

import dev.telem.report.UsageReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/**
 * A page that is written whole or not at all: who opens it meanwhile sees the one before. Nothing
 * but a page of telem's is ever written over.
 */
final class PageFile {
  /** In so many bytes a page says that it is one. */
  private static final int HEAD = 1 << 10;

  private PageFile() {}

  /**
   * Refuses where the file cannot be made, or holds what is no page.
   *
   * @param sources what the page tells of; none of them is written over, though it be empty
   */
  static void expectWritable(Path file, List<Path> sources) throws IOException, Refusal {
    if (Files.isDirectory(file)) {
      throw Refusal.failure(
          file + " is a directory; name a file, such as " + file + "/report.html");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw Refusal.failure(file + " is no regular file; name one, such as report.html");
    }
    Path real = real(file);
    Path folder = real.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Refusal.failure(
          file + " cannot be made: the folder " + folder + " does not exist; make it first");
    }
    for (Path source : sources) {
      if (real(source).equals(real)) {
        throw Refusal.failure(
            file + " is what the report is made of, so it stays; name another file for the page");
      }
    }
    if (Files.exists(real) && Files.size(real) > 0 && !isPage(real)) {
      throw Refusal.failure(
          file
              + " is there and no page of telem's, so it stays; name another file, or remove it"
              + " first");
    }
  }

  /** Returns where it is. */
  static Path write(Path file, String text) throws IOException, Refusal {
    Path real = real(file);
    Path folder = Objects.requireNonNull(real.getParent());
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

  /** Behind a link the file itself is meant; of one that is not there yet, its folder's. */
  private static Path real(Path file) throws IOException {
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null || !Files.isDirectory(folder)
        ? absolute
        : folder.toRealPath().resolve(absolute.getFileName());
  }

  private static boolean isPage(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return UsageReport.isPage(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
    }
  }
}
