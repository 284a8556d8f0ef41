package dev.telem.delivery;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies that the environment names: {@code HTTPS_PROXY} or {@code HTTP_PROXY} by the target's
 * scheme, else {@code ALL_PROXY}; {@code NO_PROXY} lists exceptions. The lower-case spelling wins,
 * as with curl. This machine itself is never reached through a proxy. (The JDK ignores all of
 * them.)
 */
record Proxies(Map<String, String> environment) {
  Route to(URI url) throws Undeliverable {
    Host host = Host.of(url);
    if (host.isLoopback() || NoProxy.parse(variable("no_proxy")).covers(host)) {
      return Route.STRAIGHT;
    }
    String own = variable(url.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
    String proxy = own.isEmpty() ? variable("all_proxy") : own;
    return proxy.isEmpty() ? Route.STRAIGHT : through(proxy);
  }

  private String variable(String name) {
    for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
      String value = environment.getOrDefault(spelling, "").strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private static Route through(String proxy) throws Undeliverable {
    URI url;
    try {
      url = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
    } catch (URISyntaxException notAUrl) {
      throw new Undeliverable("the proxy that the environment names cannot be read");
    }
    if (url.getHost() == null) {
      throw new Undeliverable("the proxy that the environment names has no host");
    }
    return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
      case "http" -> new Route(proxyAt(Proxy.Type.HTTP, url, 80), user(url));
      case "socks", "socks4", "socks4a", "socks5", "socks5h" ->
          new Route(proxyAt(Proxy.Type.SOCKS, url, 1080), "");
      default ->
          throw new Undeliverable("a proxy can be reached by http:// and socks5://, not otherwise");
    };
  }

  private static Proxy proxyAt(Proxy.Type type, URI url, int ownPort) {
    // Unresolved: names are looked up where the time limit holds.
    int port = url.getPort() < 0 ? ownPort : url.getPort();
    return new Proxy(type, InetSocketAddress.createUnresolved(Host.bare(url.getHost()), port));
  }

  private static String user(URI url) {
    return url.getUserInfo() == null ? "" : url.getUserInfo();
  }
}
