package dev.telem.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the file that a person means by a profile: a path, or the name of an installed one. */
final class ProfileFile {
  private ProfileFile() {}

  /**
   * The file; null where there is none.
   *
   * @param base where relative paths begin
   */
  static @Nullable Path find(String word, @Nullable Path base, Directories directories) {
    if (isPath(word)) {
      Path file = directories.resolve(word, base);
      return file != null && SourceFile.isThere(file) ? file : null;
    }
    for (Path folder : directories.profileFolders()) {
      Path file = Shape.isWord(word) ? Directories.profile(folder, word) : null;
      if (file != null && SourceFile.isThere(file)) {
        return file;
      }
    }
    return null;
  }

  /** What to tell where nothing was found. */
  static String missing(String word, Directories directories) {
    String quoted = JsonText.quoted(word);
    if (isPath(word)) {
      return "there is no profile " + quoted;
    }
    StringBuilder sentence = new StringBuilder("no profile is installed as ").append(quoted);
    String before = " in ";
    for (Path folder : directories.profileFolders()) {
      sentence.append(before).append(folder);
      before = ", ";
    }
    return sentence.append("; a file is named by its path, ./").append(word).toString();
  }

  /**
   * What is in it, as far as these words need it.
   *
   * @param words a command line; without any all of it is read
   */
  static Section open(Path file, List<String> words, List<Problem> problems) {
    return SourceFile.readProfile(file, words, problems).root();
  }

  private static boolean isPath(String word) {
    return word.indexOf('/') >= 0 || word.indexOf('\\') >= 0 || word.endsWith(".json");
  }
}
