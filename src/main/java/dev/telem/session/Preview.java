package dev.telem.session;

import dev.telem.event.CommandStarted;
import dev.telem.event.EventEncoder;
import dev.telem.identity.Ids;
import dev.telem.log.Troubles;
import dev.telem.privacy.SafeText;
import dev.telem.privacy.SanitizedCommand;
import dev.telem.privacy.Sanitizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What a run would record when it starts, made by the very code that records it, without running,
 * recording or making anything.
 *
 * @param command what would become of each word
 * @param eventId of the event
 * @param event the line of its {@code CommandStarted}
 */
public record Preview(SanitizedCommand command, String eventId, String event) {
  /** What would become of a command line, without the rest of the event. */
  public static SanitizedCommand sanitized(List<String> command) {
    return Sanitizer.sanitize(command);
  }

  /** The preview of a call; its ids are made up for this once and kept nowhere. */
  public static Preview of(Call call) {
    Ids ids = new Ids();
    Failures failures =
        new Failures(new Troubles(call.directories().troubles()), call.debug(), call.debugging());
    SanitizedCommand command = sanitized(call.command());
    UUID eventId = ids.ordered();
    byte[] line =
        EventEncoder.encode(
            new CommandStarted(
                SafeText.uuid(eventId),
                System.currentTimeMillis(),
                new Origins(call, ids, failures)
                    .withoutTrace(ids.ordered(), ids.random(), command.command()),
                Origins.invocation(command)));
    return new Preview(command, eventId.toString(), new String(line, StandardCharsets.UTF_8));
  }
}
