package dev.telem.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir static Path home;
  private static WireMockServer server;
  private static Path authority;

  @BeforeAll
  static void serverWithACertificateOfItsOwn() throws Exception {
    Path keys = home.resolve("keys.p12");
    authority = home.resolve("authority.pem");
    keytool(
        "-genkeypair -keyalg EC -storetype PKCS12 -storepass password -keypass password -alias a"
            + " -dname CN=test -ext san=ip:127.0.0.1,dns:receiver.invalid -keystore "
            + keys);
    keytool(
        "-exportcert -rfc -alias a -storepass password -keystore " + keys + " -file " + authority);
    server =
        new WireMockServer(
            options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystoreType("PKCS12")
                .keystorePassword("password")
                .keyManagerPassword("password"));
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(202)));
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TELEMETRY_CA_FILE", "SSL_CERT_FILE"})
  void anAuthorityThatTheEnvironmentNamesIsTrusted(String variable) throws Exception {
    Wire wire = new Wire(Map.of(variable, authority.toString()));
    assertThat(wire.post(requestTo("127.0.0.1"), 10_000).status()).isEqualTo(202);
    assertThat(wire.post(requestTo("127.0.0.1"), 10_000).status()).isEqualTo(202);
  }

  @Test
  void anUnknownAuthorityIsNot() {
    assertThatThrownBy(() -> new Wire(Map.of()).post(requestTo("127.0.0.1"), 10_000))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void aCertificateOfAnotherHostIsNotTaken() {
    Wire wire = new Wire(Map.of("TELEMETRY_CA_FILE", authority.toString()));
    assertThatThrownBy(() -> wire.post(requestTo("localhost"), 10_000))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void anAuthorityFileThatCannotBeReadIsNamed() throws Exception {
    Path garbage = Files.writeString(home.resolve("garbage.pem"), "hello");
    for (Path file : new Path[] {home.resolve("absent.pem"), garbage}) {
      assertThatThrownBy(
              () ->
                  new Wire(Map.of("TELEMETRY_CA_FILE", file.toString()))
                      .post(requestTo("127.0.0.1"), 10_000))
          .isInstanceOf(Undeliverable.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void throughATunnelTheReceiverDoesNotLearnTheProxysPassword() throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer proxy = new RawServer(socket -> tunnel(self[0], socket))) {
      self[0] = proxy;
      Map<String, String> environment = new HashMap<>();
      environment.put("HTTPS_PROXY", "http://me:pass@127.0.0.1:" + proxy.port());
      environment.put("TELEMETRY_CA_FILE", authority.toString());
      server.resetRequests();
      assertThat(new Wire(environment).post(requestTo("receiver.invalid"), 10_000).status())
          .isEqualTo(202);
      assertThat(proxy.heard)
          .allMatch(heard -> heard.head().startsWith("CONNECT receiver.invalid:"));
      assertThat(proxy.heard.getLast().says("Proxy-Authorization: Basic bWU6cGFzcw==")).isTrue();
      var request = server.getAllServeEvents().getFirst().getRequest();
      assertThat(request.getHeaders().toString()).doesNotContainIgnoringCase("proxy-auth");
    }
  }

  private static void tunnel(RawServer proxy, Socket client) throws Exception {
    if (!proxy.hear(client).says("Proxy-Authorization: Basic bWU6cGFzcw==")) {
      String challenge =
          "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n";
      client.getOutputStream().write(challenge.getBytes(ISO_8859_1));
      proxy.hear(client);
    }
    try (Socket target = new Socket(InetAddress.getLoopbackAddress(), server.httpsPort())) {
      client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
      Thread back =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      target.getInputStream().transferTo(client.getOutputStream());
                    } catch (java.io.IOException closed) {
                      return;
                    }
                  });
      client.getInputStream().transferTo(target.getOutputStream());
      back.join(1_000);
    }
  }

  private static Request requestTo(String host) {
    return new Request(
        URI.create("https://" + host + ":" + server.httpsPort() + "/events"),
        Map.of("Content-Type", "application/json"),
        "{}".getBytes(UTF_8));
  }

  private static void keytool(String arguments) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder((tool + " " + arguments).split(" ", -1))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
