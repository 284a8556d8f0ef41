package dev.telem.privacy;

import java.util.Locale;

/** The address of a git origin, reduced to what all ways of writing it have in common. */
final class Origin {
  private static final int LONGEST = 4096;

  private Origin() {}

  /**
   * {@code host:::path}: scheme, user, password, port, query, fragment, leading slashes and the
   * trailing {@code .git} dropped, the host in lower case, the path's case kept. Empty for what
   * names no host or no path: paths of this machine, {@code file:} addresses, Windows paths, git's
   * remote helpers ({@code ext::…}), and whatever cannot be read with certainty, since a password
   * must not become part of a digest.
   */
  static String canonical(String origin) {
    String address = withoutQuery(origin.strip());
    if (address.length() > LONGEST || holdsOddCharacter(address)) {
      return "";
    }
    int scheme = address.indexOf("://");
    if (scheme > 0) {
      return isScheme(address, scheme) ? ofUrl(address, scheme + 3) : "";
    }
    return ofScp(address);
  }

  private static String ofUrl(String address, int start) {
    int slash = address.indexOf('/', start);
    if (slash < 0) {
      return "";
    }
    String authority = address.substring(start, slash);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.indexOf(':', host.lastIndexOf(']') + 1);
    if (port >= 0) {
      boolean user = authority.contains("@");
      if (!isNumber(host, port + 1) || (!user && address.substring(slash).contains("@"))) {
        // "https://user:pass/word@host/path": nobody knows where an unescaped password ends.
        return "";
      }
      host = host.substring(0, port);
    }
    return join(host, address.substring(slash));
  }

  /** {@code [user@]host:path}; git takes it for a path when a slash comes before the colon. */
  private static String ofScp(String address) {
    int open = address.indexOf('[');
    int colon = address.indexOf(':', Math.max(0, address.indexOf(']')));
    if (colon < 0 || address.substring(0, colon).contains("/")) {
      return "";
    }
    String path = address.substring(colon + 1);
    String host = address.substring(address.lastIndexOf('@', colon) + 1, colon);
    boolean drive = colon == 1;
    boolean helper = path.startsWith(":");
    boolean password = path.contains("@") && path.substring(path.indexOf('@')).contains(":");
    boolean bracketed = open < 0 || isIpv6(host);
    return drive || helper || password || !bracketed ? "" : join(host, path);
  }

  private static String join(String host, String path) {
    int from = 0;
    while (from < path.length() && path.charAt(from) == '/') {
      from++;
    }
    String kept = withoutSlashes(path.substring(from));
    kept = withoutSlashes(kept.endsWith(".git") ? kept.substring(0, kept.length() - 4) : kept);
    return host.isEmpty() || kept.isEmpty() ? "" : host.toLowerCase(Locale.ROOT) + ":::" + kept;
  }

  private static String withoutSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private static String withoutQuery(String address) {
    for (int i = 0; i < address.length(); i++) {
      if (address.charAt(i) == '?' || address.charAt(i) == '#') {
        return address.substring(0, i);
      }
    }
    return address;
  }

  private static boolean holdsOddCharacter(String address) {
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c <= ' ' || c == '\\' || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  private static boolean isScheme(String address, int end) {
    for (int i = 0; i < end; i++) {
      char c = address.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "+-.".indexOf(c) < 0) {
        return false;
      }
    }
    return !address.substring(0, end).equalsIgnoreCase("file");
  }

  /** Not {@code [host:22]}, which git takes too. */
  private static boolean isIpv6(String host) {
    return host.startsWith("[") && host.endsWith("]") && host.indexOf(':') != host.lastIndexOf(':');
  }

  private static boolean isNumber(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!Ascii.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
