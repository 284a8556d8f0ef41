package dev.telem.channel;

import java.util.Arrays;
import java.util.Optional;

/**
 * A line that was read and added, but for its numbers. A command says the same thing again and
 * again with other numbers: comparing with what was understood before takes a sixth of the time of
 * understanding it anew, where nothing is compiled.
 */
final class Template {
  private static final int MOST_DIGITS = 15;

  private final byte[][] between;
  private final Sum sum;
  private final int[] places;
  private final double[] numbers;

  /**
   * A template of this line.
   *
   * @param spans where its numbers begin and end
   * @param count how many numbers there are
   * @param places of the numbers in the sum; a counter that is named only has one, which is 1
   */
  Template(byte[] line, int from, int to, int[] spans, int count, Sum sum, int[] places) {
    this.sum = sum;
    this.places = places.clone();
    this.numbers = new double[Math.max(count, 1)];
    this.numbers[0] = 1;
    this.between = new byte[count + 1][];
    int start = from;
    for (int i = 0; i < count; i++) {
      between[i] = Arrays.copyOfRange(line, start, spans[2 * i]);
      start = spans[2 * i + 1];
    }
    byte[] last = Arrays.copyOf(Arrays.copyOfRange(line, start, to), to - start + 1);
    last[to - start] = '\n';
    between[count] = last;
  }

  /**
   * Whether such a line, with its line end, begins here. Remembers its numbers.
   *
   * @return where the next one begins; -1 where this is another line
   */
  int match(byte[] block, int from, int to) {
    int at = from;
    for (int k = 0; k < between.length; k++) {
      byte[] text = between[k];
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
      if (k < between.length - 1) {
        at = number(k, block, at, to);
        if (at < 0) {
          return -1;
        }
      }
    }
    return at;
  }

  /** Adds the numbers of the line that matched last; tells whether its sum begins with them. */
  boolean add() throws Refused {
    return sum.add(places, numbers, numbers.length, Optional.empty());
  }

  Sum sum() {
    return sum;
  }

  /** A plain whole number; what is less plain is for who reads the whole line. */
  private int number(int index, byte[] block, int from, int to) {
    int i = from;
    boolean negative = i < to && block[i] == '-';
    i += negative ? 1 : 0;
    int first = i;
    long number = 0;
    while (i < to && block[i] >= '0' && block[i] <= '9') {
      number = number * 10 + (block[i] - '0');
      i++;
    }
    if (i == first || i - first > MOST_DIGITS || (block[first] == '0' && i > first + 1)) {
      return -1;
    }
    numbers[index] = negative ? -number : number;
    return i;
  }
}
