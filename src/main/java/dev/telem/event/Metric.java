package dev.telem.event;

import dev.telem.privacy.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * Something that was counted or measured.
 *
 * @param exact whether the last one stands; else it is a count, and all of them are summed
 * @param key tells metrics of one topic apart
 * @param value a text, of an exact one
 * @param amounts its numbers: {@code value}, {@code count} and others
 */
public record Metric(
    SafeText collection,
    SafeText topic,
    boolean exact,
    Optional<SafeText> key,
    Optional<SafeText> value,
    List<Amount> amounts) {
  /** Copies the list. */
  public Metric {
    amounts = List.copyOf(amounts);
  }

  /** One number of a metric. */
  public record Amount(SafeText name, double number) {}
}
