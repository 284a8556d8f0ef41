package dev.telem.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does with each connection what a test says, also what no server should. */
final class RawServer implements AutoCloseable {
  /** What happens on one connection, which is closed afterwards. */
  interface Behaviour {
    void serve(Socket socket) throws Exception;
  }

  /** One request as it came over the wire. */
  @SuppressWarnings("ArrayRecordComponent") // Bytes are the point.
  record Heard(String head, byte[] body) {
    boolean says(String header) {
      return head.toLowerCase(Locale.ROOT).contains("\r\n" + header.toLowerCase(Locale.ROOT));
    }
  }

  final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  RawServer(Behaviour behaviour) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(() -> serve(behaviour));
  }

  /** Reads one request and answers with this text. */
  static RawServer answering(String... pieces) throws IOException {
    RawServer[] self = new RawServer[1];
    self[0] =
        new RawServer(
            socket -> {
              self[0].hear(socket);
              for (String piece : pieces) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
              }
            });
    return self[0];
  }

  /** Reads one request. */
  Heard hear(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ends in the head");
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (String line : text.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    Heard request = new Heard(text, in.readNBytes(length));
    heard.add(request);
    return request;
  }

  int port() {
    return server.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/";
  }

  private void serve(Behaviour behaviour) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(behaviour, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // There is nobody else to tell.
  private static void serve(Behaviour behaviour, Socket socket) {
    try (socket) {
      behaviour.serve(socket);
    } catch (IOException goneOrMeantToBe) {
      return;
    } catch (Exception failed) {
      failed.printStackTrace();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
