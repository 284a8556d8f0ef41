package dev.telem.privacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a source file as it may leave: the part below the root of its package or module, or
 * its base name where no root is found. Nothing of a home directory, a host or a drive.
 */
final class SourcePath {
  private static final String UNKNOWN = "<path>";
  private static final int LONGEST = 200;

  /** What runtimes write in place of a file. */
  private static final Pattern NO_FILE =
      Pattern.compile(
          "<frozen [\\w.]+>|<internal:[\\w/-]+>|<(?:stdin|string|anonymous|unknown|console)>"
              + "|internal/[\\w/.-]+|node:[\\w/.-]+");

  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://[^/]*/");

  /** Where packages are installed; what follows the last of these is the same on every machine. */
  private static final Pattern PACKAGES =
      Pattern.compile(
          "/(?:site-packages|dist-packages|node_modules|gems|pkg/mod|python\\d(?:\\.\\d+)?"
              + "|ruby/\\d+\\.\\d+\\.\\d+|go(?:-?\\d[\\w.]*)?/src)/");

  /**
   * The folder of sources in a project; but {@code ~/src} is where people keep their projects, and
   * the names of those are theirs.
   */
  private static final Pattern SOURCES = Pattern.compile("/src/");

  private static final Pattern HOME =
      Pattern.compile("^(?:[A-Za-z]:)?/(?:home|Users|export/home|var/home)/[^/]+/src/|^/root/src/");

  private static final Pattern CLEAN = Pattern.compile("[\\w.@!+~()\\[\\]-]+");

  /** What is neither a path nor the name of a file is a word of somebody's message. */
  private static final Pattern FILE = Pattern.compile(".*(?:[/\\\\].*|\\.\\d*[A-Za-z]\\w*)");

  private SourcePath() {}

  /** What may leave of the path, in any system's notation, or of a URL. */
  static String of(String path) {
    if (NO_FILE.matcher(path).matches()) {
      return path;
    }
    String plain = path.replace('\\', '/');
    Matcher scheme = SCHEME.matcher(plain);
    String relative = "";
    if (scheme.find()) {
      boolean bundle = scheme.group(1).startsWith("webpack");
      plain = "/" + withoutQuery(plain.substring(scheme.end()));
      relative = bundle ? plain : "";
    }
    int below = Math.max(end(PACKAGES, plain), end(SOURCES, plain));
    Matcher home = HOME.matcher(plain);
    if (home.find() && below == home.end()) {
      below = -1;
    }
    String part = below >= 0 ? plain.substring(below) : relative;
    return part.isEmpty() || !isClean(withoutDots(part)) ? baseName(plain) : withoutDots(part);
  }

  /** Whether the text may name a source file at all. */
  static boolean isFile(String text) {
    return NO_FILE.matcher(text).matches() || FILE.matcher(text).matches();
  }

  private static int end(Pattern root, String path) {
    int end = -1;
    Matcher matcher = root.matcher(path);
    // Roots may overlap: in node_modules/.pnpm/x/node_modules/y both share a slash.
    for (int from = 0; matcher.find(from); from = matcher.end() - 1) {
      end = matcher.end();
    }
    return end;
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
    for (String segment : List.of(path.split("/", -1))) {
      if (!CLEAN.matcher(segment).matches() || segment.equals("..")) {
        return false;
      }
    }
    return path.length() <= LONGEST;
  }

  private static String baseName(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1);
    return isClean(base) ? base : UNKNOWN;
  }
}
