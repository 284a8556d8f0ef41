package dev.telem.spool;

import static dev.telem.spool.Lines.DESTINATION;
import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.idAt;
import static dev.telem.spool.Lines.line;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A spool with one empty queue in the hands of a sender. */
abstract class ClaimedSpool {
  static final long NOW = 1_700_000_000_000L;
  static final Duration DAY = Duration.ofDays(1);

  @TempDir Path home;
  final RememberedLosses losses = new RememberedLosses();
  Spool spool;
  Path inbox;
  Claim claim;

  @BeforeEach
  void claimedSpool() throws IOException {
    spool = new Spool(home.resolve("spool"));
    inbox = home.resolve("spool/" + QUEUE + "/inbox");
    add(idAt(NOW));
    claim = spool.claim(System::currentTimeMillis).orElseThrow();
    outbox().clear();
  }

  @AfterEach
  void release() throws IOException {
    claim.close();
  }

  Outbox outbox() throws IOException {
    return claim.open(QUEUE, losses);
  }

  String add(String id) throws IOException {
    spool.add(QUEUE, DESTINATION, id, line(id));
    return id;
  }

  List<String> addMany(int count) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(add(idAt(NOW + i)));
    }
    return ids;
  }

  static List<String> ids(List<Entry> entries) {
    return entries.stream().map(Entry::eventId).toList();
  }
}
