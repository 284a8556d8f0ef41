package dev.telem.privacy;

/** What became of one word of the command line: the text that leaves in its place, and why. */
public sealed interface Token {
  /** What leaves. */
  SafeText text();

  /** Why it is no more, and no less. */
  Reason reason();

  /** A word that a rule lets through. */
  record Kept(SafeText text, Reason reason) implements Token {}

  /** A path, or an option whose value is one. */
  record Path(SafeText text, Reason reason) implements Token {}

  /** Any other value, or an option with one. */
  record Value(SafeText text, Reason reason) implements Token {}

  /** What may be a secret. No policy hashes it. */
  record Redacted(SafeText text, Reason reason) implements Token {}
}
