package dev.telem.privacy;

/**
 * How much of the arguments leaves, from the most to the least. Spec privacy.md, "Policies for
 * arguments".
 */
public enum ArgumentPolicy {
  /** Placeholders with a short HMAC-SHA-256 of what they stand for: {@code <value:1f6a0c9b>}. */
  HASH,
  /** The same with HMAC-MD5. */
  HASH_MD5,
  /** {@code <path>}, {@code <value>}, {@code <redacted>}. */
  PLACEHOLDERS,
  /** No list of arguments: their number and the names of the options only. */
  NAMES,
  /** Nothing of the arguments: no number, no option, no sub-command. */
  NONE;

  /** The one of the two that says less: so a person's choice beats the publisher's. */
  public static ArgumentPolicy stricter(ArgumentPolicy one, ArgumentPolicy other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  boolean hashes() {
    return this == HASH || this == HASH_MD5;
  }
}
