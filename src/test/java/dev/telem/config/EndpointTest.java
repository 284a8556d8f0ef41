package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "https://Example.COM,,https://example.com,''",
    "HTTPS://example.com:8443/A/b?c=D,,https://example.com:8443/A/b?c=D,''",
    "https://example.com?q,,https://example.com?q,''",
    "' https://example.com/ ',,https://example.com/,''",
    "posthog+https://phc_Key@eu.i.posthog.com,POSTHOG,https://eu.i.posthog.com,phc_Key",
    "otlp+http://localhost:4318,OTLP,http://localhost:4318,''",
    "snapshot+https://h/x,SNAPSHOT,https://h/x,''",
    "native+https://h,NATIVE,https://h,''",
    "https://us%40er:p%3Aw@h/@,,https://h/@,us@er:p:w",
    "https://a@b@h,,https://h,a@b",
    "http://[::1]:80/,,http://[::1]:80/,''",
    "https://u@[2001:DB8::1]/,,https://[2001:db8::1]/,u",
    "https://my_host-1.x,,https://my_host-1.x,''",
    "https://h/%C3%A9,,https://h/%C3%A9,''",
  })
  void aUrlIsTakenApart(String written, Destination.Type type, String url, String userInfo)
      throws Unusable {
    Endpoint endpoint = Endpoint.parse(written);
    assertThat(endpoint.type()).isEqualTo(type);
    assertThat(endpoint.url()).isEqualTo(url);
    assertThat(endpoint.userInfo()).isEqualTo(userInfo);
    assertThat(endpoint.encrypted()).isEqualTo(url.startsWith("https:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "https:example.com",
        "https:/example.com",
        "https://",
        "https:///path",
        "https://:443",
        "https://user@",
        "https://user@/x",
        "ftp://h",
        "file:///etc/passwd",
        "posthog://h",
        "posthog+ftp://h",
        "other+https://h",
        "+https://h",
        "posthog+otlp+https://h",
        "javascript://h",
        "https://h:",
        "https://h:0",
        "https://h:65536",
        "https://h:123456",
        "https://h:8a",
        "https://h:-1",
        "https://h:80:80",
        "https://.h",
        "https://-h",
        "https://h h",
        "https://h/a b",
        "https://h/\u0001x",
        "https://h/\r\nX: y",
        "https://hé",
        "https://h/é",
        "https://h#f",
        "https://h/{id}",
        "https://h/%",
        "https://h/%4",
        "https://h/%zz",
        "https://h/[a]",
        "https://[::1",
        "https://[]",
        "https://[::1]x",
        "https://[h]",
        "https://h%41",
        "https://a,b",
      })
  void whatIsNoUrlIsRefusedWithASentenceThatDoesNotRepeatIt(String written) {
    assertThatThrownBy(() -> Endpoint.parse(written))
        .isInstanceOf(Unusable.class)
        .message()
        .startsWith("expected ");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,true",
    "LOCALHOST,true",
    "127.0.0.1,true",
    "127.255.255.254,true",
    "[::1],true",
    "127.0.0.1.evil.com,false",
    "127.evil.com,false",
    "127.0.0,false",
    "127.0.0.256,false",
    "127..0.1,false",
    "127.0.0.,false",
    "localhost.evil.com,false",
    "x.localhost,false",
    "notlocalhost,false",
    "0.0.0.0,false",
    "128.0.0.1,false",
    "[::2],false",
    "10.0.0.1,false",
  })
  void onlyThisMachineIsLoopback(String host, boolean loopback) throws Unusable {
    assertThat(Endpoint.parse("http://" + host + ":80/x").isLoopback()).isEqualTo(loopback);
    assertThat(Endpoint.parse("http://localhost@" + host).isLoopback()).isEqualTo(loopback);
  }

  @Test
  void everythingThatPassesIsTheSameUrlForJava() {
    long seed = 4318;
    Random random = new Random(seed);
    String alphabet = "htps:/@.[]%4a1-_?&=;,+*~!$'()|\\ \"é#";
    int passed = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder("https://u:p@host.name:8080/path/a%41?q=1");
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        text.replace(at, at + random.nextInt(2), random.nextInt(3) == 0 ? "" : String.valueOf(c));
      }
      try {
        Endpoint endpoint = Endpoint.parse(text.toString());
        URI uri = URI.create(endpoint.url());
        passed++;
        assertThat(uri.getRawAuthority())
            .as("seed %s, round %s: %s", seed, round, text)
            .startsWith(endpoint.host())
            .doesNotContain("@");
      } catch (Unusable refused) {
        assertThat(refused.sentence()).startsWith("expected ");
      }
    }
    assertThat(passed).isGreaterThan(2_000);
  }
}
