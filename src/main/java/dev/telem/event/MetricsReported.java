package dev.telem.event;

import dev.telem.privacy.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * What a command counted and measured since it reported last, or the snapshot of an installation.
 *
 * @param snapshot what only a snapshot says
 */
public record MetricsReported(
    SafeText eventId, long ts, Origin origin, List<Metric> metrics, Optional<Snapshot> snapshot)
    implements Event {
  /** Copies the list. */
  public MetricsReported {
    metrics = List.copyOf(metrics);
  }

  /**
   * What a snapshot says beside its metrics.
   *
   * @param name of the installation, as its publisher or owner chose it
   * @param license likewise
   */
  public record Snapshot(Optional<SafeText> name, Optional<SafeText> license) {}
}
