package dev.telem.identity;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.RandomBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes random ids. Nothing of the machine, the user or the command goes into one. */
public final class Ids {
  private final TimeBasedEpochGenerator ordered;
  private final RandomBasedGenerator random;
  private final Random source;

  /** Ids from the kernel's random source. */
  public Ids() {
    this(new KernelRandom());
  }

  Ids(Random source) {
    this.source = source;
    this.ordered = new Ordered(source);
    this.random = new RandomBasedGenerator(source);
  }

  /**
   * A UUIDv7 (RFC 9562): ids made later sort later, also within a millisecond. For runs and events.
   */
  public UUID ordered() {
    return ordered.generate();
  }

  /** A UUIDv4 (RFC 9562). For machines, sessions and workspaces. */
  public UUID random() {
    return random.generate();
  }

  /** Key material. */
  byte[] key(int length) {
    byte[] bytes = new byte[length];
    source.nextBytes(bytes);
    return bytes;
  }

  /**
   * The id that a text spells, or null if it spells none: ids come back to us through files and
   * variables, which anybody may have written.
   */
  public static @Nullable UUID parse(@Nullable String text) {
    if (text == null || text.length() != 36) {
      return null;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (dash ? c != '-' : !hex) {
        return null;
      }
    }
    return UUID.fromString(text);
  }

  /**
   * Given a {@code Random}, the library's generator makes a lambda of it. An AOT cache can hold
   * that one; the way of a run does without any, so that none has to be told from those that cost.
   */
  private static final class Ordered extends TimeBasedEpochGenerator {
    Ordered(Random source) {
      super(
          new Consumer<byte[]>() {
            @Override
            public void accept(byte[] bytes) {
              source.nextBytes(bytes);
            }
          },
          UUIDClock.systemTimeClock());
    }
  }
}
