package dev.telem.cli;

import dev.telem.config.Destination;
import dev.telem.config.Level;
import dev.telem.config.Problem;
import dev.telem.consent.Decision;
import dev.telem.consent.Withheld;
import dev.telem.delivery.Probe;
import dev.telem.delivery.Time;
import dev.telem.log.TroubleCount;
import dev.telem.report.Diagnosis;
import dev.telem.report.Diagnosis.Check;
import dev.telem.run.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem doctor}: looks at everything that has to work, and says what to mend. */
final class DoctorCommand implements Command {
  /** No event was ever recorded before that. */
  private static final Instant TELEM_WAS_MADE = Instant.parse("2025-01-01T00:00:00Z");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "doctor",
            "Check everything that telem needs, and say what to mend. Settings, directories, the"
                + " events that wait, clock, network and destinations. Sends no event, and asks no"
                + " destination unless telemetry is on. Ends with 0 if all is well, else 1.",
            "telem doctor",
            "telem doctor --json | jq '.checks[] | select(.state == \"mend\")'");
    spec.addOption(Specs.flag("Print one JSON object.", "--json"));
    RunOptions.describeTool(spec);
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException {
    Here here = Here.on(surface, RunOptions.ofTool(parsed));
    List<Check> checks = new ArrayList<>();
    checks.add(decision(here));
    addConfiguration(here, checks);
    checks.addAll(PlaceChecks.of(here, surface.system().getProperty("user.name", "")));
    checks.addAll(QueueChecks.of(here, surface.environment()));
    addTroubles(here, checks);
    checks.add(clock(Instant.now()));
    boolean connected = here.decision().level() == Level.ON;
    if (connected) {
      addDestinations(here, surface, checks);
    } else {
      checks.add(
          Check.note(
              "destinations",
              "",
              "telemetry is " + here.decision().level().word() + ", so no connection was made"));
    }
    Diagnosis diagnosis = new Diagnosis(here.decision().level().word(), connected, checks);
    if (parsed.hasMatchedOption("--json")) {
      surface.out().println(diagnosis.json());
    } else {
      boolean colour = Terminal.on(1) && !surface.environment().containsKey("NO_COLOR");
      surface.out().print(diagnosis.text(colour));
    }
    return diagnosis.isWell() ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** The destinations' own clocks are compared when they are asked. */
  private static Check clock(Instant now) {
    return now.isBefore(TELEM_WAS_MADE)
        ? Check.mend("clock", "", "it is " + now + " here", "set the clock of this machine")
        : Check.well("clock", "", "it is " + now.truncatedTo(ChronoUnit.SECONDS) + " here");
  }

  private static Check decision(Here here) {
    Decision decision = here.decision();
    return Check.well(
        "level",
        "",
        "telemetry is "
            + decision.level().word()
            + " ("
            + decision.reason().source()
            + ": "
            + decision.reason().detail()
            + ")");
  }

  private static void addConfiguration(Here here, List<Check> checks) {
    for (Problem problem : here.settings().problems()) {
      checks.add(
          Check.mend(
              "configuration",
              problem.source().toString(),
              problem.sentence(),
              "correct it there; `telem status` shows what it means now"));
    }
    if (here.settings().problems().isEmpty()) {
      checks.add(Check.well("configuration", "", "can be read"));
    }
  }

  private static void addTroubles(Here here, List<Check> checks) {
    Path file = here.directories().troubles();
    try {
      TroubleCount troubles = TroubleCount.in(file, 1);
      if (troubles.count() > 0) {
        TroubleCount.Trouble last = troubles.latest().getLast();
        checks.add(
            Check.note(
                "troubles",
                "",
                troubles.count()
                    + " so far; the last, "
                    + Instant.ofEpochMilli(last.ts())
                    + ", "
                    + last.where()
                    + ": "
                    + last.problem()));
      }
    } catch (IOException unreadable) {
      checks.add(
          Check.mend(
              "troubles",
              file.toString(),
              FileTrouble.describe(unreadable),
              "check its owner and mode"));
    }
  }

  private static void addDestinations(Here here, Surface surface, List<Check> checks) {
    List<Destination> used =
        here.decision() instanceof Decision.On on ? on.destinations() : List.of();
    for (Destination destination : used) {
      try {
        for (Probe.Finding finding :
            Probe.of(
                destination.toJson().getBytes(StandardCharsets.UTF_8),
                surface.environment(),
                Time.system(),
                Version.NUMBER)) {
          checks.add(
              finding.toMend().isEmpty()
                  ? Check.well(finding.step(), destination.maskedUrl(), finding.found())
                  : Check.mend(
                      finding.step(), destination.maskedUrl(), finding.found(), finding.toMend()));
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    for (Withheld withheld : here.decision().withheld()) {
      checks.add(
          Check.note(
              "destinations",
              withheld.destination().maskedUrl(),
              "not used: named by " + withheld.destination().source() + "; " + withheld.why()));
    }
  }
}
