package dev.telem.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example, HTTPS_PROXY",
    "https://a.example, https_proxy",
    "http://a.example, HTTP_PROXY",
    "http://a.example, http_proxy",
    "https://a.example, ALL_PROXY",
    "http://a.example, all_proxy"
  })
  void theVariableOfTheSchemeNamesTheProxy(String url, String variable) throws Undeliverable {
    assertThat(route(url, variable, "http://proxy.example:3128"))
        .isEqualTo("HTTP proxy.example:3128");
  }

  @ParameterizedTest
  @CsvSource({"https://a.example, HTTP_PROXY", "http://a.example, HTTPS_PROXY"})
  void theOtherSchemesProxyIsNotUsed(String url, String variable) throws Undeliverable {
    assertThat(route(url, variable, "http://proxy.example:3128")).isEqualTo("straight");
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, HTTP proxy.example:80",
    "proxy.example:8080, HTTP proxy.example:8080",
    "http://[::1]:3128/, HTTP ::1:3128",
    "socks5://proxy.example, SOCKS proxy.example:1080",
    "socks5h://proxy.example:9050, SOCKS proxy.example:9050"
  })
  void aProxyIsWrittenInManyWays(String proxy, String expected) throws Undeliverable {
    assertThat(route("https://a.example", "HTTPS_PROXY", proxy)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://proxy.example", "ftp://proxy.example", "http://", "http://a b"})
  void aProxyThatCannotBeUsedIsNotGoneAround(String proxy) {
    assertThatThrownBy(() -> route("https://a.example", "HTTPS_PROXY", proxy))
        .isInstanceOf(Undeliverable.class);
  }

  @Test
  void theProxysUserIsKnown() throws Undeliverable {
    Route route =
        new Proxies(Map.of("HTTPS_PROXY", "http://me:p%40ss@proxy.example:1"))
            .to(URI.create("https://a.example"));
    assertThat(route.user()).isEqualTo("me:p@ss");
  }

  @Test
  void theSchemesOwnProxyBeatsTheOneForAll() throws Undeliverable {
    Route route =
        new Proxies(Map.of("HTTPS_PROXY", "own.example:1", "ALL_PROXY", "all.example:2"))
            .to(URI.create("https://a.example"));
    assertThat(route.proxy().address()).hasToString("own.example/<unresolved>:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://LOCALHOST:8080/",
        "http://127.0.0.1/",
        "http://127.9.9.9/",
        "http://[::1]:1/"
      })
  void thisMachineIsNeverReachedThroughAProxy(String url) throws Undeliverable {
    assertThat(route(url, "ALL_PROXY", "proxy.example:1")).isEqualTo("straight");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | https://a.example | true",
        "a.example | https://a.example | true",
        "A.Example | https://a.eXample | true",
        "example | https://a.example | true",
        ".a.example | https://b.a.example | true",
        ".a.example | https://a.example | true",
        "*.a.example | https://b.a.example | true",
        "a.example | https://b.a.example | true",
        "a.example | https://ba.example | false",
        "a.example | https://a.example.org | false",
        "x.example, a.example | https://a.example | true",
        "x.example a.example | https://a.example | true",
        "a.example:443 | https://a.example | true",
        "a.example:8443 | https://a.example | false",
        "a.example:8443 | https://a.example:8443 | true",
        "10.1.2.3 | https://10.1.2.3 | true",
        "10.1.2.3 | https://110.1.2.3 | false",
        "2.3 | https://10.1.2.3 | false",
        "10.0.0.0/8 | https://10.1.2.3 | true",
        "10.0.0.0/8 | https://11.1.2.3 | false",
        "10.1.2.128/25 | https://10.1.2.127 | false",
        "10.0.0.0/8 | https://a.example | false",
        "10.0.0.0/99 | https://10.0.0.1 | false",
        "fd00::/8 | https://[fd12::1] | true",
        "fd12::1 | https://[fd12:0:0::1] | true",
        "[fd12::1]:443 | https://[fd12::1] | true",
        ", , | https://a.example | false",
        ":443 | https://a.example | false"
      })
  void noProxyNamesExceptions(String list, String url, boolean covered) throws Undeliverable {
    Route route =
        new Proxies(Map.of("ALL_PROXY", "proxy.example:1", "NO_PROXY", list)).to(URI.create(url));
    assertThat(route.equals(Route.STRAIGHT)).isEqualTo(covered);
  }

  private static String route(String url, String variable, String value) throws Undeliverable {
    Route route = new Proxies(Map.of(variable, value)).to(URI.create(url));
    return route.proxy().type() == Proxy.Type.DIRECT
        ? "straight"
        : route.proxy().type()
            + " "
            + String.valueOf(route.proxy().address()).replace("/<unresolved>", "");
  }
}
