package dev.telem.shim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/**
 * An executable that stands in a directory of the PATH under a tool's name and runs the real one
 * through telem: the program {@code shim.c}, with behind it, each ended by a NUL,
 *
 * <table>
 *   <caption>what it has to know</caption>
 *   <tr><td>telem</td><td>the path of telem</td></tr>
 *   <tr><td>name</td><td>the tool's</td></tr>
 *   <tr><td>profile</td><td>a path, the name of an installed one, or nothing</td></tr>
 *   <tr><td>other</td><td>another path of telem, for when that one leads nowhere any more, or
 *   nothing; older shims end without it</td></tr>
 *   <tr><td>length</td><td>of these with their NULs: 4 bytes, the lowest first</td></tr>
 *   <tr><td>mark</td><td>16 bytes, by which shims are known</td></tr>
 * </table>
 *
 * @param file where it stands
 * @param telem the path of telem that is tried first
 * @param other the path that is tried then; "" for none
 * @param profile of the tool; "" for none
 */
public record Shim(Path file, String name, String telem, String other, String profile) {
  private static final byte[] MARK = "telem shim 1\n\0\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = MARK.length + 4;
  private static final int MOST = 16_384;

  /** The shim that a file is, or that a link leads to; empty where it is something else. */
  public static Optional<Shim> at(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return Optional.empty();
    }
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      long size = in.size();
      if (size < TAIL) {
        return Optional.empty();
      }
      byte[] tail = read(in, size - TAIL, TAIL);
      int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (!Arrays.equals(MARK, Arrays.copyOfRange(tail, 4, TAIL))
          || length < 3
          || length > MOST
          || length > size - TAIL) {
        return Optional.empty();
      }
      String facts = new String(read(in, size - TAIL - length, length), StandardCharsets.UTF_8);
      String[] parts = facts.split("\0", -1);
      return parts.length == 4 || parts.length == 5
          ? Optional.of(
              new Shim(file, parts[1], parts[0], parts.length == 5 ? parts[3] : "", parts[2]))
          : Optional.empty();
    }
  }

  private static byte[] read(SeekableByteChannel in, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    in.position(at);
    int count = in.read(bytes);
    while (count >= 0 && bytes.hasRemaining()) {
      count = in.read(bytes);
    }
    return bytes.array();
  }

  /**
   * Makes it, or makes it anew. Under another name first: who calls it meanwhile gets the old or
   * the new one.
   *
   * @param program the executable that is copied
   */
  public void make(Path program) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(program)) {
      in.transferTo(all);
    }
    byte[] facts =
        (telem + '\0' + name + '\0' + profile + '\0' + other + '\0')
            .getBytes(StandardCharsets.UTF_8);
    if (facts.length > MOST) {
      throw new IOException(file + ": the paths of telem and the profile are too long for a shim");
    }
    all.write(facts);
    for (int shift = 0; shift < 32; shift += 8) {
      all.write(facts.length >> shift);
    }
    all.write(MARK);
    Path folder = file.getParent();
    Path draft =
        (folder == null ? Path.of(".") : folder)
            .resolve(".telem-shim-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    try {
      Files.write(draft, all.toByteArray());
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Whether it is the file itself that is a shim, and no link to one. */
  public boolean isFile() {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
