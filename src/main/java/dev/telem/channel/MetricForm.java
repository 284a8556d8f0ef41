package dev.telem.channel;

import dev.telem.privacy.Reported;
import dev.telem.privacy.SafeText;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a metric, or of a counter, as they were written; and the sum that they go to. */
final class MetricForm {
  static final int MOST_NUMBERS = 16;

  /** The collection of counters, which have only a name. */
  private static final String COUNTERS = "counters";

  /** The names of numbers that every metric may have; they are none of the run's names. */
  static final String COUNT = "count";

  static final String VALUE = "value";

  /** Known to be names: looked at once, and not for every metric of a run that is about to end. */
  private static final SafeText COUNTERS_NAME = Reported.name(COUNTERS).orElseThrow();

  private static final SafeText COUNT_NAME = Reported.field(COUNT).orElseThrow();

  private @Nullable String collection;
  private @Nullable String topic;
  private @Nullable String aggregation;
  private String key = "";
  private @Nullable String text;
  private final String[] names = new String[MOST_NUMBERS];
  private final double[] numbers = new double[MOST_NUMBERS];
  private final int[] places = new int[MOST_NUMBERS];
  private int count;

  static MetricForm counter(String name, double value) throws Refused {
    MetricForm form = new MetricForm();
    form.collection = COUNTERS;
    form.topic = once(null, name);
    form.aggregation = COUNT;
    form.names[0] = COUNT;
    form.numbers[0] = value;
    form.count = 1;
    return form;
  }

  static MetricForm read(LineCursor in) throws Refused {
    MetricForm form = new MetricForm();
    boolean more = in.opens('{', '}');
    while (more) {
      String name = in.name();
      if (in.peek() == '"') {
        form.text(name, in.string());
      } else {
        form.number(name, in.number());
      }
      more = in.hasNext('}');
    }
    return form;
  }

  private void number(String name, double number) throws Refused {
    if (count == MOST_NUMBERS) {
      throw new Refused(Reason.TOO_MANY_NAMES);
    }
    if (has(name) || isText(name)) {
      throw new Refused(Reason.FORM);
    }
    names[count] = name;
    numbers[count] = number;
    count++;
  }

  private boolean has(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** What the members are called that are no numbers: an event has each of them once. */
  private static boolean isText(String name) {
    return switch (name) {
      case "collection", "topic", "aggregation", "key" -> true;
      default -> false;
    };
  }

  private void text(String name, String value) throws Refused {
    switch (name) {
      case "collection" -> collection = once(collection, value);
      case "topic" -> topic = once(topic, value);
      case "aggregation" -> aggregation = once(aggregation, value);
      case "key" -> key = once(key.isEmpty() ? null : key, value);
      case VALUE -> text = once(text, value);
      default -> throw new Refused(Reason.FORM);
    }
  }

  private static String once(@Nullable String before, String value) throws Refused {
    if (before != null || value.isEmpty()) {
      throw new Refused(Reason.FORM);
    }
    return value;
  }

  /** Adds it where it belongs, and tells where that is. */
  Sum addTo(Sums sums, Allowed allowed) throws Refused {
    boolean exact = "exact".equals(aggregation);
    boolean hasNumber = has(VALUE);
    if (collection == null
        || topic == null
        || !(exact || COUNT.equals(aggregation))
        || (exact ? hasNumber == (text != null) : hasNumber || text != null || count == 0)) {
      throw new Refused(Reason.FORM);
    }
    String identity = collection + "\n" + topic + "\n" + key + (exact ? "\nexact" : "\ncount");
    Optional<SafeText> value = value(allowed);
    Sum sum = sums.find(identity);
    boolean isNew = sum == null;
    if (sum == null) {
      if (sums.room() == 0) {
        throw new Refused(Reason.TOO_MANY_NAMES);
      }
      sum =
          new Sum(
              collection.equals(COUNTERS) ? COUNTERS_NAME : name(collection),
              name(topic),
              exact,
              key.isEmpty() ? Optional.empty() : Optional.of(name(key)));
    }
    place(sum, sums, isNew ? sums.room() - 1 : sums.room());
    if (sum.add(places, numbers, count, value)) {
      sums.changed(sum);
    }
    if (isNew) {
      sums.put(identity, sum);
    }
    return sum;
  }

  /** Where each of the numbers belongs. All names are looked at before the first gets a place. */
  private void place(Sum sum, Sums sums, int room) throws Refused {
    SafeText[] fields = new SafeText[count];
    int ofSum = 0;
    int ofRun = 0;
    for (int i = 0; i < count; i++) {
      places[i] = sum.find(names[i]);
      if (places[i] < 0) {
        @Nullable SafeText known = sums.field(names[i]);
        fields[i] = known == null ? field(names[i]) : known;
        ofRun += known == null && isRunsName(names[i]) ? 1 : 0;
        ofSum++;
      }
    }
    if (ofSum > sum.room() || ofRun > room) {
      throw new Refused(Reason.TOO_MANY_NAMES);
    }
    for (int i = 0; i < count; i++) {
      if (places[i] < 0) {
        places[i] = sum.place(fields[i]);
        if (isRunsName(names[i])) {
          sums.putField(names[i], fields[i]);
        }
      }
    }
  }

  private static boolean isRunsName(String name) {
    return !name.equals(COUNT) && !name.equals(VALUE);
  }

  /** Whether its numbers alone say what it says: then another like it can be told by them. */
  boolean isNumeric() {
    return text == null;
  }

  /** Of the last addition. */
  int[] places() {
    return Arrays.copyOf(places, count);
  }

  private Optional<SafeText> value(Allowed allowed) throws Refused {
    if (text == null || collection == null || topic == null) {
      return Optional.empty();
    }
    Optional<SafeText> value =
        allowed.allows(collection, topic, key) ? Reported.value(text) : Optional.empty();
    if (value.isEmpty()) {
      throw new Refused(Reason.VALUE);
    }
    return value;
  }

  private static SafeText name(String text) throws Refused {
    Optional<SafeText> name = Reported.name(text);
    if (name.isEmpty()) {
      throw new Refused(Reason.NAME);
    }
    return name.get();
  }

  private static SafeText field(String text) throws Refused {
    if (text.equals(COUNT)) {
      return COUNT_NAME;
    }
    Optional<SafeText> name = Reported.field(text);
    if (name.isEmpty()) {
      throw new Refused(Reason.NAME);
    }
    return name.get();
  }
}
