package dev.telem.event;

import dev.telem.privacy.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * A command reported an error of its own: what it was and where, never what it said.
 *
 * @param errorType the name of its class
 * @param stack scrubbed frames
 */
public record ErrorReported(
    SafeText eventId, long ts, Origin origin, Optional<SafeText> errorType, List<SafeText> stack)
    implements Event {
  /** Copies the list. */
  public ErrorReported {
    stack = List.copyOf(stack);
  }
}
