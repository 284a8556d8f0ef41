package dev.telem.privacy;

import java.util.List;
import java.util.Set;

/**
 * The path of a source file as it may leave: the part below the root of its package or module, or
 * its base name where no root is found. Nothing of a home directory, a host or a drive.
 */
final class SourcePath {
  private static final String UNKNOWN = "<path>";
  private static final int LONGEST = 200;

  /** What runtimes write in place of a file. */
  private static final Set<String> NO_FILES =
      Set.of("<stdin>", "<string>", "<anonymous>", "<unknown>", "<console>");

  /** Where packages are installed; what follows the last of these is the same on every machine. */
  private static final Set<String> PACKAGES =
      Set.of("site-packages", "dist-packages", "node_modules", "gems");

  /** The folder of sources in a project. */
  private static final String SOURCES = "/src/";

  /** But below a home directory it is where people keep their projects, whose names are theirs. */
  private static final List<String> HOMES =
      List.of("/home/", "/Users/", "/export/home/", "/var/home/");

  /** Beside letters and digits, what names of files and folders are made of. */
  private static final String IN_NAMES = "_.@!+~()[]-";

  private SourcePath() {}

  /** What may leave of the path, in any system's notation, or of a URL. */
  static String of(String path) {
    if (isNoFile(path)) {
      return path;
    }
    String plain = path.replace('\\', '/');
    String relative = "";
    int scheme = schemeEnd(plain);
    if (scheme > 0) {
      boolean bundle = plain.startsWith("webpack");
      plain = "/" + withoutQuery(plain.substring(plain.indexOf('/', scheme) + 1));
      relative = bundle ? plain : "";
    }
    int sources = plain.lastIndexOf(SOURCES);
    int below = Math.max(packagesEnd(plain), sources < 0 ? -1 : sources + SOURCES.length());
    below = below >= 0 && below == homeEnd(plain) ? -1 : below;
    String part = below >= 0 ? plain.substring(below) : relative;
    return part.isEmpty() || !isClean(withoutDots(part)) ? baseName(plain) : withoutDots(part);
  }

  /**
   * Whether the text may name a source file at all: what is neither a path nor the name of a file
   * is a word of somebody's message.
   */
  static boolean isFile(String text) {
    if (isNoFile(text) || text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
      return true;
    }
    int at = text.lastIndexOf('.') + 1;
    while (at > 0 && at < text.length() && Ascii.isDigit(text.charAt(at))) {
      at++;
    }
    boolean ending = at > 0 && at < text.length() && Ascii.isLetter(text.charAt(at));
    while (ending && at < text.length()) {
      ending = Ascii.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_';
      at++;
    }
    return ending;
  }

  private static boolean isNoFile(String text) {
    int last = text.length() - 1;
    boolean bracketed = text.startsWith("<") && text.endsWith(">");
    if (bracketed && text.startsWith("<frozen ")) {
      return isOf("_.", text, "<frozen ".length(), last);
    }
    if (bracketed && text.startsWith("<internal:")) {
      return isOf("_/-", text, "<internal:".length(), last);
    }
    if (text.startsWith("internal/") || text.startsWith("node:")) {
      int from = text.startsWith("node:") ? "node:".length() : "internal/".length();
      return isOf("_/.-", text, from, text.length());
    }
    return bracketed && NO_FILES.contains(text);
  }

  /** Whether at least one character is there, and all are letters, digits or of these. */
  private static boolean isOf(String others, String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Ascii.isLetterOrDigit(text.charAt(i)) && others.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return from < to;
  }

  /** Where the host of a URL begins that has a path; -1 where it is none. */
  private static int schemeEnd(String path) {
    int end = path.indexOf("://");
    boolean scheme = end > 0 && Ascii.isLetter(path.charAt(0)) && path.indexOf('/', end + 3) >= 0;
    return scheme && isOf("+.-", path, 0, end) ? end + 3 : -1;
  }

  /** Behind the folder where a person keeps projects; -1 where the path is not below one. */
  private static int homeEnd(String path) {
    if (path.startsWith("/root/src/")) {
      return "/root/src/".length();
    }
    boolean drive = path.length() > 1 && Ascii.isLetter(path.charAt(0)) && path.charAt(1) == ':';
    for (int i = 0; i < HOMES.size(); i++) {
      int person = (drive ? 2 : 0) + HOMES.get(i).length();
      int end = path.indexOf('/', person);
      if (path.startsWith(HOMES.get(i), drive ? 2 : 0)
          && end > person
          && path.startsWith(SOURCES, end)) {
        return end + SOURCES.length();
      }
    }
    return -1;
  }

  /** Behind the last folder that holds packages; -1 where there is none. */
  private static int packagesEnd(String path) {
    int end = path.lastIndexOf('/');
    while (end > 0) {
      int start = path.lastIndexOf('/', end - 1);
      if (start >= 0 && holdsPackages(path, start, end)) {
        return end + 1;
      }
      end = start;
    }
    return -1;
  }

  private static boolean holdsPackages(String path, int start, int end) {
    String folder = path.substring(start + 1, end);
    int above = path.lastIndexOf('/', start - 1);
    String parent = start > 0 && above >= 0 ? path.substring(above + 1, start) : "";
    return PACKAGES.contains(folder)
        || isPython(folder)
        || (parent.equals("pkg") && folder.equals("mod"))
        || (parent.equals("ruby") && isVersion(folder, 0, 3))
        || (isGo(parent) && folder.equals("src"));
  }

  /** {@code python3}, {@code python3.11}, but not {@code python3.11.2}. */
  private static boolean isPython(String folder) {
    int digits = "python".length();
    return folder.startsWith("python")
        && folder.length() > digits
        && (folder.length() == digits + 1
            ? Ascii.isDigit(folder.charAt(digits))
            : folder.charAt(digits + 1) == '.' && isVersion(folder, digits, 2));
  }

  /** {@code go}, {@code go1.21}, {@code go-1.21}. */
  private static boolean isGo(String folder) {
    if (!folder.startsWith("go")) {
      return false;
    }
    int at = folder.startsWith("-", 2) ? 3 : 2;
    boolean plausible =
        folder.length() == 2 || (at < folder.length() && Ascii.isDigit(folder.charAt(at)));
    for (int i = at; i < folder.length(); i++) {
      char c = folder.charAt(i);
      plausible &= Ascii.isLetterOrDigit(c) || c == '_' || c == '.';
    }
    return plausible;
  }

  /** So many numbers with dots in between. */
  private static boolean isVersion(String text, int from, int parts) {
    int part = 1;
    int start = from;
    for (int i = from; i <= text.length(); i++) {
      boolean dot = i < text.length() && text.charAt(i) == '.';
      if (i == text.length() || dot) {
        if (i == start) {
          return false;
        }
        part += dot ? 1 : 0;
        start = i + 1;
      } else if (!Ascii.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return part == parts;
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private static String withoutDots(String path) {
    String rest = path;
    while (rest.startsWith("/") || rest.startsWith("./") || rest.startsWith("../")) {
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return rest;
  }

  private static boolean isClean(String path) {
    if (path.length() > LONGEST) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        if (i == start || (i == start + 2 && path.startsWith("..", start))) {
          return false;
        }
        start = i + 1;
      } else if (!Ascii.isLetterOrDigit(path.charAt(i)) && IN_NAMES.indexOf(path.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String baseName(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1);
    return isClean(base) ? base : UNKNOWN;
  }
}
