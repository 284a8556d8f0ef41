package dev.telem.environment;

import java.util.Optional;

/**
 * Java's names of systems and processors in Go's words (spec events.md). What has no word there is
 * left out rather than passed on, since names that people gave must not leave the machine.
 */
final class Platform {
  private static final int MOST_NUMBERS = 3;

  /** Windows' build numbers have five digits; a longer one is a date or an id of somebody's own. */
  private static final int MOST_DIGITS = 5;

  /** Each {@code os.name} before its word. */
  private static final String[] SYSTEMS = {
    "Linux", "linux",
    "Mac OS X", "darwin",
    "FreeBSD", "freebsd",
    "OpenBSD", "openbsd",
    "NetBSD", "netbsd",
    "DragonFly", "dragonfly",
    "SunOS", "solaris",
    "AIX", "aix",
    "z/OS", "zos",
  };

  /** Each {@code os.arch} before its word. */
  private static final String[] PROCESSORS = {
    "amd64", "amd64",
    "x86_64", "amd64",
    "aarch64", "arm64",
    "arm64", "arm64",
    "x86", "386",
    "i386", "386",
    "i486", "386",
    "i586", "386",
    "i686", "386",
    "arm", "arm",
    "aarch32", "arm",
    "riscv64", "riscv64",
    "ppc64le", "ppc64le",
    "ppc64", "ppc64",
    "s390x", "s390x",
    "loongarch64", "loong64",
    "mips", "mips",
    "mipsel", "mipsle",
    "mips64", "mips64",
    "mips64el", "mips64le",
    "sparcv9", "sparc64",
  };

  private Platform() {}

  /** The word for a value of {@code os.name}. */
  static Optional<String> system(String osName) {
    // Java adds the edition: "Windows 11", "Windows Server 2025".
    return osName.startsWith("Windows") ? Optional.of("windows") : word(SYSTEMS, osName);
  }

  /** The word for a value of {@code os.arch}. */
  static Optional<String> processor(String osArch) {
    return word(PROCESSORS, osArch);
  }

  /**
   * The leading numbers of a value of {@code os.version}, at most three: {@code 6.8.0-45-acme}
   * gives {@code 6.8.0}. What follows them names hosts, companies and people on kernels built at
   * home.
   */
  static Optional<String> version(String osVersion) {
    int end = 0;
    int from = 0;
    for (int numbers = 0; numbers < MOST_NUMBERS; numbers++) {
      int to = endOfNumber(osVersion, from);
      if (to == from || to - from > MOST_DIGITS) {
        break;
      }
      end = to;
      if (to == osVersion.length() || osVersion.charAt(to) != '.') {
        break;
      }
      from = to + 1;
    }
    return end == 0 ? Optional.empty() : Optional.of(osVersion.substring(0, end));
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static Optional<String> word(String[] pairs, String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return Optional.of(pairs[i + 1]);
      }
    }
    return Optional.empty();
  }
}
