package dev.telem.cli;

import dev.telem.config.Level;
import dev.telem.config.SpoolCaps;
import dev.telem.delivery.DestinationReport;
import dev.telem.delivery.FlushOptions;
import dev.telem.delivery.Flushed;
import dev.telem.delivery.Sender;
import dev.telem.delivery.Surroundings;
import dev.telem.delivery.Time;
import dev.telem.log.Receipts;
import dev.telem.log.Troubles;
import dev.telem.session.Leftovers;
import dev.telem.spool.Caps;
import dev.telem.spool.Queue;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code telem flush}: sends what waits. With the hidden {@code --sender} it is the process that a
 * run leaves behind.
 */
final class FlushCommand implements Command {
  private static final long GRACE_MS = 2_000;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "flush",
            "Send the events that wait to be sent, now. Says for each destination what was sent,"
                + " and what is kept and why. Ends with 1 if anything is kept, or if telemetry does"
                + " not send.",
            "telem flush");
    spec.addOption(OptionSpec.builder("--sender").type(boolean.class).hidden(true).build());
    spec.addOption(OptionSpec.builder("--budget").type(long.class).hidden(true).build());
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    return parsed.hasMatchedOption("--sender") ? send(parsed, surface) : flush(parsed, surface);
  }

  /** As a sender nobody listens: what goes wrong is counted. */
  private static int send(ParseResult parsed, Surface surface) throws IOException {
    Here here = Here.on(surface);
    if (!here.decision().letsQueuedGo()) {
      return ExitCode.OK;
    }
    FlushOptions options =
        parsed.hasMatchedOption("--budget")
            ? FlushOptions.within(parsed.matchedOptionValue("--budget", 0L))
            : FlushOptions.detached();
    haltAfter(options.budgetMs() + GRACE_MS, () -> {});
    try {
      sender(here, surface).flush(options);
      Leftovers.remove(here.directories(), System.currentTimeMillis());
    } catch (IOException broken) {
      new Troubles(here.directories().troubles())
          .record(System.currentTimeMillis(), "sender", FileTrouble.describe(broken));
      throw broken;
    }
    return ExitCode.OK;
  }

  /**
   * Whatever hangs (a file system, a name service), this process does not outlive its time.
   *
   * @param lastWord what to do before that
   */
  private static void haltAfter(long milliseconds, Runnable lastWord) {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                Thread.sleep(milliseconds);
                lastWord.run();
                Runtime.getRuntime().halt(ExitCode.FAILURE);
              } catch (InterruptedException nobodyInterruptsIt) {
                Thread.currentThread().interrupt();
              }
            },
            "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  private static int flush(ParseResult parsed, Surface surface) throws IOException, Refusal {
    FlushOptions options =
        parsed.hasMatchedOption("--budget")
            ? FlushOptions.explicitWithin(parsed.matchedOptionValue("--budget", 0L))
            : FlushOptions.explicit();
    haltAfter(
        options.patienceMs() + options.budgetMs() + GRACE_MS,
        () ->
            surface
                .err()
                .println(
                    "telem: gave up: something on this machine hangs, a file system perhaps or a"
                        + " pipe among telem's files; `telem doctor` may tell"));
    Here here = Here.on(surface);
    Level level = here.decision().level();
    // What an endpoint of one command queued may be sent, unless a person said no since.
    boolean queued = level == Level.LOCAL && here.decision().letsQueuedGo() && anythingWaits(here);
    if (level != Level.ON && !queued) {
      throw Refusal.failure(
          "nothing is sent: telemetry is "
              + level.word()
              + " ("
              + here.decision().reason().source()
              + ": "
              + here.decision().reason().detail()
              + "); "
              + (level == Level.OFF
                  ? "change it there; `telem status` shows all that was looked at"
                  : "name an endpoint: TELEMETRY_ENDPOINT=URL; `telem status` shows what is set"));
    }
    Flushed flushed = sender(here, surface).flush(options);
    if (!(flushed instanceof Flushed.Done done)) {
      throw Refusal.failure(
          "these events are being sent right now; try again in a minute, see `telem queue`");
    }
    Leftovers.remove(here.directories(), System.currentTimeMillis());
    boolean left = false;
    for (DestinationReport report : done.destinations()) {
      surface.out().println(FlushSentence.of(report, Instant.now(), ZoneId.systemDefault()));
      left |= report.kept() > 0;
    }
    if (done.destinations().isEmpty()) {
      surface.out().println("nothing waits to be sent");
    }
    if (left) {
      surface
          .err()
          .println("telem: what is kept is sent later by itself; `telem doctor` says what to mend");
    }
    return left ? ExitCode.FAILURE : ExitCode.OK;
  }

  private static boolean anythingWaits(Here here) throws IOException {
    for (Queue queue : new Spool(here.directories().spool()).queues()) {
      if (!queue.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Sender sender(Here here, Surface surface) {
    SpoolCaps caps = here.settings().spoolCaps();
    Receipts receipts = new Receipts(here.directories().receipts());
    Troubles troubles = new Troubles(here.directories().troubles());
    return new Sender(
        new Spool(here.directories().spool()),
        new Caps(caps.maxEvents(), caps.maxBytes(), Duration.ofDays(caps.maxAgeDays())),
        new Surroundings(
            surface.environment(),
            Time.system(),
            new Random(),
            line -> {
              try {
                receipts.append(line);
              } catch (IOException broken) {
                troubles.record(
                    System.currentTimeMillis(), "receipts", FileTrouble.describe(broken));
              }
            },
            () -> Here.on(surface).decision().letsQueuedGo(),
            apps(surface),
            Version.NUMBER));
  }

  /** A person may have switched off one tool alone: what its runs have queued stays. */
  private static Optional<Predicate<String>> apps(Surface surface) {
    boolean anyOwn =
        surface.environment().keySet().stream().anyMatch(name -> name.indexOf("_TELEMETRY") > 0);
    if (!anyOwn) {
      return Optional.empty();
    }
    Map<String, Boolean> known = new HashMap<>();
    return Optional.of(
        app ->
            known.computeIfAbsent(
                app,
                name -> Here.on(surface, RunOptions.NONE.named(name)).decision().letsQueuedGo()));
  }
}
