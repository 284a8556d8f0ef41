package dev.telem.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * One POST, before it is compressed.
 *
 * @param url where to
 * @param headers what is said about it
 * @param body what is sent; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are the point, and requests are never compared.
record Request(URI url, Map<String, String> headers, byte[] body) {
  private static final int WORTH_COMPRESSING = 1024;

  /** The same, saying which version of telem it comes from. */
  Request from(String version) {
    return withHeader("User-Agent", "telem/" + version, body);
  }

  /** The same with a body above 1 KiB compressed. */
  Request compressed() {
    if (body.length <= WORTH_COMPRESSING) {
      return this;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return withHeader("Content-Encoding", "gzip", bytes.toByteArray());
  }

  private Request withHeader(String name, String value, byte[] content) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new Request(url, more, content);
  }
}
