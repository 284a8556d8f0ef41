package dev.telem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.config.Level;
import dev.telem.config.Profile;
import dev.telem.config.Source;
import dev.telem.delivery.RequestPreview;
import dev.telem.privacy.SafeText;
import dev.telem.report.Shown;
import dev.telem.run.Question;
import dev.telem.session.LooseReport;
import dev.telem.spool.Entry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem snapshot}: a periodic account of an installation, for cron. */
final class SnapshotCommand implements Command {
  private static final long ANSWER_LIMIT_MS = 10_000;

  /** Only its form is of interest. */
  private static final String DESTINATION =
      "{\"type\":\"snapshot\",\"url\":\"https://telemetry.example.com\"}";

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
    LooseReport.Snapshot snapshot =
        new LooseReport.Snapshot(
            label(parsed, "--name", section.flatMap(Profile.Snapshot::name)),
            label(parsed, "--license", section.flatMap(Profile.Snapshot::license)));
    List<byte[]> lines = new SinceLastSnapshot(here).lines();
    List<String> exact = new ArrayList<>();
    for (Profile.Measure measure : section.map(Profile.Snapshot::measures).orElse(List.of())) {
      measured(measure, surface).ifPresent(metric -> lines.add(line(metric)));
      exact.add(measure.name());
    }
    LooseReport.Taken taken =
        LooseReport.snapshot(
            here.call(0, List.of(here.app()), options, surface), lines, exact, snapshot);
    if (!taken.refusals().isEmpty()) {
      surface.err().println("telem: " + taken.refusals());
    }
    show(taken, here.app(), surface);
    return ExitCode.OK;
  }

  private static void show(LooseReport.Taken taken, String app, Surface surface) {
    Entry entry = new Entry(taken.eventId(), taken.event().getBytes(StandardCharsets.UTF_8));
    byte[] destination = DESTINATION.getBytes(StandardCharsets.UTF_8);
    List<RequestPreview> requests = RequestPreview.of(destination, List.of(entry), Version.NUMBER);
    if (requests.isEmpty()) {
      surface
          .err()
          .println(
              "telem: nothing was reported since the last snapshot, so there is none to send; to"
                  + " report something: telem emit count jobs --app "
                  + Shown.of(app));
    }
    for (RequestPreview request : requests) {
      if (request instanceof RequestPreview.Shown shown) {
        surface.out().println(shown.body());
      }
    }
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

  /** Asks the command; what it prints beside a number or a version is dropped. */
  private static Optional<ObjectNode> measured(Profile.Measure measure, Surface surface) {
    Path directory = surface.workingDirectory();
    Optional<Question.Answer> answer =
        directory == null
            ? Optional.empty()
            : Question.ask(
                measure.command(), directory, Map.of("TELEMETRY", "0"), false, ANSWER_LIMIT_MS);
    String printed = answer.flatMap(Question.Answer::firstLine).orElse("").strip();
    Optional<JsonNode> value =
        printed.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")
            ? Optional.of(DecimalNode.valueOf(new BigDecimal(printed)))
            : measure.exact()
                ? SafeText.versionIn(printed)
                    .map(version -> JsonNodeFactory.instance.textNode(version.value()))
                : Optional.empty();
    if (value.isEmpty()) {
      surface
          .err()
          .println(
              "telem: "
                  + measure.name()
                  + ": `"
                  + measure.command().getFirst()
                  + "` printed no "
                  + (measure.exact() ? "number or version" : "number"));
      return Optional.empty();
    }
    ObjectNode metric = JsonNodeFactory.instance.objectNode();
    metric.put("collection", measure.collection());
    metric.put("topic", measure.topic());
    metric.put("aggregation", measure.exact() ? "exact" : "count");
    if (!measure.key().isEmpty()) {
      metric.put("key", measure.key());
    }
    metric.set(measure.exact() ? "value" : "count", value.get());
    return Optional.of(metric);
  }

  /** The metric as a line of a channel, the only way to an event. */
  static byte[] line(JsonNode metric) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("metric", metric);
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
