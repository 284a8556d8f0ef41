package dev.telem.channel;

import dev.telem.event.Metric;
import dev.telem.privacy.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One metric of a run, and what has been added to it since it was taken last. */
final class Sum {
  private final SafeText collection;
  private final SafeText topic;
  private final boolean exact;
  private final Optional<SafeText> key;

  private final List<SafeText> names = new ArrayList<>(2);
  private double[] numbers = new double[2];
  private boolean[] known = new boolean[2];
  private Optional<SafeText> value = Optional.empty();
  private boolean changed;

  Sum(SafeText collection, SafeText topic, boolean exact, Optional<SafeText> key) {
    this.collection = collection;
    this.topic = topic;
    this.exact = exact;
    this.key = key;
  }

  /** Where the number of this name stands; -1 where there has been none. */
  int find(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).value().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** How many numbers of other names there may be yet. */
  int room() {
    return MetricForm.MOST_NUMBERS - names.size();
  }

  /** A place for a number of another name. */
  int place(SafeText name) {
    names.add(name);
    if (names.size() > numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      known = Arrays.copyOf(known, numbers.length);
    }
    return names.size() - 1;
  }

  /**
   * Adds numbers, or puts them in the place of those before if they are exact.
   *
   * @param places where each of them belongs
   * @param text the exact value, where it is a text
   * @return whether this is the first since it was taken last
   * @throws Refused if a sum would be larger than all receivers can hold; then none is added
   */
  boolean add(int[] places, double[] more, int count, Optional<SafeText> text) throws Refused {
    boolean first = !changed;
    for (int i = 0; i < count && !first && !exact; i++) {
      double sum = numbers[places[i]] + more[i];
      if (sum > LineCursor.LARGEST || sum < -LineCursor.LARGEST) {
        throw new Refused(Reason.NUMBER);
      }
    }
    if (first || exact) {
      for (int i = 0; i < known.length; i++) {
        known[i] = false;
        numbers[i] = 0;
      }
    }
    for (int i = 0; i < count; i++) {
      numbers[places[i]] += more[i];
      known[places[i]] = true;
    }
    value = text;
    changed = true;
    return first;
  }

  /** What was added; from now on it begins again at nothing. */
  Metric take() {
    List<Metric.Amount> amounts = new ArrayList<>(names.size());
    int itsValue = find(MetricForm.VALUE);
    int itsCount = find(MetricForm.COUNT);
    tell(itsValue, amounts);
    tell(itsCount, amounts);
    for (int i = 0; i < names.size(); i++) {
      if (i != itsValue && i != itsCount) {
        tell(i, amounts);
      }
    }
    changed = false;
    return new Metric(collection, topic, exact, key, value, amounts);
  }

  private void tell(int place, List<Metric.Amount> amounts) {
    if (place >= 0 && known[place]) {
      amounts.add(new Metric.Amount(names.get(place), numbers[place]));
    }
  }
}
