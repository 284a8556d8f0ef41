package dev.telem.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The receipts of all attempts to send: {@code delivery.jsonl}, rotated like the event log. */
public final class Receipts {
  private final Path file;

  /** Receipts in this file; nothing is touched before the first is written. */
  public Receipts(Path file) {
    this.file = file;
  }

  /** Adds the receipt of one attempt, as {@link Receipt} shows it. */
  public void append(String json) throws IOException {
    EventLog.rotating(file, EventLog.ROTATE_AT).append(json.getBytes(StandardCharsets.UTF_8));
  }

  /** When this destination last accepted anything, in milliseconds since the epoch. */
  public Optional<Long> lastAccepted(String destination) throws IOException {
    List<Long> found = new ArrayList<>();
    LogReader.rotating(file)
        .backwards(
            line -> {
              Receipt.on(line)
                  .filter(receipt -> receipt.verdict() == Verdict.ACCEPTED)
                  .filter(receipt -> receipt.destination().equals(destination))
                  .ifPresent(receipt -> found.add(receipt.ts()));
              return found.isEmpty();
            });
    return found.stream().findFirst();
  }

  /**
   * The newest verdict for each of the events sent last; with several destinations the worst of
   * their newest verdicts.
   *
   * @param window how many events to look back, at least
   */
  public Map<String, Verdict> verdicts(int window) throws IOException {
    Map<String, Verdict> verdicts = new HashMap<>();
    Set<String> known = new HashSet<>();
    LogReader.rotating(file)
        .backwards(
            line -> {
              Receipt.on(line).ifPresent(receipt -> add(receipt, known, verdicts));
              return verdicts.size() < window;
            });
    return Collections.unmodifiableMap(verdicts);
  }

  /** The receipts of the last attempts, the newest first. */
  public List<Receipt> last(int count) throws IOException {
    List<Receipt> found = new ArrayList<>();
    LogReader.rotating(file)
        .backwards(
            line -> {
              Receipt.on(line).ifPresent(found::add);
              return found.size() < count;
            });
    return found;
  }

  /** Shows every receipt, oldest first, in constant memory. */
  public void forEach(Consumer<Receipt> reader) throws IOException {
    LogReader.rotating(file).all(line -> Receipt.on(line).ifPresent(reader));
  }

  /** All receipts for any of these events, oldest first. */
  public List<Receipt> about(Set<String> eventIDs) throws IOException {
    List<Receipt> found = new ArrayList<>();
    LogReader.rotating(file)
        .all(
            line -> {
              Optional<Receipt> receipt = Receipt.on(line);
              if (receipt.isPresent()
                  && !Collections.disjoint(eventIDs, receipt.get().eventIDs())) {
                found.add(receipt.get());
              }
            });
    return found;
  }

  private static void add(Receipt receipt, Set<String> known, Map<String, Verdict> verdicts) {
    for (String eventID : receipt.eventIDs()) {
      if (known.add(eventID + " " + receipt.destination())) {
        verdicts.merge(eventID, receipt.verdict(), Verdict::worseOf);
      }
    }
  }
}
