package dev.telem.session;

import dev.telem.channel.Allowed;
import dev.telem.channel.Reading;
import dev.telem.config.Level;
import dev.telem.config.Settings;
import dev.telem.event.EventEncoder;
import dev.telem.event.MetricsReported;
import dev.telem.event.Origin;
import dev.telem.identity.Ids;
import dev.telem.log.Troubles;
import dev.telem.privacy.SafeText;
import dev.telem.spool.Spool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is reported outside of any run: an execution of its own, in which no command was run. */
public final class LooseReport {
  private final Call call;
  private final Ids ids = new Ids();
  private final Failures failures;
  private final Spool spool;
  private final Places places;

  private LooseReport(Call call) {
    this.call = call;
    this.failures =
        new Failures(new Troubles(call.directories().troubles()), call.debug(), call.debugging());
    this.spool = new Spool(call.directories().spool());
    this.places = Places.of(call, spool, "");
  }

  /** What the profile lets through besides names and numbers. */
  public static Allowed allowed(Settings settings) {
    return Reports.allowed(settings);
  }

  /**
   * Records what a line of a channel says; nothing where telemetry is off.
   *
   * @param line one that there is no objection to
   */
  public static void record(Call call, byte[] line) {
    if (call.decision().level() == Level.OFF) {
      return;
    }
    LooseReport report = new LooseReport(call);
    Reports reports =
        new Reports(call.settings(), report.ids, report.origin(), report.places, report.failures);
    reports.reading().feed(line, line.length);
    reports.reading().finish();
    report.handOver(reports.recordAll());
  }

  /**
   * What a snapshot says beside its metrics.
   *
   * @param name of the installation
   * @param license likewise
   */
  public record Snapshot(Optional<SafeText> name, Optional<SafeText> license) {}

  /**
   * A snapshot that was taken.
   *
   * @param event its line
   * @param refusals what could not be taken into it, for people; empty for nothing
   */
  public record Taken(String eventId, String event, String refusals) {}

  /**
   * Records a snapshot, and sends it to the destinations of type snapshot. The caller knows that
   * telemetry is not off.
   *
   * @param lines its metrics, as lines of a channel with their line ends
   * @param exact the metrics whose value may be a text besides those of the profile
   */
  public static Taken snapshot(
      Call call, List<byte[]> lines, List<String> exact, Snapshot snapshot) {
    LooseReport report = new LooseReport(call);
    Allowed allowed = Reports.allowed(call.settings());
    List<String> all = new ArrayList<>(allowed.exact());
    all.addAll(exact);
    Reading reading = Reading.ofMany(new Allowed(all, allowed.endpoints()));
    for (byte[] line : lines) {
      reading.feed(line, line.length);
    }
    MetricsReported event =
        new MetricsReported(
            SafeText.uuid(report.ids.ordered()),
            System.currentTimeMillis(),
            report.origin(),
            reading.metrics(),
            Optional.of(new MetricsReported.Snapshot(snapshot.name(), snapshot.license())));
    byte[] line = EventEncoder.encode(event);
    Places places = report.places.onlySnapshots();
    places.record(event.eventId().value(), line, report.failures);
    new Delivery(call, report.spool, places.queues(), report.failures)
        .atEnd(event.eventId().value());
    return new Taken(
        event.eventId().value(), new String(line, StandardCharsets.UTF_8), reading.refusals());
  }

  private Origin origin() {
    UUID outer = Ids.parse(call.environment().get("TELEMETRY_SESSION_ID"));
    SafeText command =
        SafeText.programName(call.command().get(0))
            .orElse(SafeText.programName("telem").orElseThrow());
    return new Origins(call, ids, failures)
        .of(
            ids.ordered(),
            outer == null ? ids.random() : outer,
            command,
            ToolVersion.known(call, failures));
  }

  private void handOver(String lastEventId) {
    new Delivery(call, spool, places.queues(), failures).atEnd(lastEventId);
  }
}
