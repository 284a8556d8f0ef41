package dev.telem.privacy;

import java.util.Set;

/** The folders of a path where a language's packages are installed, whose names are public. */
final class PackageFolder {
  /** Where packages are installed; what follows the last of these is the same on every machine. */
  private static final Set<String> PACKAGES =
      Set.of("site-packages", "dist-packages", "node_modules", "gems");

  /** Where Python's own modules are, in a folder with its version. */
  private static final Set<String> LIBRARIES = Set.of("lib", "lib64", "Lib");

  private PackageFolder() {}

  /** Behind the last folder that holds packages; -1 where there is none. */
  static int end(String path) {
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
        || (isPython(folder) && LIBRARIES.contains(parent))
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
}
