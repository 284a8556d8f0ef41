package dev.telem.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the person chose about the events' contents.
 *
 * @param arguments how much of the arguments is kept
 * @param keyedProjectId whether the project's identifier is made with a key of this machine
 * @param channel the release channel, a short word
 * @param extra constants that go into every event: words of at most 40 characters with values of at
 *     most 100
 */
public record Contents(
    Arguments arguments,
    boolean keyedProjectId,
    Optional<String> channel,
    Map<String, String> extra) {

  /** The policies for arguments (spec privacy.md), from the most to the least that is kept. */
  public enum Arguments {
    /** Placeholders with a keyed SHA-256 digest. */
    HASH("hash"),
    /** Placeholders with a keyed MD5 digest. */
    HASH_MD5("hash-md5"),
    /** Placeholders. */
    PLACEHOLDERS("placeholders"),
    /** Names of options only. */
    NAMES("names"),
    /** Nothing. */
    NONE("none");

    private final String word;

    Arguments(String word) {
      this.word = word;
    }

    /** The policy as configurations write it. */
    public String word() {
      return word;
    }

    static @Nullable Arguments named(String word) {
      for (Arguments policy : values()) {
        if (policy.word.equals(word)) {
          return policy;
        }
      }
      return null;
    }

    /** Of two policies the one that keeps less. */
    Arguments stricter(Arguments other) {
      return compareTo(other) < 0 ? other : this;
    }
  }
}
