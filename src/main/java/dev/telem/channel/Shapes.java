package dev.telem.channel;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines that were understood, but for their numbers. A command says the same things again and
 * again with other numbers: telling that a line is like one before, and its numbers, takes a tenth
 * of the time of understanding it anew, where nothing is compiled.
 */
final class Shapes {
  /** Twice as many as there are names, for those who write the same thing in two ways. */
  private static final int MOST = 2 * Sums.MOST_NAMES;

  private static final int MOST_DIGITS = LineCursor.MOST_PLAIN_DIGITS;

  private final Sums sums;
  private final double[] numbers = new double[MetricForm.MOST_NUMBERS];
  private @Nullable Shape first;
  private int size;

  Shapes(Sums sums) {
    this.sums = sums;
  }

  /**
   * Takes a line, with its line end, that was understood before, but for its numbers.
   *
   * @return where the next line begins; -1 where this one is to be read
   */
  int take(byte[] block, int from, int to) {
    Shape shape = first;
    int at = from;
    int count = 0;
    while (shape != null) {
      byte[] text = shape.text();
      int length = text.length;
      if (at + length > to) {
        return -1;
      }
      // By hand: what compares arrays calls native code for every byte where nothing is compiled.
      for (int i = 0; i < length; i++) {
        if (block[at + i] != text[i]) {
          return -1;
        }
      }
      at += length;
      Sum sum = shape.sum();
      if (sum != null) {
        return add(sum, shape.places(), count) ? at : -1;
      }
      if (at == to) {
        return -1;
      }
      byte b = block[at];
      Shape number = shape.afterNumber();
      if (number != null && b <= '9' && (b >= '0' || b == '-')) {
        at = number(count, block, at, to);
        if (at < 0) {
          return -1;
        }
        count++;
        shape = number;
      } else {
        shape = shape.after(b);
        at++;
      }
    }
    return -1;
  }

  /** Whether they could be added; if not, reading the line says why. */
  private boolean add(Sum sum, int[] places, int count) {
    if (count == 0) {
      numbers[0] = 1; // A counter that is named only.
    }
    try {
      if (sum.add(places, numbers, places.length, Optional.empty())) {
        sums.changed(sum);
      }
      return true;
    } catch (Refused tooLarge) {
      return false;
    }
  }

  /**
   * Remembers a line that was understood.
   *
   * @param spans where its numbers begin and end
   * @param count how many numbers there are
   * @param places of the numbers in the sum; a counter that is named only has one, which is 1
   */
  void remember(byte[] line, int from, int to, int[] spans, int count, Sum sum, int[] places) {
    if (size == MOST || !isAscii(line, from, to)) {
      return;
    }
    byte[] text = between(line, from, count == 0 ? to : spans[0], count == 0);
    if (first == null) {
      first = new Shape(text);
    }
    Shape shape = first.put(text);
    for (int i = 0; i < count; i++) {
      boolean last = i + 1 == count;
      int end = last ? to : spans[2 * i + 2];
      shape = shape.putAfterNumber(between(line, spans[2 * i + 1], end, last));
    }
    size += shape.sum() == null ? 1 : 0;
    shape.end(sum, places);
  }

  private static byte[] between(byte[] line, int from, int to, boolean last) {
    if (!last) {
      return Arrays.copyOfRange(line, from, to);
    }
    byte[] text = new byte[to - from + 1];
    System.arraycopy(line, from, text, 0, to - from);
    text[to - from] = '\n';
    return text;
  }

  private static boolean isAscii(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** A plain number, perhaps with a fraction; what is less plain is for who reads the line. */
  private int number(int index, byte[] block, int from, int to) {
    int i = from;
    boolean negative = block[i] == '-';
    i += negative ? 1 : 0;
    int start = i;
    long digits = 0;
    byte b = i < to ? block[i] : 0;
    while (b >= '0' && b <= '9') {
      digits = digits * 10 + (b - '0');
      i++;
      b = i < to ? block[i] : 0;
    }
    int whole = i - start;
    if (whole == 0 || whole > MOST_DIGITS || (block[start] == '0' && whole > 1)) {
      return -1;
    }
    double number = digits;
    if (b == '.') {
      i++;
      int fraction = i;
      b = i < to ? block[i] : 0;
      while (b >= '0' && b <= '9') {
        digits = digits * 10 + (b - '0');
        i++;
        b = i < to ? block[i] : 0;
      }
      if (i == fraction || whole + i - fraction > MOST_DIGITS) {
        return -1;
      }
      number = LineCursor.shifted(digits, i - fraction);
    }
    numbers[index] = negative ? -number : number;
    return i;
  }
}
