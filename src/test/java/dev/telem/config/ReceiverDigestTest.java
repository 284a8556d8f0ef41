package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReceiverDigestTest {
  private static final UUID KEY = new UUID(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  /** The vectors of the reference implementation. */
  @ParameterizedTest
  @CsvSource({
    "0,726fdb47dd0e0e31",
    "1,74f839c593dc67fd",
    "7,ab0200f58b01d137",
    "8,93f5f5799a932462",
    "15,a129ca6149be45e5",
    "63,958a324ceb064572"
  })
  void itIsSipHash(int length, String expected) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) i;
    }
    assertThat(Long.toHexString(ReceiverDigest.siphash(text, KEY))).isEqualTo(expected);
  }

  @Test
  void everyPartOfADestinationCountsAndSoDoesTheKey() {
    ReceiverDigest digest = new ReceiverDigest(KEY);
    assertThat(
            new String[] {
              digest.of(to(Destination.Type.NATIVE, "https://a/x", "", "")),
              digest.of(to(Destination.Type.OTLP, "https://a/x", "", "")),
              digest.of(to(Destination.Type.NATIVE, "https://a/y", "", "")),
              digest.of(to(Destination.Type.NATIVE, "https://a/x", "one", "")),
              digest.of(to(Destination.Type.NATIVE, "https://a/x", "two", "")),
              digest.of(to(Destination.Type.POSTHOG, "https://a/x", "", "one")),
              digest.of(to(Destination.Type.POSTHOG, "https://a/x", "", "two")),
              new ReceiverDigest(new UUID(1, 2))
                  .of(to(Destination.Type.NATIVE, "https://a/x", "", "")),
            })
        .doesNotHaveDuplicates()
        .allMatch(one -> one.matches("[0-9a-f]{16}"));
    assertThat(new ReceiverDigest(null).of(to(Destination.Type.NATIVE, "https://a", "", "")))
        .isEmpty();
  }

  private static Destination to(Destination.Type type, String url, String header, String apiKey) {
    return new Destination(
        type,
        url,
        header.isEmpty() ? Map.of() : Map.of("Authorization", new Secret.Literal(header)),
        apiKey.isEmpty() ? Optional.empty() : Optional.of(new Secret.Literal(apiKey)),
        false,
        Source.BUILT_IN,
        false);
  }
}
