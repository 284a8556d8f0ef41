package dev.telem.view;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Serves the screens on 127.0.0.1, to those who come through the {@link Door}. */
public final class ViewServer implements AutoCloseable {
  /** The longest command line to preview, in bytes. */
  private static final int LONGEST_BODY = 1 << 16;

  /** Below what a process may open. */
  private static final String MOST_CONNECTIONS = "512";

  private final HttpServer server;

  /** One for each request: whoever sends half of one holds nobody else's up. */
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final Screens screens;
  private final Door door;
  private final String token;

  /** The word that opens the page once; "" when it was used. */
  private final AtomicReference<String> ticket = new AtomicReference<>("");

  private ViewServer(HttpServer server, String token, Screens screens) {
    this.server = server;
    this.token = token;
    this.screens = screens;
    this.door = new Door(server.getAddress().getPort(), token);
  }

  /**
   * Listens from now on.
   *
   * @param port 0 for any
   * @param token the word in the path that nobody can guess
   * @throws IOException if the port is taken
   */
  public static ViewServer start(int port, String token, Screens screens) throws IOException {
    // Read once, when the first server is made: who sends slowly, or opens many, is cut off.
    // The limits are so that a few hundred half requests of another user leave place for the owner,
    // and are gone in a moment.
    System.setProperty("sun.net.httpserver.maxReqTime", "3");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    System.setProperty("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
    ViewServer view = new ViewServer(server, token, screens);
    server.createContext("/", view::answer);
    server.setExecutor(view.threads);
    server.start();
    return view;
  }

  /** Where the page is. */
  public String url() {
    return origin() + "/" + token + "/";
  }

  /**
   * Where the page is for whoever comes first, and only once: other users see the words that a
   * browser is started with.
   *
   * @param once a word that nobody can guess
   */
  public String urlForOnce(String once) {
    ticket.set(once);
    return origin() + "/" + once + "/once";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      int refusal = door.refusal(exchange.getRequestHeaders(), path == null ? "" : path);
      if (refusal == 404 && opensOnce(exchange, Objects.requireNonNullElse(path, ""))) {
        exchange.getResponseHeaders().set("Location", "/" + token + "/");
        Reply.text(303, "").send(exchange);
      } else if (refusal != 0) {
        Reply.refused(refusal).send(exchange);
      } else {
        reply(exchange, door.behind(Objects.requireNonNull(path))).send(exchange);
      }
    }
  }

  private boolean opensOnce(HttpExchange exchange, String path) {
    String expected = ticket.get();
    return !expected.isEmpty()
        && exchange.getRequestMethod().equals("GET")
        && Door.same(path, "/" + expected + "/once")
        && ticket.compareAndSet(expected, "");
  }

  private Reply reply(HttpExchange exchange, String name) {
    if (name.equals("preview")) {
      return preview(exchange);
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return Reply.refused(405);
    }
    try {
      return switch (name) {
        case "" -> Reply.html(screens.page());
        case "page.css" -> new Reply(200, "text/css", screens.style());
        case "live.js" -> new Reply(200, "text/javascript", script());
        case "live" -> unlessKnown(exchange, screens.live());
        default -> Reply.refused(404);
      };
    } catch (IOException unreadable) {
      return Reply.text(500, "What is on this machine cannot be read; `telem doctor` says why.\n");
    }
  }

  /** Who has it already is told so. */
  private static Reply unlessKnown(HttpExchange exchange, String live) {
    String tag = "\"" + Integer.toHexString(live.hashCode()) + "-" + live.length() + "\"";
    exchange.getResponseHeaders().set("ETag", tag);
    return tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
        ? Reply.text(304, "")
        : Reply.html(live);
  }

  private Reply preview(HttpExchange exchange) {
    if (!exchange.getRequestMethod().equals("POST")) {
      return Reply.refused(405);
    }
    // A form of another site cannot send this type without asking first, and we answer no question.
    if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      return Reply.refused(415);
    }
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(LONGEST_BODY + 1);
      return body.length > LONGEST_BODY
          ? Reply.refused(413)
          : Reply.text(200, screens.preview(utf8(body)));
    } catch (CharacterCodingException malformed) {
      return Reply.refused(400);
    } catch (IOException unreadable) {
      return Reply.text(500, "There is no preview of it; `telem preview` says why.\n");
    }
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static String script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ViewServer.class.getResourceAsStream("live.js"), "live.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
