package dev.telem.channel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text that lines which were understood have in common, and what they go on with: a
 * radix tree, in which a number is a branch of its own. A line is told in one pass over its bytes,
 * however many others there are.
 */
final class Shape {
  /** What lines are made of that have been understood; all else is nobody's branch. */
  private static final int ASCII = 128;

  private byte[] text;
  private Shape @Nullable [] next;
  private @Nullable Shape number;
  private @Nullable Sum sum;
  private int[] places = {};

  Shape(byte[] text) {
    this.text = text;
  }

  byte[] text() {
    return text;
  }

  /** What follows this text and then a number; null where nothing does. */
  @Nullable Shape afterNumber() {
    return number;
  }

  /** What follows this text and then this byte; null where nothing does. */
  @Nullable Shape after(byte b) {
    return next == null || b < 0 ? null : next[b];
  }

  /** Where the numbers go of a line that ends here; null where none does. */
  @Nullable Sum sum() {
    return sum;
  }

  /** The places of the numbers in the sum. */
  int[] places() {
    return places;
  }

  /** Puts this text behind a number that follows, or finds it there. */
  Shape putAfterNumber(byte[] following) {
    if (number == null) {
      number = new Shape(following);
      return number;
    }
    return number.put(following);
  }

  /** Finds where a text ends that begins where this one does; puts it there first if it must. */
  Shape put(byte[] whole) {
    Shape at = this;
    int from = 0;
    while (true) {
      int same = at.common(whole, from);
      if (same < at.text.length) {
        at.split(same);
      }
      int end = from + same;
      if (end == whole.length) {
        return at;
      }
      byte b = whole[end];
      Shape found = at.after(b);
      if (found == null) {
        return at.branch(b, new Shape(Arrays.copyOfRange(whole, end + 1, whole.length)));
      }
      at = found;
      from = end + 1;
    }
  }

  /** Here a line ends. */
  void end(Sum itsSum, int[] itsPlaces) {
    sum = itsSum;
    places = itsPlaces;
  }

  private int common(byte[] whole, int from) {
    int most = Math.min(text.length, whole.length - from);
    int same = 0;
    while (same < most && text[same] == whole[from + same]) {
      same++;
    }
    return same;
  }

  /** Ends this text earlier; the rest of it becomes what follows. */
  private void split(int length) {
    Shape rest = new Shape(Arrays.copyOfRange(text, length + 1, text.length));
    rest.next = next;
    rest.number = number;
    rest.sum = sum;
    rest.places = places;
    byte b = text[length];
    text = Arrays.copyOf(text, length);
    next = null;
    number = null;
    sum = null;
    branch(b, rest);
  }

  private Shape branch(byte b, Shape shape) {
    if (next == null) {
      next = new Shape[ASCII];
    }
    next[b] = shape;
    return shape;
  }
}
