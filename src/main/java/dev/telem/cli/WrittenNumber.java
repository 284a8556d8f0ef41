package dev.telem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;

/** A number as a person or a command wrote it. */
final class WrittenNumber {
  private static final int LONGEST = 40;

  private WrittenNumber() {}

  /** Whether this is a number of JSON. */
  static boolean is(String text) {
    return text.length() <= LONGEST
        && text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
  }

  /**
   * Whether it is what any receiver would write for the same number: of {@code 1.10}, {@code 007}
   * and {@code 1e3} nothing would tell how they were written, which matters if they are versions.
   */
  static boolean isCanonical(String text) {
    if (!is(text)) {
      return false;
    }
    double number = Double.parseDouble(text);
    return text.equals(number == Math.rint(number) ? "" + (long) number : "" + number);
  }

  /**
   * The number.
   *
   * @param label of the word, in what is said to who wrote none
   */
  static JsonNode read(String label, String text) throws Refusal {
    if (!is(text)) {
      throw Refusal.usage(label + " takes a number, such as 200 or 0.5, and this is none");
    }
    return DecimalNode.valueOf(new BigDecimal(text));
  }
}
