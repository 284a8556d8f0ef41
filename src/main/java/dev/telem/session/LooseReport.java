package dev.telem.session;

import dev.telem.channel.Reading;
import dev.telem.channel.Reason;
import dev.telem.config.Level;
import dev.telem.event.Origin;
import dev.telem.identity.Ids;
import dev.telem.log.Troubles;
import dev.telem.privacy.SafeText;
import dev.telem.spool.Spool;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is reported outside of any run: an execution of its own, in which no command was run. */
public final class LooseReport {
  private final Call call;
  private final Ids ids = new Ids();
  private final Failures failures;
  private final Spool spool;
  private final Places places;

  LooseReport(Call call) {
    this.call = call;
    this.failures =
        new Failures(new Troubles(call.directories().troubles()), call.debug(), call.debugging());
    this.spool = new Spool(call.directories().spool());
    this.places = Places.of(call, spool, "");
  }

  /**
   * Records what a line of a channel says; nothing where telemetry is off.
   *
   * @return why it cannot be recorded, whether telemetry is off or not; null where nothing is wrong
   */
  public static @Nullable Reason record(Call call, byte[] line) {
    Reason objection = Reading.objection(line, Reports.allowed(call.settings()));
    if (objection != null || call.decision().level() == Level.OFF) {
      return objection;
    }
    LooseReport report = new LooseReport(call);
    Reports reports =
        new Reports(call.settings(), report.ids, report.origin(), report.places, report.failures);
    reports.reading().feed(line, line.length);
    reports.reading().finish();
    report.handOver(reports.recordAll());
    return null;
  }

  Ids ids() {
    return ids;
  }

  Failures failures() {
    return failures;
  }

  Places places() {
    return places;
  }

  /** A run of nothing. */
  Origin origin() {
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
    handOver(places, lastEventId);
  }

  /** To the sender, from these places. */
  void handOver(Places from, String lastEventId) {
    new Delivery(call, spool, from.queues(), failures).atEnd(lastEventId);
  }
}
