package dev.telem.delivery;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a URL points, without asking any name server.
 *
 * @param name lower case; an IPv6 address without brackets
 * @param port the scheme's own when the URL has none
 */
record Host(String name, int port) {
  static Host of(URI url) {
    int own = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return new Host(bare(url.getHost()), url.getPort() < 0 ? own : url.getPort());
  }

  /** The name without brackets and trailing dot, in lower case. */
  static String bare(String name) {
    String bare = name.toLowerCase(Locale.ROOT);
    if (bare.startsWith("[") && bare.endsWith("]")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
  }

  boolean isLoopback() {
    return name.equals("localhost")
        || address(name).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  /** The address that the text spells out; empty for a name. */
  static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
