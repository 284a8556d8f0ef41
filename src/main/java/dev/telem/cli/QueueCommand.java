package dev.telem.cli;

import dev.telem.spool.Claim;
import dev.telem.spool.Losses;
import dev.telem.spool.Queue;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem queue}: what waits to be sent. */
final class QueueCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "queue",
            "Show how many events wait to be sent; list or clear them.",
            "telem queue",
            "telem queue list --json | jq .command",
            "telem queue clear");
    CommandSpec list =
        Specs.command(
            "list",
            "List the events that wait to be sent, oldest first.",
            "telem queue list",
            "telem queue list --json");
    list.addOption(
        Specs.flag("Print each event as it will be sent, one JSON object a line.", "--json"));
    spec.addSubcommand("list", list);
    spec.addSubcommand(
        "clear",
        Specs.command(
            "clear",
            "Throw away the events that wait to be sent. It cannot be undone; the log keeps them.",
            "telem queue clear"));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    Spool spool = new Spool(Here.on(surface).directories().spool());
    switch (parsed.commandSpec().name()) {
      case "list" -> list(spool, parsed.hasMatchedOption("--json"), surface);
      case "clear" -> clear(spool, surface);
      default -> summary(spool, surface);
    }
    return ExitCode.OK;
  }

  private static void summary(Spool spool, Surface surface) throws IOException {
    long events = 0;
    long bytes = 0;
    for (Queue queue : spool.queues()) {
      events += queue.waiting().events();
      bytes += queue.waiting().bytes();
    }
    surface.out().println(events + " events, " + bytes + " bytes wait to be sent");
  }

  private static void list(Spool spool, boolean json, Surface surface) throws IOException {
    for (Queue queue : spool.queues()) {
      queue.forEach(
          entry -> {
            String line = new String(entry.line(), StandardCharsets.UTF_8).strip();
            surface.out().println(json ? line : entry.eventId() + "  " + line.length() + " bytes");
          });
    }
  }

  private static void clear(Spool spool, Surface surface) throws IOException, Refusal {
    if (!spool.exists()) {
      surface.out().println("0 events thrown away");
      return;
    }
    Optional<Claim> claim = spool.claim(System::currentTimeMillis);
    if (claim.isEmpty()) {
      throw Refusal.failure(
          "these events are being sent right now; try again in a minute, see `telem queue`");
    }
    long thrown = 0;
    try (Claim held = claim.get()) {
      for (String queue : held.queues()) {
        thrown += held.open(queue, Losses.NOBODY).clear();
      }
    }
    surface.out().println(thrown + " events thrown away");
  }
}
