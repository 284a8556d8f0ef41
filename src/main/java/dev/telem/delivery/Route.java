package dev.telem.delivery;

import java.net.Proxy;

/**
 * The way to a host.
 *
 * @param proxy through which; {@link Proxy#NO_PROXY} for straight there
 * @param user the proxy's {@code user:password}; empty for none
 */
record Route(Proxy proxy, String user) {
  static final Route STRAIGHT = new Route(Proxy.NO_PROXY, "");
}
