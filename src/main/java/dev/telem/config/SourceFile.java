package dev.telem.config;

import dev.telem.config.JsonValue.JsonObject;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file as it was found. A missing one says nothing; one that is there and cannot be
 * read means off, since nobody can know what it says (spec consent.md).
 */
final class SourceFile {
  private final Source source;
  private final Section root;
  private final @Nullable Problem broken;
  private final boolean missing;

  private SourceFile(Source source, Section root, @Nullable Problem broken, boolean missing) {
    this.source = source;
    this.root = root;
    this.broken = broken;
    this.missing = missing;
  }

  /**
   * Reads a file; what is wrong with it is added to {@code problems}.
   *
   * @param maxBytes the size from which on it counts as unreadable
   */
  static SourceFile read(Source.Kind kind, Path file, int maxBytes, List<Problem> problems) {
    return read(kind, file, maxBytes, List.of(), problems);
  }

  /**
   * Reads a profile as far as a command line needs it.
   *
   * @param words the command line's words; without any all of it is read
   */
  static SourceFile readProfile(Path file, List<String> words, List<Problem> problems) {
    return read(Source.Kind.PROFILE, file, JsonCursor.MAX_BYTES, words, problems);
  }

  private static SourceFile read(
      Source.Kind kind, Path file, int maxBytes, List<String> words, List<Problem> problems) {
    Source source = Source.file(kind, file);
    if (isMissing(file)) {
      return new SourceFile(source, Section.empty(source, problems), null, true);
    }
    // Opening a pipe would wait for its writer, and a device may never end.
    if (!Files.isRegularFile(file)) {
      return broken(source, whatElse(file), problems);
    }
    try (InputStream in = new FileInputStream(file.toString())) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        return broken(source, "expected at most " + maxBytes + " bytes", problems);
      }
      JsonObject excerpt = words.isEmpty() ? null : ProfileExcerpt.of(bytes, words);
      return of(
          source,
          excerpt == null ? JsonReader.readObject(JsonCursor.decode(bytes)) : excerpt,
          problems);
    } catch (MalformedJson malformed) {
      return broken(source.at(malformed.place()), malformed.sentence(), problems);
    } catch (IOException unreadable) {
      return broken(source, "cannot be read; check its permissions", problems);
    }
  }

  private static String whatElse(Path file) {
    if (!isThere(file)) {
      return "cannot be reached; check the permissions of the folders above";
    }
    String what = Files.isDirectory(file) ? "a directory" : "a link to nothing or a device";
    return "expected a file, but this is " + what;
  }

  /** The same for a text that was read already. */
  static SourceFile parse(Source.Kind kind, Path file, String text, List<Problem> problems) {
    Source source = Source.file(kind, file);
    try {
      return of(source, JsonReader.readObject(text), problems);
    } catch (MalformedJson malformed) {
      return broken(source.at(malformed.place()), malformed.sentence(), problems);
    }
  }

  private static SourceFile of(Source source, JsonObject object, List<Problem> problems) {
    return new SourceFile(source, new Section(source, "", object, problems), null, false);
  }

  private static SourceFile broken(Source source, String sentence, List<Problem> problems) {
    Problem problem = new Problem(source, sentence);
    problems.add(problem);
    return new SourceFile(source, Section.empty(source, problems), problem, false);
  }

  /** Whether certainly nothing is there; where a folder may not be searched that is not certain. */
  private static boolean isMissing(Path file) {
    if (isThere(file)) {
      return false;
    }
    Path folder = file.getParent();
    while (folder != null && !isThere(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || Files.isDirectory(folder)) {
      return folder == null || Files.isExecutable(folder);
    }
    // A link to nothing, such as a folder that is not mounted yet.
    return !Files.isSymbolicLink(folder);
  }

  /** Whether there is something of this name, be it a link to nothing. */
  static boolean isThere(Path file) {
    try {
      // Unlike Files.exists this does not make an exception where nothing is, the usual case.
      return file.getFileSystem()
              .provider()
              .readAttributesIfExists(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          != null;
    } catch (IOException unreachable) {
      return false;
    }
  }

  /** The content; without members where there is none. */
  Section root() {
    return root;
  }

  /** What the file says about the level, in {@code level} or {@code telemetry}. */
  Statement level(Rank rank) {
    if (missing) {
      return new Statement.Silent(rank, source, "no such file");
    }
    if (broken != null) {
      return new Statement.Unreadable(rank, broken.source(), broken.sentence());
    }
    Statement level = root.level(rank, "level");
    Statement telemetry = root.level(rank, "telemetry");
    return lower(level, telemetry);
  }

  /** Of two keys for one thing the stricter counts. */
  private static Statement lower(Statement first, Statement second) {
    if (second instanceof Statement.Silent || first instanceof Statement.Unreadable) {
      return first;
    }
    if (first instanceof Statement.Wants one
        && second instanceof Statement.Wants two
        && !two.level().isBelow(one.level())) {
      return first;
    }
    return second;
  }
}
