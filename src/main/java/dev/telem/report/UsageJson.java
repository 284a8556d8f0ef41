package dev.telem.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Statistics for programs; the shape stands in {@link UsageReport#json}. */
final class UsageJson {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonGenerator json;

  private UsageJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(Usage usage) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new UsageJson(json).write(usage);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private void write(Usage usage) throws IOException {
    json.writeStartObject();
    if (!usage.isEmpty()) {
      json.writeStringField("from", Instant.ofEpochMilli(usage.first()).toString());
      json.writeStringField("to", Instant.ofEpochMilli(usage.last()).toString());
    }
    json.writeStringField("timeZone", usage.zone().getId());
    writeLines(usage);
    json.writeObjectFieldStart("total");
    writeNumbers(usage.total());
    json.writeEndObject();
    json.writeArrayFieldStart("commands");
    for (CommandUsage command : usage.commands()) {
      json.writeStartObject();
      json.writeStringField("app", command.app());
      json.writeStringField("command", command.command());
      writeNumbers(command);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeLines(Usage usage) throws IOException {
    Usage.Lines lines = usage.lines();
    json.writeObjectFieldStart("lines");
    json.writeNumberField("events", lines.events);
    json.writeNumberField("otherEvents", lines.otherEvents);
    json.writeNumberField("repeated", lines.repeated);
    json.writeNumberField("outside", lines.outside);
    json.writeNumberField("damaged", lines.damaged);
    json.writeNumberField("damagedFiles", lines.damagedFiles);
    json.writeNumberField("foreign", lines.foreign);
    json.writeNumberField("newerSchema", lines.newer);
    json.writeNumberField("forgottenStarts", usage.forgotten());
    json.writeEndObject();
  }

  private void writeNumbers(CommandUsage command) throws IOException {
    json.writeNumberField("runs", command.runs());
    json.writeNumberField("ended", command.ended());
    json.writeNumberField("failed", command.failed());
    json.writeNumberField("failureRate", rounded(command.failureRate()));
    json.writeObjectFieldStart("lost");
    json.writeNumberField("aborted", command.aborted());
    json.writeNumberField("unfinished", command.unfinished());
    json.writeEndObject();
    json.writeObjectFieldStart("ci");
    json.writeNumberField("runs", command.ci());
    json.writeNumberField("share", rounded(command.ciShare()));
    json.writeEndObject();
    if (command.durations().total() > 0) {
      json.writeObjectFieldStart("durationMs");
      json.writeNumberField("p50", command.durations().percentile(0.5));
      json.writeNumberField("p95", command.durations().percentile(0.95));
      json.writeNumberField("max", command.durations().longest());
      json.writeEndObject();
    }
    writeCounts("exitCodes", command.exitCodes());
    writeCounts("options", command.options());
    writeCounts("versions", command.versions());
    writeDays(command.days());
  }

  /** An object, the most frequent first; what there was no place for beside it, as xOthers. */
  private void writeCounts(String name, Counts counts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Counts.Entry entry : counts.ranked()) {
      json.writeNumberField(entry.name(), entry.count());
    }
    json.writeEndObject();
    if (counts.others() > 0) {
      json.writeNumberField(name + "Others", counts.others());
    }
  }

  private void writeDays(Days days) throws IOException {
    json.writeArrayFieldStart("days");
    for (Map.Entry<Long, Days.Day> day : days.byDay().entrySet()) {
      json.writeStartObject();
      json.writeStringField("day", LocalDate.ofEpochDay(day.getKey()).toString());
      writeDay(day.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (days.earlier().runs() > 0) {
      json.writeObjectFieldStart("earlierDays");
      writeDay(days.earlier());
      json.writeEndObject();
    }
  }

  private void writeDay(Days.Day day) throws IOException {
    json.writeNumberField("runs", day.runs());
    json.writeNumberField("failed", day.failed());
    json.writeNumberField("lost", day.lost());
  }

  private static double rounded(double share) {
    return Math.round(share * 10_000) / 10_000.0;
  }
}
