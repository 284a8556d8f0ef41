package dev.telem.privacy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short digests with a key of this machine, by which equal values can be told equal and nothing
 * else. A class of its own since the cryptographic classes are slow to load.
 */
final class KeyedDigest {
  private static final String HEX = "0123456789abcdef";
  private static final int BYTES = 4;

  private final Mac mac;

  private KeyedDigest(Mac mac) {
    this.mac = mac;
  }

  static KeyedDigest of(ArgumentPolicy policy, byte[] key) {
    String algorithm = policy == ArgumentPolicy.HASH_MD5 ? "HmacMD5" : "HmacSHA256";
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return new KeyedDigest(mac);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has this, and it takes any key", e);
    }
  }

  /** The first 8 hexadecimal digits of the digest of the text in UTF-8. */
  String of(String text) {
    byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder hex = new StringBuilder(2 * BYTES);
    for (int i = 0; i < BYTES; i++) {
      hex.append(HEX.charAt(digest[i] >> 4 & 15)).append(HEX.charAt(digest[i] & 15));
    }
    return hex.toString();
  }
}
