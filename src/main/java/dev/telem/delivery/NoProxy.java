package dev.telem.delivery;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The hosts that {@code NO_PROXY} names, as curl and Go read it: {@code *} for all; a domain, with
 * or without a leading dot or {@code *.}, for itself and everything below it; an address; a range
 * {@code 10.0.0.0/8}; each but the range may end in {@code :port}.
 */
record NoProxy(List<String> entries) {
  static NoProxy parse(String list) {
    return new NoProxy(
        Arrays.stream(list.split("[,\\s]+", -1)).filter(entry -> !entry.isEmpty()).toList());
  }

  boolean covers(Host host) {
    return entries.stream().anyMatch(entry -> covers(entry, host));
  }

  private static boolean covers(String entry, Host host) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return isInRange(host.name(), entry.substring(0, slash), entry.substring(slash + 1));
    }
    int port = portAt(entry);
    if (port > 0) {
      return entry.substring(port + 1).equals(String.valueOf(host.port()))
          && isSameOrBelow(host.name(), entry.substring(0, port));
    }
    return isSameOrBelow(host.name(), entry);
  }

  /** Where the colon before a port is; negative without one, as in a bare IPv6 address. */
  private static int portAt(String entry) {
    int colon = entry.lastIndexOf(':');
    boolean isOnlyColon = entry.indexOf(':') == colon;
    return isOnlyColon || entry.charAt(colon - 1) == ']' ? colon : -1;
  }

  private static boolean isSameOrBelow(String host, String entry) {
    String domain = Host.bare(entry);
    if (domain.startsWith("*")) {
      domain = domain.substring(1);
    }
    if (domain.startsWith(".")) {
      domain = domain.substring(1);
    }
    if (domain.isEmpty()) {
      return false;
    }
    var address = Host.address(host);
    return host.equals(domain)
        || (address.isPresent() && address.equals(Host.address(domain)))
        || (address.isEmpty() && host.endsWith("." + domain));
  }

  private static boolean isInRange(String host, String base, String prefix) {
    var address = Host.address(host).map(InetAddress::getAddress);
    var range = Host.address(Host.bare(base)).map(InetAddress::getAddress);
    if (address.isEmpty() || range.isEmpty() || !prefix.matches("[0-9]{1,3}")) {
      return false;
    }
    byte[] here = address.get();
    byte[] there = range.get();
    int bits = Integer.parseInt(prefix);
    if (here.length != there.length || bits > here.length * 8) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((here[bit / 8] & mask) != (there[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
