package dev.telem.delivery;

import java.net.Proxy;

/**
 * The way to a host.
 *
 * @param proxy through which; {@link Proxy#NO_PROXY} for straight there
 * @param authorization for {@code Proxy-Authorization}; empty for none
 */
record Route(Proxy proxy, String authorization) {
  static final Route STRAIGHT = new Route(Proxy.NO_PROXY, "");
}
