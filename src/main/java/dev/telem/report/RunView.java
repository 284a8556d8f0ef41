package dev.telem.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telem.log.LogReader;
import dev.telem.log.Receipt;
import dev.telem.log.Receipts;
import dev.telem.log.TroubleCount;
import dev.telem.log.TroubleCount.Trouble;
import dev.telem.log.Verdict;
import dev.telem.report.EventLine.Seen;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Everything that was recorded of one run (spec cli.md, {@code log show}). */
public sealed interface RunView {
  /**
   * Looks for a run in the log.
   *
   * @param id of a run or of one of its events, or the beginning or end of either
   * @param troubles the file of what went wrong in telemetry
   */
  static RunView of(String id, LogReader log, Receipts receipts, Path troubles) throws IOException {
    return switch (RunName.of(id, log)) {
      case Unknown unknown -> unknown;
      case Ambiguous ambiguous -> ambiguous;
      case RunName.Whole whole -> {
        List<Seen> events = RunSearch.eventsOf(whole.run(), log);
        Set<String> ids = events.stream().map(Seen::eventID).collect(Collectors.toSet());
        yield new Found(events, receipts.about(ids), TroubleCount.about(troubles, whole.run()));
      }
    };
  }

  private static DateTimeFormatter time(ZoneId zone) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
  }

  /** No run has this id. */
  record Unknown(String id) implements RunView, RunName {
    /** What to say, and what to do next. */
    public String message() {
      return tooShort()
          ? "an id has at least "
              + LEAST_ID
              + " of the digits 0-9 and a-f, but got '"
              + Shown.of(id)
              + "'; `telem log tail` shows the ids"
          : "no run in the log has the id " + Shown.of(id) + "; `telem log tail` shows the runs";
    }

    /** Whether it could be part of any. */
    public boolean tooShort() {
      return RunSearch.digits(id).length() < LEAST_ID;
    }
  }

  /**
   * Several runs are meant by it.
   *
   * @param runs the first event of each
   */
  record Ambiguous(String id, List<Seen> runs) implements RunView, RunName {
    private static final int MOST_COMMAND = 60;

    /** Copies the list. */
    public Ambiguous {
      runs = List.copyOf(runs);
    }

    /** What to say: the ids to choose from. */
    public String message(ZoneId zone) {
      StringBuilder text = new StringBuilder();
      text.append(Shown.of(id)).append(" is part of several ids; name one of them in full:\n");
      for (Seen run : runs) {
        text.append("  ").append(Shown.of(RunSearch.runOf(run)));
        text.append("  ").append(time(zone).format(Instant.ofEpochMilli(run.ts())));
        text.append("  ").append(Shown.of(run.command(), MOST_COMMAND)).append('\n');
      }
      return text.toString();
    }
  }

  /**
   * The run.
   *
   * @param events its events in the order of the log, at least one
   * @param receipts what became of them, oldest first
   * @param troubles what went wrong with its telemetry, such as lines of its command that were
   *     refused
   */
  record Found(List<Seen> events, List<Receipt> receipts, List<Trouble> troubles)
      implements RunView {
    private static final JsonMapper JSON = new JsonMapper();

    /** Copies the lists. */
    public Found {
      events = List.copyOf(events);
      receipts = List.copyOf(receipts);
      troubles = List.copyOf(troubles);
    }

    /**
     * For people: a summary, then each event's line as it is in the log, with its receipts.
     *
     * @param delivery from an event's id to what became of it, as for {@link LogTable}
     */
    public String text(ZoneId zone, UnaryOperator<String> delivery) {
      DateTimeFormatter time = time(zone);
      Seen last = events.getLast();
      StringBuilder text = new StringBuilder();
      text.append("run      ").append(Shown.of(RunSearch.runOf(last))).append('\n');
      text.append("command  ").append(Shown.of(Wording.command(last))).append('\n');
      text.append("outcome  ").append(outcome()).append('\n');
      for (Trouble trouble : troubles) {
        text.append("trouble  ").append(Shown.of(trouble.where())).append(": ");
        text.append(Shown.of(trouble.problem())).append('\n');
      }
      for (Seen event : events) {
        text.append('\n');
        text.append(time.format(Instant.ofEpochMilli(event.ts()))).append("  ");
        text.append(Shown.of(Wording.event(event))).append("  ");
        text.append(Shown.of(event.eventID())).append('\n');
        text.append(Shown.of(event.line())).append('\n');
        appendReceipts(text, event, time, delivery);
      }
      return text.toString();
    }

    /**
     * For programs: {@code {"executionID":…,"events":[the lines],"delivery":{an event's id: a
     * word},"receipts":[…],"troubles":[…]}}.
     */
    public String json(UnaryOperator<String> delivery) throws IOException {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = JSON.createGenerator(text)) {
        json.writeStartObject();
        json.writeStringField("executionID", RunSearch.runOf(events.getFirst()));
        json.writeArrayFieldStart("events");
        for (Seen event : events) {
          json.writeRawValue(event.line());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("delivery");
        for (Seen event : events) {
          json.writeStringField(event.eventID(), delivery.apply(event.eventID()));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("receipts");
        for (Receipt receipt : receipts) {
          json.writeRawValue(receipt.json());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("troubles");
        for (Trouble trouble : troubles) {
          json.writeString(trouble.where() + ": " + trouble.problem());
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      return text.toString();
    }

    private String outcome() {
      return events.stream()
          .filter(event -> event.kind() == EventKind.EXITED || event.kind() == EventKind.ABORTED)
          .map(event -> Shown.of(Wording.outcome(event)))
          .reduce((first, second) -> second)
          .orElse("not known: no end is recorded");
    }

    private void appendReceipts(
        StringBuilder text, Seen event, DateTimeFormatter time, UnaryOperator<String> delivery) {
      Map<String, Verdict> newest = new HashMap<>();
      for (Receipt receipt : receipts) {
        if (receipt.eventIDs().contains(event.eventID())) {
          text.append("  ").append(time.format(Instant.ofEpochMilli(receipt.ts())));
          text.append("  ").append(Shown.padded(receipt.verdict().word(), 8));
          text.append("  ").append(Shown.of(receipt.destination()));
          text.append("  ").append(Shown.of(reply(receipt))).append('\n');
          newest.put(receipt.destination(), receipt.verdict());
        }
      }
      String word = delivery.apply(event.eventID());
      if (newest.isEmpty()) {
        text.append("  ").append(Shown.padded(Shown.of(word), 8));
        text.append("  no attempt to send it is on record\n");
      } else if (word.equals(Verdict.KEPT.word())
          && !newest.containsValue(Verdict.KEPT)
          && !newest.containsValue(Verdict.REFUSED)) {
        // None of those that answered makes it wait.
        text.append("  ").append(Shown.padded(word, 8));
        text.append("  waits for another destination, which was not tried yet\n");
      }
    }

    private static String reply(Receipt receipt) {
      String status = receipt.httpStatus() == 0 ? "no reply" : "HTTP " + receipt.httpStatus();
      String attempt =
          receipt.tookMs() < 0 ? "not sent" : status + " after " + Elapsed.text(receipt.tookMs());
      boolean says = !receipt.reason().isEmpty() && !receipt.reason().equals(answered(receipt));
      return says ? attempt + ": " + receipt.reason() : attempt;
    }

    /** What a reason says that says no more than the status. */
    private static String answered(Receipt receipt) {
      return "answered " + receipt.httpStatus();
    }
  }
}
