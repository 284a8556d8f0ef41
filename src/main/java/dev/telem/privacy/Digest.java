package dev.telem.privacy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests, in lower-case hexadecimal. A class of its own since the cryptographic classes are slow
 * to load: a run that needs no digest never loads them.
 */
final class Digest {
  static final int SHORT = 16;
  static final int FULL = 64;

  private Digest() {}

  /**
   * SHA-256 of the bytes, 64 digits: the event's {@code configHash}, which tells that a file
   * changed and not what is in it.
   */
  public static SafeText sha256(byte[] bytes) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The first 16 digits of the SHA-256 of the text in UTF-8: a name for a destination's queue. */
  public static SafeText shortSha256(String text) {
    return new SafeText(sha256(text.getBytes(StandardCharsets.UTF_8)).value().substring(0, SHORT));
  }

  /** HMAC-SHA-256 of the text in UTF-8, 64 digits. */
  static SafeText hmacSha256(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256, and it takes any key", e);
    }
  }

  private static SafeText hex(byte[] digest) {
    return new SafeText(HexFormat.of().formatHex(digest));
  }
}
