package dev.telem.session;

import java.nio.charset.StandardCharsets;

/** Names the queue of a destination: 16 hex digits that differ for destinations that differ. */
public final class QueueName {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private QueueName() {}

  /**
   * The 64-bit FNV-1a hash of the destination's identity. Not a cryptographic one, which costs
   * milliseconds at start: the name stands beside the destination itself, so that it has nothing to
   * hide.
   */
  public static String of(String identity) {
    byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
    long hash = OFFSET;
    for (int i = 0; i < bytes.length; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
    }
    StringBuilder name = new StringBuilder(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      name.append(Character.forDigit((int) (hash >>> shift) & 15, 16));
    }
    return name.toString();
  }
}
