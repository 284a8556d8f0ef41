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
public final class Digest {
  static final int SHORT = 16;
  static final int FULL = 64;

  private Digest() {}

  /**
   * SHA-256 of the salt in UTF-8 and the content behind it, 64 digits: tells that a content changed
   * and not what it is.
   */
  public static SafeText sha256(String salt, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.getBytes(StandardCharsets.UTF_8));
      return hex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The same of a text in UTF-8. */
  static SafeText sha256(String salt, String text) {
    return sha256(salt, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first 16 digits of it. */
  static SafeText shortSha256(String salt, String text) {
    return new SafeText(sha256(salt, text).value().substring(0, SHORT));
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
