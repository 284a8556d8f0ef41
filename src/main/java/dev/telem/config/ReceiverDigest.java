package dev.telem.config;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells receivers apart by digests with a key of their file, so that {@code notice.json} holds no
 * secret of theirs: SipHash-2-4 (Aumasson, Bernstein 2012). Not one of Java's digests, which take
 * milliseconds to load, and this is read before a command starts.
 *
 * @param key of the file; null where it has none, and no digest either
 */
record ReceiverDigest(@Nullable UUID key) {

  /** 16 hexadecimal digits of everything that tells this receiver from others; "" without a key. */
  String of(Destination destination) {
    if (key == null) {
      return "";
    }
    long hash = siphash(destination.identity().getBytes(StandardCharsets.UTF_8), key);
    StringBuilder hex = new StringBuilder(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      hex.append(Character.forDigit((int) (hash >>> shift) & 15, 16));
    }
    return hex.toString();
  }

  /** The hash; the key's two halves are the two words of the paper's. */
  static long siphash(byte[] text, UUID key) {
    State state = new State(key.getMostSignificantBits(), key.getLeastSignificantBits());
    int whole = text.length & ~7;
    for (int at = 0; at < whole; at += 8) {
      state.take(word(text, at, 8), 2);
    }
    state.take(word(text, whole, text.length - whole) | (long) text.length << 56, 2);
    state.v2 ^= 0xff;
    return state.end();
  }

  private static long word(byte[] text, int at, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (text[at + i] & 0xffL) << (8 * i);
    }
    return word;
  }

  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void take(long word, int rounds) {
      v3 ^= word;
      mix(rounds);
      v0 ^= word;
    }

    long end() {
      mix(4);
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void mix(int rounds) {
      for (int i = 0; i < rounds; i++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
