package dev.telem.session;

import dev.telem.event.EventEncoder;
import dev.telem.event.Metric;
import dev.telem.event.MetricsReported;
import dev.telem.event.Origin;
import dev.telem.privacy.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot on its way: made, appended to the log, queued for the destinations of type snapshot.
 * The caller knows that telemetry is not off.
 *
 * <p>Unlike the events of a run, whose log comes last and which wait for nobody, a snapshot is in
 * the log before it is queued: what cannot be recorded is not sent, or the next one would sum up
 * the same again.
 */
public final class InstallationReport {
  private final LooseReport report;
  private final Places places;
  private final Origin origin;

  /** Of this installation, as it is now. */
  public InstallationReport(Call call) {
    this.report = new LooseReport(call);
    this.places = report.places().onlySnapshots();
    this.origin = report.origin();
  }

  /**
   * What a snapshot says beside its metrics.
   *
   * @param name of the installation
   * @param license likewise
   */
  public record Labels(Optional<SafeText> name, Optional<SafeText> license) {}

  /**
   * A snapshot that was made.
   *
   * @param event its line
   */
  public record Made(String eventId, String event) {
    /** Whether it tells of nothing. No other text in an event has quotes of its own. */
    public boolean isEmpty() {
      return event.contains("\"metrics\":[]");
    }
  }

  /** Makes one; nothing is recorded by that. */
  public Made make(List<Metric> metrics, Labels labels) {
    MetricsReported event =
        new MetricsReported(
            SafeText.uuid(report.ids().ordered()),
            System.currentTimeMillis(),
            origin,
            metrics,
            Optional.of(new MetricsReported.Snapshot(labels.name(), labels.license())));
    return new Made(
        event.eventId().value(), new String(EventEncoder.encode(event), StandardCharsets.UTF_8));
  }

  /** Appends it to the log. */
  public void append(Made made) throws IOException {
    places.append(made.event().getBytes(StandardCharsets.UTF_8));
  }

  /** Queues it for every destination of its type. */
  public void queue(Made made) throws IOException {
    for (OpenRuns.Queue queue : places.queues()) {
      places.add(queue, made.eventId(), made.event().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Starts the sender where there is something for it. */
  public void handOver(String lastEventId) {
    report.handOver(places, lastEventId);
  }

  /** Counts what could not be taken, for {@code telem status}. */
  public void trouble(String problem) {
    report.failures().add("snapshot", problem);
  }
}
