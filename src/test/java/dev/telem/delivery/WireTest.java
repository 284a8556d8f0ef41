package dev.telem.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  private static final byte[] SMALL = "{\"events\":[]}".getBytes(UTF_8);

  @Test
  void aShortBodyGoesAsItIsAndALongOneCompressed() throws Exception {
    byte[] large = "0123456789abcdef".repeat(100).getBytes(UTF_8);
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      post(server.url(), SMALL, 5_000);
      post(server.url(), large, 5_000);
      assertThat(server.heard.get(0).body()).isEqualTo(SMALL);
      assertThat(server.heard.get(0).says("Content-Encoding")).isFalse();
      assertThat(server.heard.get(1).says("Content-Encoding: gzip")).isTrue();
      byte[] sent = server.heard.get(1).body();
      assertThat(new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes())
          .isEqualTo(large);
    }
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    assertThatThrownBy(() -> post("http://127.0.0.1:" + port + "/", SMALL, 5_000))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aHostThatDoesNotExist() {
    // A label of 64 characters is refused without asking any name server.
    String name = "a".repeat(64) + ".invalid";
    assertThatThrownBy(() -> post("http://" + name + "/", SMALL, 5_000))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server = new RawServer(socket -> end.await())) {
      givenUpInTime(server);
    }
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 ",
        "HTTP/1.1 200 OK\r\nX-A: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"
      })
  void anAnswerThatComesInDripsIsGivenUp(String beginning) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            socket -> {
              socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
              while (!end.await(20, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write('2');
                socket.getOutputStream().flush();
              }
            })) {
      givenUpInTime(server);
    }
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense"
      })
  void anAnswerThatEndsInTheMiddleIsNoAnswer(String answer) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      assertThatThrownBy(() -> post(server.url(), SMALL, 5_000)).isInstanceOf(IOException.class);
      assertThat(server.heard).as("a POST is never repeated silently").hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.9\r\n", "HTTP/1.1 20", "HTTP/1.1 two hundred\r\n\r\n"})
  void garbageIsNoSuccess(String answer) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      Reply reply = post(server.url(), SMALL, 5_000);
      assertThat(FailureRules.judge(reply, 0)).isInstanceOf(Verdict.Retry.class);
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithTheConnection() throws Exception {
    try (RawServer server = RawServer.answering("HTTP/1.0 200 OK\r\n\r\n{}")) {
      assertThat(post(server.url(), SMALL, 5_000).body()).isEqualTo("{}".getBytes(UTF_8));
    }
  }

  @Test
  void ofAnEndlessAnswerOnlyTheBeginningIsRead() throws Exception {
    try (RawServer server =
        new RawServer(
            socket -> {
              socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
              while (true) {
                socket.getOutputStream().write(new byte[8192]);
              }
            })) {
      assertThat(post(server.url(), SMALL, 5_000).body()).hasSize(64 * 1024);
    }
  }

  @Test
  void aStatusIsKnownEvenWhenItsTextIsCutOff() throws Exception {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 99\r\n\r\nx")) {
      Reply reply = post(server.url(), SMALL, 5_000);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.retryAfter()).isEqualTo("7");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "401 Unauthorized\r\nWWW-Authenticate: Basic",
        "407 Proxy\r\nProxy-Authenticate: Basic"
      })
  void whoWantsCredentialsIsNotGivenAny(String status) throws Exception {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(post(server.url(), SMALL, 5_000).status())
          .isEqualTo(Integer.parseInt(status.substring(0, 3)));
      assertThat(server.heard).hasSize(1);
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    int[] connections = new int[1];
    RawServer[] self = new RawServer[1];
    try (RawServer server =
        new RawServer(
            socket -> {
              connections[0]++;
              while (true) {
                self[0].hear(socket);
                socket
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(ISO_8859_1));
              }
            })) {
      self[0] = server;
      post(server.url(), SMALL, 5_000);
      post(server.url(), SMALL, 5_000);
      assertThat(server.heard).hasSize(2);
      assertThat(connections[0]).isEqualTo(1);
    }
  }

  @Test
  void aProxyGetsTheWholeUrlAndItsUser() throws Exception {
    try (RawServer proxy = RawServer.answering("HTTP/1.1 202 OK\r\nContent-Length: 0\r\n\r\n")) {
      Map<String, String> environment =
          Map.of("HTTP_PROXY", "http://me:pass@127.0.0.1:" + proxy.port());
      Request request = new Request(URI.create("http://receiver.invalid/x"), Map.of(), SMALL);
      assertThat(new Wire(environment).post(request, 5_000).status()).isEqualTo(202);
      RawServer.Heard heard = proxy.heard.getFirst();
      assertThat(heard.head()).startsWith("POST http://receiver.invalid/x HTTP/1.1\r\n");
      assertThat(heard.says("Proxy-Authorization: Basic bWU6cGFzcw==")).isTrue();
    }
  }

  @Test
  void aTunnelIsAskedForWithTheProxysUserAndNotWithTheReceiversSecrets() throws Exception {
    try (RawServer proxy =
        RawServer.answering(
            "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\n",
            "Connection: close\r\nContent-Length: 0\r\n\r\n")) {
      Map<String, String> environment =
          Map.of("HTTPS_PROXY", "http://me:pass@127.0.0.1:" + proxy.port());
      Request request =
          new Request(
              URI.create("https://receiver.invalid/x"), Map.of("Authorization", "hush"), SMALL);
      assertThatThrownBy(() -> new Wire(environment).post(request, 5_000))
          .isInstanceOf(IOException.class);
      assertThat(proxy.heard).hasSize(2);
      for (RawServer.Heard heard : proxy.heard) {
        assertThat(heard.head()).startsWith("CONNECT receiver.invalid:443 HTTP/1.1\r\n");
        assertThat(heard.head()).doesNotContain("hush");
      }
      assertThat(proxy.heard.get(1).says("Proxy-Authorization: Basic bWU6cGFzcw==")).isTrue();
    }
  }

  private static void givenUpInTime(RawServer server) {
    long began = System.nanoTime();
    assertThatThrownBy(() -> post(server.url(), SMALL, 300)).isInstanceOf(IOException.class);
    assertThat((System.nanoTime() - began) / 1_000_000).isBetween(200L, 2_000L);
  }

  private static Reply post(String url, byte[] body, long withinMs) throws Exception {
    return new Wire(Map.of()).post(new Request(URI.create(url), Map.of(), body), withinMs);
  }
}
