package dev.telem.endtoend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telem.endtoend.FaultyReceiver.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A queue of any length is sent in constant memory (spec delivery.md "Spool"). */
@ExtendWith(Worlds.class)
final class ManyQueuedIT {
  /** By hand: {@code -Dtelem.queued=1000000}. */
  private static final int QUEUED = Integer.getInteger("telem.queued", 70_000);

  private static final int MOST_KIB = 128 * 1024;

  @Test
  void aVeryLongQueueIsSentByOneFlushWithin128MiB(Program program) throws Exception {
    assumeThat(Path.of("/proc/self/status")).as("/proc, to see how much memory is used").exists();
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.configured(
          "{\"endpoint\": \""
              + receiver.url()
              + "\", \"flush\": \"never\", \"spool\": {\"maxEvents\": 2000000, \"maxBytes\":"
              + " 2000000000}}");
      program.wrap("true");
      multiply(program);
      Process flush =
          program.startInto(program.home().resolve("output"), Program.TELEM.toString(), "flush");
      long peak = 0;
      while (!flush.waitFor(20, MILLISECONDS)) {
        peak = Math.max(peak, peakKib(flush));
      }
      assertThat(Program.lines(program.home().resolve("output")))
          .containsExactly(receiver.url() + ": " + (QUEUED + 2) + " sent");
      assertThat(peak).isBetween(1L, (long) MOST_KIB);
      assertThat(receiver.accepted()).hasSize(QUEUED + 2);
      assertThat(new HashSet<>(receiver.accepted())).hasSize(QUEUED + 2);
    }
  }

  /** Fills the queue with copies of an event, each under an id of its own. */
  private static void multiply(Program program) throws IOException {
    Path entry = anEntry(program);
    String id = String.valueOf(entry.getFileName()).substring(0, 36);
    String event = Files.readString(entry);
    for (int i = 0; i < QUEUED; i++) {
      String copy = id.substring(0, 24) + "%012x".formatted(i);
      Files.writeString(entry.resolveSibling(copy + ".json"), event.replace(id, copy));
    }
  }

  private static Path anEntry(Program program) throws IOException {
    try (Stream<Path> all = Files.walk(program.state().resolve("spool"))) {
      List<Path> entries = all.filter(file -> file.toString().contains("/inbox/")).toList();
      return entries.getFirst();
    }
  }

  private static long peakKib(Process process) {
    for (String line : Program.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }
}
