package dev.telem.session;

import dev.telem.event.CommandStarted;
import dev.telem.event.EventEncoder;
import dev.telem.identity.Ids;
import dev.telem.log.Troubles;
import dev.telem.privacy.SafeText;
import dev.telem.privacy.SanitizedCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a run would record when it starts, made by the very code that records it, without running,
 * recording or making anything.
 *
 * @param command what would become of each word
 * @param eventId of the event
 * @param event the line of its {@code CommandStarted}
 */
public record Preview(SanitizedCommand command, String eventId, String event) {
  /** What becomes of the words of any command line, without the rest of its event. */
  public static Function<List<String>, SanitizedCommand> sanitizer(Call call) throws IOException {
    return ArgumentRules.showing(call, Origins.machine(call, new Ids()))::sanitize;
  }

  /** The preview of a call; its ids are made up for this once and kept nowhere. */
  public static Preview of(Call call) throws IOException {
    Ids ids = new Ids();
    Failures failures =
        new Failures(new Troubles(call.directories().troubles()), call.debug(), call.debugging());
    SanitizedCommand command =
        ArgumentRules.showing(call, Origins.machine(call, ids)).sanitize(call.command());
    UUID eventId = ids.ordered();
    byte[] line =
        EventEncoder.encode(
            new CommandStarted(
                SafeText.uuid(eventId),
                System.currentTimeMillis(),
                new Origins(call, ids, failures)
                    .withoutTrace(ids.ordered(), ids.random(), command.command()),
                Origins.invocation(command, ConfigHash.of(call))));
    return new Preview(command, eventId.toString(), new String(line, StandardCharsets.UTF_8));
  }
}
