package dev.telem.privacy;

import java.util.Optional;
import java.util.UUID;

/**
 * Text that may leave this machine. Its constructor is the room's own, so that outside of it such
 * text comes only from the {@link Sanitizer}, from {@link ProjectId} and {@link Digest}, or from a
 * factory that checks its shape.
 *
 * <p>A factory that can refuse answers with an empty {@code Optional}: a fact without a safe form
 * is left out of the event (spec events.md), it is no error.
 */
public final class SafeText {
  private static final int LONGEST_SLUG = 40;
  private static final int LONGEST_VERSION = 64;
  private static final int LONGEST_LABEL = 100;

  private final String value;

  SafeText(String value) {
    this.value = value;
  }

  /** The text itself. */
  public String value() {
    return value;
  }

  /** An identifier: 36 characters, lower-case. */
  public static SafeText uuid(UUID id) {
    return new SafeText(id.toString());
  }

  /** The identifier of a machine that lives for one CI run: {@code ci-} and the UUID. */
  public static SafeText ciMachineId(UUID id) {
    return new SafeText("ci-" + id);
  }

  /** A digest that was made earlier and kept in a file: 16 or 64 lower-case hexadecimal digits. */
  public static Optional<SafeText> digest(String text) {
    if (text.length() != Digest.SHORT && text.length() != Digest.FULL) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isDigit(c) && (c < 'a' || c > 'f')) {
        return Optional.empty();
      }
    }
    return Optional.of(new SafeText(text));
  }

  /**
   * A name out of a table: an operating system, an architecture, a CI vendor. Lower-case letters
   * and digits in words separated by single hyphens, at most 40 characters.
   */
  public static Optional<SafeText> slug(String text) {
    if (text.length() > LONGEST_SLUG) {
      return Optional.empty();
    }
    boolean afterWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Ascii.isLower(c) || Ascii.isDigit(c)) {
        afterWord = true;
      } else if (c == '-' && afterWord) {
        afterWord = false;
      } else {
        return Optional.empty();
      }
    }
    return afterWord ? Optional.of(new SafeText(text)) : Optional.empty();
  }

  /** A version: 1 to 64 ASCII letters, digits and {@code . _ + ~ -}. */
  public static Optional<SafeText> version(String text) {
    if (text.isEmpty() || text.length() > LONGEST_VERSION) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "._+~-".indexOf(c) < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new SafeText(text));
  }

  /**
   * The version in what a tool prints when it is asked for it, {@code git version 2.39.5}: numbers
   * with dots between them at the beginning of a word, or behind a {@code v} or a name ({@code
   * v2.0}, {@code jq-1.6}), and what usually follows them ({@code -rc1}); where there is none, a
   * number. Nothing else of the line: it may name a machine or a person.
   */
  public static Optional<SafeText> versionIn(String line) {
    Optional<SafeText> number = Optional.empty();
    int i = 0;
    while (i < line.length()) {
      int start = i;
      while (i < line.length() && line.charAt(i) > ' ') {
        i++;
      }
      String version = PrintedVersion.in(line.substring(start, i));
      if (version.contains(".")) {
        return Optional.of(new SafeText(version));
      }
      if (number.isEmpty() && !version.isEmpty()) {
        number = Optional.of(new SafeText(version));
      }
      i++;
    }
    return number;
  }

  /**
   * A program's name (spec privacy.md: {@code [A-Za-z0-9][A-Za-z0-9._+-]{0,39}}), unless it looks
   * like a number or a pasted secret. No path: see {@link Sanitizer} for the command line's first
   * word.
   */
  public static Optional<SafeText> programName(String text) {
    return ProgramName.fits(text, 0, text.length())
        ? Optional.of(new SafeText(text))
        : Optional.empty();
  }

  /**
   * A constant that the publisher or the team chose for all runs: a key or value of {@code extra},
   * a channel. Never for what was typed or found. 1 to 100 letters, digits, spaces and {@code . _ -
   * + : / @ , ( ) #}.
   */
  public static Optional<SafeText> label(String text) {
    if (text.isEmpty() || text.length() > LONGEST_LABEL) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && " ._-+:/@,()#".indexOf(c) < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new SafeText(text));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SafeText text && text.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** The text itself: it is safe wherever it is shown. */
  @Override
  public String toString() {
    return value;
  }
}
