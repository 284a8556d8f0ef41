package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Sums up, for a world after all that was done to it: what was recorded, and what became of it. */
final class Ledger {
  private Ledger() {}

  /** The ids of all events in the log. */
  static Set<String> recorded(Program program) {
    return new TreeSet<>(Events.texts(program.events(), "eventID"));
  }

  /** The ids of what was set aside. */
  static Set<String> setAside(Program program) {
    Set<String> ids = new TreeSet<>();
    for (Path file : files(program)) {
      String name = String.valueOf(file.getFileName());
      if (file.toString().contains("/aside/") && name.length() >= 36) {
        ids.add(name.substring(0, 36));
      }
    }
    return ids;
  }

  /** A receiver that drops repeated ids has exactly what was recorded, and nothing is left over. */
  static void assertBalanced(Program program, FaultyReceiver receiver) {
    assertThat(new TreeSet<>(receiver.accepted())).isEqualTo(recorded(program));
    assertThat(program.queued()).isEmpty();
    assertThat(temporaries(program)).isEmpty();
  }

  /** Files that somebody did not finish. */
  static Set<String> temporaries(Program program) {
    Set<String> names = new TreeSet<>();
    for (Path file : files(program)) {
      String name = String.valueOf(file.getFileName());
      if (name.contains(".tmp") || name.startsWith(".new-") || name.endsWith(".new")) {
        names.add(file.toString());
      }
    }
    return names;
  }

  private static Set<Path> files(Program program) {
    try (Stream<Path> all = Files.walk(program.state())) {
      return new TreeSet<>(all.toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
