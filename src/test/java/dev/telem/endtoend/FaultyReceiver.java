package dev.telem.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import javax.net.ServerSocketFactory;

/** A receiver on plain sockets that fails in its own way until it is mended. */
final class FaultyReceiver implements AutoCloseable {
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocketFactory sockets;
  private final int port;
  private volatile Fault fault;
  private ServerSocket server;
  private Thread acceptor = new Thread(() -> {});

  /** The ways to fail. */
  enum Fault {
    NONE(answer(204, "")),
    REFUSES(""),
    BLACK_HOLE(""),
    STALLS_AFTER_CONNECT(""),
    ANSWERS_500(answer(500, "")),
    ANSWERS_503_RETRY_AFTER(answer(503, "Retry-After: 3600\r\n")),
    ANSWERS_429(answer(429, "Retry-After: 60\r\n")),
    ANSWERS_413(answer(413, "")),
    ANSWERS_400(answer(400, "")),
    ANSWERS_401(answer(401, "WWW-Authenticate: Basic realm=\"r\"\r\n")),
    REDIRECTS(answer(307, "Location: /elsewhere\r\n")),
    CUT_IN_MID_REPLY("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"),
    DRIPS("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + "x".repeat(100)),
    ANSWERS_100_MB("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n"),
    GARBAGE("\0\1\2\377 this is no HTTP\r\n\r\n");

    private final String reply;

    Fault(String reply) {
      this.reply = reply;
    }

    private static String answer(int status, String header) {
      return "HTTP/1.1 " + status + " X\r\n" + header + "Content-Length: 0\r\n\r\n";
    }

    boolean rejects() {
      return this == ANSWERS_400 || this == ANSWERS_413;
    }
  }

  FaultyReceiver(Fault fault) throws IOException {
    this(fault, ServerSocketFactory.getDefault());
  }

  /** With the sockets of a factory, which count only once it is mended. */
  FaultyReceiver(Fault fault, ServerSocketFactory sockets) throws IOException {
    this.fault = fault;
    this.sockets = sockets;
    server = new ServerSocket(0, fault == Fault.BLACK_HOLE ? 1 : 200, here());
    port = server.getLocalPort();
    switch (fault) {
      case REFUSES -> server.close();
      case BLACK_HOLE -> fill();
      default -> listen();
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port + "/v1/events";
  }

  /** The ids of all events in requests that were answered with success; repeated ones repeat. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** Fails differently from now on. */
  void turn(Fault other) {
    fault = other;
  }

  /** Everything works from now on. */
  void mend() throws IOException {
    close();
    fault = Fault.NONE;
    server = sockets.createServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(here(), port), 200);
    listen();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
    awaitAcceptor();
  }

  /** The kernel gives the port back only when nobody waits at it any more. */
  private void awaitAcceptor() {
    try {
      acceptor.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes up all the room that the kernel has for connections which nobody accepts. */
  private void fill() throws IOException {
    while (true) {
      Socket socket = new Socket();
      open.add(socket);
      try {
        socket.connect(new InetSocketAddress(here(), port), 200);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
  }

  private void listen() {
    ServerSocket listening = server;
    acceptor = Thread.ofPlatform().daemon().start(() -> accept(listening));
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      if (fault == Fault.STALLS_AFTER_CONNECT) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      for (byte[] body = body(in); body.length > 0; body = body(in)) {
        Fault now = fault;
        if (now == Fault.NONE || now == Fault.ANSWERS_100_MB) {
          accepted.addAll(ids(body));
        }
        reply(now, socket);
      }
    } catch (IOException gone) {
      return;
    } finally {
      open.remove(socket);
    }
  }

  private static void reply(Fault fault, Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] reply = fault.reply.getBytes(StandardCharsets.ISO_8859_1);
    switch (fault) {
      case DRIPS -> {
        for (byte drop : reply) {
          out.write(drop);
          pause();
        }
      }
      case ANSWERS_100_MB -> {
        out.write(reply);
        for (int mebibyte = 0; mebibyte < 100; mebibyte++) {
          out.write(new byte[1 << 20]);
        }
      }
      case CUT_IN_MID_REPLY, GARBAGE -> {
        out.write(reply);
        socket.close();
      }
      default -> out.write(reply);
    }
  }

  /** The speed of the drops; nothing waits for it. */
  private static void pause() throws IOException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  /** The body of the next request; empty at the end of the connection. */
  private static byte[] body(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int length = 0;
    for (String line : text.split("\r\n", -1)) {
      if (line.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    return text.contains("content-encoding: gzip")
        ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
        : body;
  }

  private static List<String> ids(byte[] body) {
    List<String> ids = new ArrayList<>();
    for (JsonNode event : Events.json(new String(body, StandardCharsets.UTF_8)).path("events")) {
      ids.add(Events.text(event, "eventID"));
    }
    return ids;
  }

  private static InetAddress here() {
    return InetAddress.getLoopbackAddress();
  }
}
