package dev.telem.channel;

import dev.telem.privacy.SafeText;
import java.util.List;
import java.util.Optional;

/** What one line says that is an event of its own, reduced to what may leave. */
public sealed interface Said {
  /** An error. */
  record Failed(Optional<SafeText> errorType, List<SafeText> stack) implements Said {
    /** Copies the list. */
    public Failed {
      stack = List.copyOf(stack);
    }
  }

  /** A request to an interface. */
  record Requested(SafeText method, SafeText endpoint, int statusCode, long durationMs)
      implements Said {}
}
