package dev.telem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.config.Level;
import dev.telem.config.Profile;
import dev.telem.delivery.SnapshotDocument;
import dev.telem.privacy.SafeText;
import dev.telem.session.InstallationReport;
import dev.telem.session.InstallationReport.Made;
import dev.telem.spool.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem snapshot}: a periodic account of an installation, for cron. */
final class SnapshotCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "snapshot",
            "Sum up what was reported since the last snapshot, ask the commands that the profile"
                + " names for their numbers and versions, record it as one event, and send it to"
                + " the destinations of type snapshot. Prints the document. Where telemetry is off"
                + " it says so and does nothing.",
            "telem snapshot --profile mytool",
            "telem snapshot --app mytool --name Evan-Development-Cluster");
    spec.addOption(Specs.value("NAME", "Whose reports; default: the profile's.", "--app"));
    spec.addOption(Specs.value("FILE|NAME", RunOptions.PROFILE, "--profile"));
    spec.addOption(
        Specs.value("URL", "Send it there. Naming an endpoint is consent to it.", "--endpoint"));
    spec.addOption(Specs.value("TEXT", "The installation's name.", "--name"));
    spec.addOption(Specs.value("TEXT", "The installation's license.", "--license"));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    RunOptions options =
        new RunOptions(
            parsed.matchedOptionValue("--app", null),
            parsed.matchedOptionValue("--endpoint", null),
            null,
            parsed.matchedOptionValue("--profile", null),
            null);
    Here here = Here.on(surface, options);
    if (here.decision().level() == Level.OFF) {
      surface
          .out()
          .println(
              "Telemetry is off ("
                  + here.decision().reason().source()
                  + "): no snapshot was taken, nothing is sent.");
      return ExitCode.OK;
    }
    here.expectUsableProfile();
    if (here.app().isEmpty()) {
      throw Refusal.usage("say whose snapshot: --app NAME, or --profile with an \"app\" in it");
    }
    Optional<Profile.Snapshot> section = here.settings().profile().flatMap(Profile::snapshot);
    InstallationReport.Labels labels =
        new InstallationReport.Labels(
            label(parsed, "--name", section.flatMap(Profile.Snapshot::name)),
            label(parsed, "--license", section.flatMap(Profile.Snapshot::license)));
    // First, since it takes its time: what is reported meanwhile is in this one.
    List<ObjectNode> measured = new ArrayList<>();
    Set<String> exact = new HashSet<>();
    List<String> problems = new ArrayList<>();
    for (Profile.Measure measure : section.map(Profile.Snapshot::measures).orElse(List.of())) {
      Measurement.of(measure, surface)
          .ifPresentOrElse(measured::add, () -> problems.add(Measurement.missing(measure)));
      exact.add(measure.name());
    }
    InstallationReport report =
        new InstallationReport(here.call(0, List.of(here.app()), options, surface));
    List<Made> made;
    try (Snapshot snapshot = new Snapshot(here, report)) {
      made = snapshot.take(measured, exact, labels, problems);
    }
    for (String problem : problems) {
      surface.err().println("telem: " + problem);
      report.trouble(problem);
    }
    report.handOver(made.getLast().eventId());
    for (Made one : made) {
      surface.out().println(SnapshotDocument.of(List.of(entry(one))));
    }
    return ExitCode.OK;
  }

  private static Entry entry(Made made) {
    return new Entry(made.eventId(), made.event().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<SafeText> label(
      ParseResult parsed, String option, Optional<String> otherwise) throws Refusal {
    Optional<String> text =
        Optional.ofNullable(parsed.<String>matchedOptionValue(option, null)).or(() -> otherwise);
    Optional<SafeText> label = text.flatMap(SafeText::label);
    if (text.isPresent() && label.isEmpty()) {
      throw Refusal.usage(
          option + ": expected at most 100 letters, digits, spaces and . _ - + : / @ , ( ) #");
    }
    return label;
  }
}
