package dev.telem.delivery;

import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;

import dev.telem.spool.Caps;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A spool, a receiver and a sender between them, with a clock that a test moves. */
abstract class SenderScenario {
  static final String OTHER_QUEUE = "fedcba9876543210";
  static final FlushOptions UNFORCED = new FlushOptions(false, 0, 60_000, 0);

  @TempDir Path home;
  final Receiver receiver = new Receiver();
  final FakeTime time = new FakeTime();
  final List<String> receipts = new ArrayList<>();
  boolean permitted = true;
  Optional<Predicate<String>> apps = Optional.empty();
  final Map<String, String> environment = new HashMap<>();
  Caps caps = Caps.standard();
  byte[] destination = receiver.destination();
  Spool spool;

  @BeforeEach
  void emptySpool() {
    spool = new Spool(home.resolve("spool"));
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  List<String> add(int count) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = newId();
      spool.add(QUEUE, destination, id, line(id));
      ids.add(id);
    }
    return ids;
  }

  Path entry(String id) {
    return home.resolve("spool/" + QUEUE + "/inbox/" + id + ".json");
  }

  List<String> receiptsWith(String verdict) {
    return receipts.stream()
        .filter(line -> line.contains("\"verdict\":\"" + verdict + "\""))
        .toList();
  }

  DestinationReport flush() throws IOException {
    return flush(UNFORCED);
  }

  DestinationReport flush(FlushOptions options) throws IOException {
    Flushed.Done done = (Flushed.Done) sender(time).flush(options);
    return done.destinations().getFirst();
  }

  Sender sender(Time clock) {
    return new Sender(spool, caps, surroundings(clock));
  }

  Surroundings surroundings(Time clock) {
    return new Surroundings(
        environment, clock, new Random(1), receipts::add, () -> permitted, apps, "1.2.3");
  }
}
