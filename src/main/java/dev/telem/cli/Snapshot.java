package dev.telem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.channel.Allowed;
import dev.telem.log.LogReader;
import dev.telem.session.InstallationReport;
import dev.telem.session.InstallationReport.Made;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A snapshot that is being taken: no other one is, as long as this is open. What is sent and what
 * stays here are counted apart: a local one takes nothing away from the next one that is sent.
 */
final class Snapshot implements Closeable {
  private static final String LOCAL = "local";
  private static final String SENT = "sent";

  private final Here here;
  private final InstallationReport report;
  private final SnapshotLedger ledger;
  private final Whereabouts whereabouts;
  private final String kind;

  Snapshot(Here here, InstallationReport report) throws IOException, Refusal {
    this.here = here;
    this.report = report;
    this.whereabouts = new Whereabouts(here);
    this.kind = whereabouts.areAsked() ? SENT : LOCAL;
    this.ledger = SnapshotLedger.open(here.directories());
  }

  /** Whether none has been taken before. */
  boolean isFirst() {
    return ledger.after(here.app(), kind).isEmpty() && ledger.pending(here.app(), kind).isEmpty();
  }

  /**
   * Takes it and records it, after an earlier one that was left half recorded.
   *
   * @param measured what commands have just printed
   * @param exact the metrics whose value may be a text besides those of the profile
   * @param problems what it does not hold is added here, for people
   * @return its events, in this order: one, if there are not very many metrics
   */
  List<Made> take(
      List<ObjectNode> measured,
      Set<String> exact,
      InstallationReport.Labels labels,
      List<String> problems)
      throws IOException, Refusal {
    completePending();
    SinceLastSnapshot since = new SinceLastSnapshot(here.app(), logs(), marks(), whereabouts);
    Set<String> texts = new HashSet<>(exact);
    texts.addAll(since.exact());
    MetricSums sums = new MetricSums(new Allowed(List.copyOf(texts), List.of()));
    since.each(sums::add);
    measured.forEach(sums::add);
    problems.addAll(since.gaps());
    if (!sums.refusals().isEmpty()) {
      problems.add(sums.refusals());
    }
    List<Made> made = sums.metrics().stream().map(metrics -> report.make(metrics, labels)).toList();
    ledger.begin(here.app(), kind, made, since.after());
    record(made);
    ledger.finish(here.app(), kind);
    return made;
  }

  /** What cannot be recorded is not sent. */
  private void record(List<Made> made) throws IOException, Refusal {
    try {
      for (Made one : made) {
        report.append(one);
      }
    } catch (IOException unwritable) {
      ledger.withdraw(here.app(), kind);
      throw Refusal.failure(
          "the snapshot cannot be recorded, so that it was not sent: "
              + FileTrouble.describe(unwritable)
              + "; nothing is lost: take it again when that is mended");
    }
    queue(made);
  }

  private void queue(List<Made> made) throws Refusal {
    try {
      for (Made one : made) {
        report.queue(one);
      }
    } catch (IOException unwritable) {
      throw Refusal.failure(
          "the snapshot cannot be queued: "
              + FileTrouble.describe(unwritable)
              + "; when that is mended, the next `telem snapshot` sends it too");
    }
  }

  /** One before was killed: what of it is not in the log and on its way yet, is now. */
  private void completePending() throws IOException, Refusal {
    List<Made> pending = ledger.pending(here.app(), kind);
    if (pending.isEmpty()) {
      return;
    }
    Set<String> missing = new HashSet<>();
    pending.forEach(made -> missing.add(made.eventId()));
    missing.forEach(whereabouts::lookInQueues);
    whereabouts.readReceipts();
    RecordedLines.log(here).all(line -> missing.remove(SinceLastSnapshot.id(line)));
    for (Made made : pending) {
      if (missing.contains(made.eventId())) {
        report.append(made);
      }
    }
    queue(pending.stream().filter(made -> !whereabouts.isGiven(made.eventId())).toList());
    ledger.finish(here.app(), kind);
  }

  /** The log of here and now, telem's own, and those of earlier snapshots. */
  private Map<Path, LogReader> logs() {
    Map<Path, LogReader> logs = new LinkedHashMap<>();
    for (String file : ledger.after(here.app(), kind).keySet()) {
      logs.put(Path.of(file), LogReader.named(Path.of(file)));
    }
    Path own = here.directories().eventLog().toAbsolutePath();
    logs.put(own, LogReader.rotating(own));
    logs.put(here.settings().eventLog().file().toAbsolutePath(), RecordedLines.log(here));
    return logs;
  }

  /** Behind the last one, a local one also behind the last that was sent. */
  private Map<Path, Set<String>> marks() {
    Map<Path, Set<String>> marks = new HashMap<>();
    for (String one : kind.equals(SENT) ? List.of(SENT) : List.of(SENT, LOCAL)) {
      ledger
          .after(here.app(), one)
          .forEach(
              (file, id) -> marks.computeIfAbsent(Path.of(file), first -> new HashSet<>()).add(id));
    }
    return marks;
  }

  @Override
  public void close() throws IOException {
    ledger.close();
  }
}
