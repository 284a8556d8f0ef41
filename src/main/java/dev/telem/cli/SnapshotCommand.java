package dev.telem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.config.Level;
import dev.telem.config.Profile;
import dev.telem.config.Source;
import dev.telem.delivery.SnapshotDocument;
import dev.telem.privacy.SafeText;
import dev.telem.report.Shown;
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
            "Record the state of an installation, once a day from cron. What was reported since the"
                + " last snapshot is summed up, the commands that the profile names are asked for"
                + " their numbers and versions, and all of it is one event. It is sent to"
                + " destinations of type snapshot, and printed. Where telemetry is off nothing is"
                + " done.",
            "telem snapshot --profile mytool",
            "telem snapshot --app mytool --name Evan-Development-Cluster");
    spec.addOption(
        Specs.value(
            "NAME",
            "The tool whose reports these are. Default: the \"app\" of the profile.",
            "--app"));
    spec.addOption(Specs.value("FILE|NAME", RunOptions.PROFILE, "--profile"));
    spec.addOption(
        Specs.value(
            "URL",
            "Send it to this URL. Whoever names one agrees to sending. Default:"
                + " TELEMETRY_ENDPOINT, or the configuration's.",
            "--endpoint"));
    spec.addOption(
        Specs.value("TEXT", "The installation's name. Default: the profile's.", "--name"));
    spec.addOption(
        Specs.value("TEXT", "The installation's license. Default: the profile's.", "--license"));
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
    Source decider = here.decision().reason().source();
    if (decider.kind() == Source.Kind.OPTION || decider.kind() == Source.Kind.PROFILE) {
      here.expectUsableProfile(); // a mistake is said where it alone is why telemetry is off
    }
    here.expectUsableEndpoint();
    if (here.decision().level() == Level.OFF) {
      surface
          .out()
          .println("Telemetry is off (" + decider + "): no snapshot was taken, nothing is sent.");
      return ExitCode.OK;
    }
    here.expectUsableProfile();
    if (here.app().isEmpty()) {
      throw Refusal.usage(
          "say which tool the snapshot is of: --app NAME, or --profile FILE with an \"app\" in it");
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
    boolean first;
    try (Snapshot snapshot = new Snapshot(here, report)) {
      first = snapshot.isFirst();
      made = snapshot.take(measured, exact, labels, problems);
    }
    for (String problem : problems) {
      surface.err().println("telem: " + problem);
      report.trouble(problem);
    }
    // Cron is not told every hour that nothing is new.
    if (first && made.stream().allMatch(Made::isEmpty)) {
      surface
          .err()
          .println(
              "telem: nothing has been reported yet; to report something: telem emit count jobs"
                  + " --app "
                  + Shown.of(here.app()));
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
          option
              + " takes at most 100 letters, digits, spaces and . _ - + : / @ , ( ) #, but got '"
              + text.get()
              + "'");
    }
    return label;
  }
}
