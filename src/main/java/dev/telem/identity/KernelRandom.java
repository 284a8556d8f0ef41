package dev.telem.identity;

import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Random;

/**
 * The kernel's random source. As strong as {@link SecureRandom}, which reads the same source and
 * costs 9 ms at start (spec startup.md, 6). Where there is no {@code /dev/urandom}, it is {@code
 * SecureRandom}.
 */
final class KernelRandom extends Random {
  private static final long serialVersionUID = 1;
  private static final String SOURCE = "/dev/urandom";

  @Override
  public void nextBytes(byte[] bytes) {
    try (FileInputStream source = new FileInputStream(SOURCE)) {
      int filled = 0;
      while (filled < bytes.length) {
        int read = source.read(bytes, filled, bytes.length - filled);
        if (read < 0) {
          throw new IOException(SOURCE + " has ended");
        }
        filled += read;
      }
    } catch (IOException noSuchDevice) {
      new SecureRandom().nextBytes(bytes);
    }
  }

  @Override
  protected int next(int bits) {
    byte[] bytes = new byte[4];
    nextBytes(bytes);
    int value =
        ((bytes[0] & 0xff) << 24)
            | ((bytes[1] & 0xff) << 16)
            | ((bytes[2] & 0xff) << 8)
            | (bytes[3] & 0xff);
    return value >>> (32 - bits);
  }
}
