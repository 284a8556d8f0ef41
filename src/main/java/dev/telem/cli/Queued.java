package dev.telem.cli;

import dev.telem.config.BadConfiguration;
import dev.telem.config.Destination;
import dev.telem.spool.Queue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The destination of a queue, as the run wrote it down that used the queue first. */
final class Queued {
  private Queued() {}

  /** Null where it cannot be read. */
  static @Nullable Destination destination(Queue queue) throws IOException {
    try {
      return Destination.fromJson(
          new String(queue.destination(), StandardCharsets.UTF_8), Path.of(queue.name()));
    } catch (BadConfiguration damaged) {
      return null;
    }
  }
}
