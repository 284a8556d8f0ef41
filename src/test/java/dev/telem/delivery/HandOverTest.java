package dev.telem.delivery;

import static dev.telem.spool.Lines.QUEUE;
import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.spool.Caps;
import dev.telem.spool.Spool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The races of the spool's package description, played with many runs and short-lived senders. */
class HandOverTest {
  private static final FlushOptions BRIEF = new FlushOptions(false, 0, 60_000, 300);

  @TempDir Path home;

  @Test
  void noEventIsLeftBehindHoweverRunsAndSendersMeet() throws Exception {
    Spool spool = new Spool(home.resolve("spool"));
    Set<String> added = new ConcurrentSkipListSet<>();
    Queue<Future<Flushed>> senders = new ConcurrentLinkedQueue<>();
    try (Receiver receiver = new Receiver();
        ExecutorService runs = Executors.newFixedThreadPool(4);
        ExecutorService background = Executors.newCachedThreadPool()) {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        calls.add(
            () -> {
              String id = newId();
              spool.add(QUEUE, receiver.destination(), id, line(id));
              added.add(id);
              if (!spool.backOffPending(QUEUE, System.currentTimeMillis())
                  && !spool.senderActive(System.currentTimeMillis())) {
                senders.add(background.submit(() -> sender(spool).flush(BRIEF)));
              }
              return null;
            });
      }
      for (var call : runs.invokeAll(calls)) {
        call.get();
      }
      for (var sender : senders) {
        sender.get();
      }
      assertThat(receiver.acceptedIds()).doesNotHaveDuplicates().hasSize(400).containsAll(added);
      assertThat(spool.queue(QUEUE).isEmpty()).isTrue();
      assertThat(senders).isNotEmpty();
    }
  }

  private static Sender sender(Spool spool) {
    return new Sender(
        spool,
        Caps.standard(),
        new Surroundings(
            Map.of(),
            Time.system(),
            new Random(1),
            receipt -> {},
            () -> true,
            Optional.empty(),
            "1.2.3"));
  }
}
