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

  /** Where turbopack's project begins. */
  private static final String PROJECT = "/[project]";

  /** The folder of sources in a project. */
  private static final String SOURCES = "/src/";

  /** What the people's folders are in, of any system; on Windows in either case. */
  private static final Set<String> HOMES = Set.of("home", "Users", "users");

  /** Of Node's own sources before they were called {@code node:}. */
  private static final Set<String> OF_NODE =
      Set.of(
          "assert",
          "async_hooks",
          "bootstrap",
          "child_process",
          "cluster",
          "crypto",
          "deps",
          "event_target",
          "fs",
          "main",
          "modules",
          "per_context",
          "process",
          "streams",
          "test",
          "timers",
          "url",
          "util",
          "vm",
          "webstreams",
          "worker");

  /** What a bundler's URL begins with, which names a source of the project that it bundled. */
  private static final List<String> BUNDLERS = List.of("webpack", "turbopack:", "rsc:", "about:");

  /** Beside letters and digits, what names of files and folders are made of. */
  private static final String IN_NAMES = "_.@!+~()[]-";

  private SourcePath() {}

  /** What may leave of the path, in any system's notation, or of a URL. */
  static String of(String path, CodeNames names) {
    if (isNoFile(path)) {
      return names.of(path);
    }
    if (path.startsWith("data:") || path.startsWith("blob:")) {
      return UNKNOWN;
    }
    String whole = path.replace('\\', '/');
    boolean verbatim = whole.startsWith("//?/") || whole.startsWith("//./");
    String plain = withoutQuery(verbatim ? whole.substring("//?".length()) : whole);
    String relative = "";
    // A bundler's may hold another's: rsc://React/Server/file:///a/b.js.
    int scheme = plain.lastIndexOf("://");
    if (scheme > 0 && Ascii.isLetter(plain.charAt(0))) {
      int host = scheme + "://".length();
      boolean bundled = isBundled(plain);
      plain = plain.substring(Math.max(plain.indexOf('/', host), plain.lastIndexOf('/', host)));
      relative = bundled ? inProject(plain) : "";
    }
    int sources = plain.lastIndexOf(SOURCES);
    int root = sources < 0 || isOfPerson(plain, sources) ? -1 : sources + SOURCES.length();
    int below = Math.max(PackageFolder.end(plain), root);
    String part = withoutDots(below >= 0 ? plain.substring(below) : relative);
    return names.of(part.isEmpty() || !isClean(part) ? baseName(plain) : part);
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
    if (text.startsWith("node:")) {
      return isOf("_/.-", text, "node:".length(), text.length());
    }
    if (text.startsWith("internal/")) {
      int from = "internal/".length();
      int folder = text.indexOf('/', from);
      int name = folder < 0 ? text.indexOf('.', from) : folder;
      String first = name < 0 ? "" : text.substring(from, name);
      return OF_NODE.contains(first) && isOf("_/.-", text, from, text.length());
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

  private static boolean isBundled(String url) {
    for (int i = 0; i < BUNDLERS.size(); i++) {
      if (url.startsWith(BUNDLERS.get(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The part below the project, in the forms that say that it is below: {@code /./app/a.js}, {@code
   * /(rsc)/./app/a.js}, {@code /[project]/app/a.js}, and the bundler's own {@code /(webpack)/a.js};
   * else "", and where it is a person's folder although it is said to be below.
   */
  private static String inProject(String path) {
    if (path.startsWith("/(webpack)/")) {
      return path;
    }
    int layer = path.startsWith("/(") ? path.indexOf(")/") + 1 : 0;
    int root =
        path.startsWith("/./", layer)
            ? layer + "/.".length()
            : path.startsWith(PROJECT, layer) ? layer + PROJECT.length() : -1;
    if (root < 0) {
      return "";
    }
    String part = withoutDots(path.substring(root));
    int folder = part.indexOf('/');
    String first = folder < 0 ? "" : part.substring(0, folder);
    return HOMES.contains(first) || first.equals("root") ? "" : part;
  }

  /**
   * Whether it is where a person keeps projects, whose names are theirs: {@code src} right below
   * somebody's folder, or a drive.
   */
  private static boolean isOfPerson(String path, int sources) {
    int above = path.lastIndexOf('/', sources - 1);
    String folder = path.substring(above + 1, sources);
    int container = above <= 0 ? -1 : path.lastIndexOf('/', above - 1);
    return folder.equals("root")
        || folder.startsWith("~")
        || folder.endsWith(":")
        || (above > 0 && HOMES.contains(path.substring(container + 1, above)));
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    String without = query < 0 ? path : path.substring(0, query);
    // A folder may be called C#; in a URL it is where the path ends.
    int fragment = without.contains("://") ? without.indexOf('#') : -1;
    return fragment < 0 ? without : without.substring(0, fragment);
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
      } else if (!Ascii.isLetterOrDigit(path.charAt(i))
          && (IN_NAMES.indexOf(path.charAt(i)) < 0 || isAddress(path, start, i))) {
        return false;
      }
    }
    return true;
  }

  /** {@code alice@example.com}, and neither {@code @acme} nor {@code koa@2.1.0}, {@code v1}. */
  private static boolean isAddress(String path, int start, int at) {
    int version = path.startsWith("v", at + 1) ? at + 2 : at + 1;
    return path.charAt(at) == '@'
        && at > start
        && (version >= path.length() || !Ascii.isDigit(path.charAt(version)));
  }

  private static String baseName(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1);
    return isClean(base) ? base : UNKNOWN;
  }
}
