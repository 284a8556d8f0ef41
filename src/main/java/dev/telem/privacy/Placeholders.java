package dev.telem.privacy;

import org.jspecify.annotations.Nullable;

/** Makes the tokens of what may not leave, with a digest in them where the policy asks for one. */
final class Placeholders {
  private static final Token UNKNOWN_OPTION =
      new Token.Value(new SafeText("<option>"), Reason.UNKNOWN_OPTION);

  private final @Nullable KeyedDigest digest;

  /**
   * Without a key there are no digests: an unkeyed one of a short value is as good as the value.
   */
  Placeholders(ArgumentPolicy policy, byte[] key) {
    digest = policy.hashes() && key.length > 0 ? KeyedDigest.of(policy, key) : null;
  }

  /** For the whole word. */
  Token whole(String word, Reason otherwise) {
    return whole(Shape.of(word, 0), word, otherwise);
  }

  /** For the whole word, its shape known. */
  Token whole(Shape shape, String word, Reason otherwise) {
    Reason reason = shape == Shape.PAIR ? Reason.KEY_WITH_VALUE : otherwise;
    return glued(shape, "", word, 0, Reason.LOOKS_LIKE_PATH, reason);
  }

  /** For the part of the word from the index on; before it stands what is kept. */
  Token glued(Shape shape, String kept, String word, int from, Reason path, Reason value) {
    return switch (shape) {
      case PATH -> new Token.Path(text(kept, "path", word, from), path);
      case PAIR, OTHER -> new Token.Value(text(kept, "value", word, from), value);
      case SECRET -> redacted(kept, Reason.GLUED_TO_SENSITIVE);
    };
  }

  /** For a secret; without a digest, whatever the policy. */
  static Token redacted(String kept, Reason reason) {
    return new Token.Redacted(new SafeText(kept + "<redacted>"), reason);
  }

  /** For an option that a strict vocabulary does not know. */
  static Token unknownOption() {
    return UNKNOWN_OPTION;
  }

  private SafeText text(String kept, String kind, String word, int from) {
    String mark = digest == null ? "" : ":" + digest.of(word.substring(from));
    return new SafeText(kept + "<" + kind + mark + ">");
  }
}
