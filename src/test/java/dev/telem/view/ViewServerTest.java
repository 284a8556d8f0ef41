package dev.telem.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in that is not the front door, tried over a real socket. */
final class ViewServerTest {
  private static final String TOKEN = "b3d76be7-bb82-4aca-9562-4ce41ae8cb26";
  private static final String JSON = "Content-Type: application/json\r\n";

  private final List<String> previewed = Collections.synchronizedList(new ArrayList<>());
  private ViewServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = ViewServer.start(0, TOKEN, new TestScreens());
    port = URI.create(server.url()).getPort();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoHasTheUrlSeesThePageAndAllThatItLoads() throws IOException {
    assertThat(server.url()).isEqualTo("http://127.0.0.1:" + port + "/" + TOKEN + "/");
    assertThat(get("/" + TOKEN + "/")).startsWith("HTTP/1.1 200").endsWith("the page");
    assertThat(get("/" + TOKEN + "/page.css")).contains("text/css").endsWith("the style");
    assertThat(get("/" + TOKEN + "/live.js")).contains("text/javascript").contains("fetch(");
    assertThat(get("/" + TOKEN + "/live")).contains("text/html").endsWith("the live part");
    assertThat(request("GET", "/" + TOKEN + "/", "localhost:" + port, "", ""))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void everyReplyForbidsToKeepFrameGuessOrReachAnythingElse() throws IOException {
    for (String path : List.of("/" + TOKEN + "/", "/" + TOKEN + "/live", "/", "/" + TOKEN + "/x")) {
      assertThat(get(path).toLowerCase(java.util.Locale.ROOT))
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'none'")
          .contains("cache-control: no-store", "x-content-type-options: nosniff")
          .contains("referrer-policy: no-referrer", "cross-origin-resource-policy: same-origin")
          .doesNotContain("access-control-", "unsafe-inline");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/favicon.ico",
        "/live",
        "/b3d76be7-bb82-4aca-9562-4ce41ae8cb2/",
        "/b3d76be7-bb82-4aca-9562-4ce41ae8cb260/",
        "/b3d76be7-bb82-4aca-9562-4ce41ae8cb27/",
        "/B3D76BE7-BB82-4ACA-9562-4CE41AE8CB26/",
        "//b3d76be7-bb82-4aca-9562-4ce41ae8cb26/",
        "/x/../b3d76be7-bb82-4aca-9562-4ce41ae8cb26/",
        "/%623d76be7-bb82-4aca-9562-4ce41ae8cb26/",
        "/b3d76be7-bb82-4aca-9562-4ce41ae8cb26",
        "/?b3d76be7-bb82-4aca-9562-4ce41ae8cb26/",
        "/b3d76be7-bb82-4aca-9562-4ce41ae8cb26/no-such",
        "/b3d76be7-bb82-4aca-9562-4ce41ae8cb26/../../etc/passwd"
      })
  void withoutTheWordThereIsNothing(String path) throws IOException {
    assertThat(get(path)).startsWith("HTTP/1.1 404").endsWith("\r\n\r\nNot found.\n");
  }

  @Test
  void aNameThatWasMadeToPointHereIsRefused() throws IOException {
    for (String host :
        List.of(
            "evil.example",
            "evil.example:" + port,
            "127.0.0.1",
            "127.0.0.1:1",
            "127.0.0.1.evil.example:" + port,
            "[::1]:" + port,
            "0.0.0.0:" + port,
            "LOCALHOST.evil:" + port)) {
      assertThat(request("GET", "/" + TOKEN + "/", host, "", "")).as(host).contains("HTTP/1.1 403");
    }
    String twice = "Host: evil.example\r\n";
    assertThat(request("GET", "/" + TOKEN + "/", here(), twice, ""))
        .doesNotContain("the page")
        .containsPattern("HTTP/1.1 40[03]");
  }

  @Test
  void anotherSiteIsRefusedThoughItKnewTheWord() throws IOException {
    for (String header :
        List.of(
            "Origin: https://evil.example\r\n",
            "Origin: null\r\n",
            "Origin: http://127.0.0.1:1\r\n",
            "Origin: https://" + here() + "\r\n",
            "Sec-Fetch-Site: cross-site\r\n",
            "Sec-Fetch-Site: same-site\r\n",
            "Sec-Fetch-Site: none\r\nSec-Fetch-Site: none\r\n")) {
      assertThat(request("GET", "/" + TOKEN + "/live", here(), header, ""))
          .as(header)
          .startsWith("HTTP/1.1 403")
          .doesNotContain("the live part");
      assertThat(request("POST", "/" + TOKEN + "/preview", here(), JSON + header, "\"x\""))
          .startsWith("HTTP/1.1 403");
    }
    assertThat(previewed).isEmpty();
    String own = "Origin: http://" + here() + "\r\nSec-Fetch-Site: same-origin\r\n";
    assertThat(request("GET", "/" + TOKEN + "/live", here(), own, "")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "X"})
  void nothingButLookingIsAllowed(String method) throws IOException {
    for (String name : List.of("", "live", "page.css", "live.js")) {
      assertThat(request(method, "/" + TOKEN + "/" + name, here(), "", ""))
          .startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void aPreviewIsAskedForAsJsonAndOnlySo() throws IOException {
    String path = "/" + TOKEN + "/preview";
    assertThat(request("POST", path, here(), JSON, "\"tool x\"")).endsWith("\r\n\r\na preview");
    assertThat(previewed).containsExactly("\"tool x\"");
    assertThat(get(path)).startsWith("HTTP/1.1 405");
    for (String type :
        List.of(
            "",
            "Content-Type: text/plain\r\n",
            "Content-Type: application/x-www-form-urlencoded\r\n")) {
      assertThat(request("POST", path, here(), type, "\"x\"")).startsWith("HTTP/1.1 415");
    }
    assertThat(request("POST", path, here(), JSON, "x".repeat(70_000))).startsWith("HTTP/1.1 413");
    assertThat(request("OPTIONS", path, here(), JSON, "")).startsWith("HTTP/1.1 405");
    assertThat(previewed).hasSize(1);
  }

  @Test
  void nothingThatWasAskedComesBack() throws IOException {
    String canary = "qZ7vK2mXw9";
    for (String path :
        List.of("/" + canary, "/" + TOKEN + "/" + canary, "/" + TOKEN + "/?" + canary)) {
      for (String method : List.of("GET", canary)) {
        assertThat(request(method, path, here(), "X-Y: " + canary + "\r\n", ""))
            .doesNotContain(canary);
      }
    }
    assertThat(request("GET", "/", canary, "Origin: " + canary + "\r\n", ""))
        .doesNotContain(canary, TOKEN);
  }

  @Test
  void whoHasItAlreadyIsToldSo() throws IOException {
    String first = get("/" + TOKEN + "/live");
    String tag = first.lines().filter(line -> line.startsWith("Etag: ")).findFirst().orElseThrow();

    String second =
        request(
            "GET",
            "/" + TOKEN + "/live",
            here(),
            "If-None-Match: " + tag.substring(6) + "\r\n",
            "");

    assertThat(second).startsWith("HTTP/1.1 304").doesNotContain("the live part");
  }

  @Test
  void theWordThatABrowserIsStartedWithOpensOnce() throws IOException {
    String path = URI.create(server.urlForOnce("once-upon")).getPath();

    assertThat(get("/once-upom/once")).startsWith("HTTP/1.1 404");
    assertThat(request("GET", path, "evil.example", "", "")).startsWith("HTTP/1.1 403");
    assertThat(get(path)).startsWith("HTTP/1.1 303").contains("Location: /" + TOKEN + "/");
    assertThat(get(path)).startsWith("HTTP/1.1 404").doesNotContain(TOKEN);
  }

  /** What another user of this machine can do without the word. */
  @Test
  void hundredsOfHalfRequestsDoNotKeepTheOwnerOut() throws IOException {
    List<String> halves = List.of("", "G", "GET / HTTP/1.1\r\nHost: x\r\n");
    List<Socket> others = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket other = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        others.add(other);
        other.getOutputStream().write(halves.get(i % 3).getBytes(StandardCharsets.UTF_8));
      }

      assertThat(get("/" + TOKEN + "/")).startsWith("HTTP/1.1 200").endsWith("the page");

      for (Socket other : others) {
        other.setSoTimeout(30_000);
        assertThat(other.getInputStream().readAllBytes()).isEmpty();
      }
    } finally {
      for (Socket other : others) {
        other.close();
      }
    }
  }

  @Test
  void itListensOn127001Alone() throws IOException {
    InetAddress another = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

    assertThatThrownBy(() -> new Socket(another, port).close()).isInstanceOf(IOException.class);
  }

  private String here() {
    return "127.0.0.1:" + port;
  }

  private String get(String path) throws IOException {
    return request("GET", path, here(), "", "");
  }

  private String request(String method, String path, String host, String headers, String body)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\n"
              + headers
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private final class TestScreens implements Screens {
    @Override
    public String page() {
      return "the page";
    }

    @Override
    public String live() {
      return "the live part";
    }

    @Override
    public String style() {
      return "the style";
    }

    @Override
    public String preview(String line) {
      previewed.add(line);
      return "a preview";
    }
  }
}
