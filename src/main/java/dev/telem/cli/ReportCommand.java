package dev.telem.cli;

import dev.telem.report.Usage;
import dev.telem.report.UsageReport;
import dev.telem.run.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem report}: how commands were used. */
final class ReportCommand implements Command {
  private static final String SINCE =
      "Only what happened since: so long ago (30m, 12h, 7d, 4w), or a day (2026-01-31).";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "report",
            "Show for each command: runs, failure rate, durations (percentiles within 1 %%), exit"
                + " codes, options used, versions, CI share, lost runs, runs per day.",
            "telem report",
            "telem report --since 7d --app mytool",
            "telem report --html report.html    a page for the browser; it needs no network",
            "telem report --json | jq '.commands[] | [.command, .failureRate]'",
            "zcat logs/*.gz | telem report -    the logs of many machines");
    spec.addOption(Specs.value("WHEN", SINCE, "--since"));
    spec.addOption(Specs.value("NAME", "Only what was collected under this name.", "--app"));
    spec.addOption(Specs.flag("Print one JSON object.", "--json"));
    spec.addOption(
        Specs.value(
            "FILE",
            "Write a page with charts to this file; - prints it. Nothing but a page of telem's is"
                + " written over.",
            "--html"));
    spec.addPositional(
        Specs.anyWords(
            "FILE",
            "Logs to read, - for stdin, .gz is unpacked; default: the log that `telem status`"
                + " names."));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    String page = parsed.matchedOptionValue("--html", "");
    boolean json = parsed.hasMatchedOption("--json");
    if (json && parsed.hasMatchedOption("--html")) {
      throw Refusal.usage("--json prints, --html writes a file; say one of them");
    }
    Here here = Here.on(surface);
    List<String> files =
        parsed.hasMatchedPositional(0) ? parsed.matchedPositional(0).stringValues() : List.of();
    boolean toFile = parsed.hasMatchedOption("--html") && !page.equals("-");
    if (toFile) {
      PageFile.expectWritable(
          RecordedLines.resolved(page, surface), RecordedLines.sources(files, here, surface));
    }
    Usage usage = usage(parsed);
    int damaged = RecordedLines.all(files, here, surface, usage::add);
    usage.damagedFiles(damaged);
    if (json) {
      surface.out().println(UsageReport.json(usage));
    } else if (toFile) {
      Path file = PageFile.write(RecordedLines.resolved(page, surface), UsageReport.page(usage));
      surface.out().println(file);
    } else if (parsed.hasMatchedOption("--html")) {
      surface.out().print(UsageReport.page(usage));
    } else {
      boolean colour = Terminal.on(1) && !surface.environment().containsKey("NO_COLOR");
      surface.out().print(UsageReport.text(usage, colour));
    }
    if (usage.isEmpty()) {
      surface
          .err()
          .println(
              "telem: there is no run to report; `telem log tail` shows what was recorded, or try:"
                  + " telem run -- echo hello");
    }
    // Who calls this by itself, such as cron, has to learn that it is not of all.
    return damaged == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static Usage usage(ParseResult parsed) throws Refusal {
    ZoneId zone = ZoneId.systemDefault();
    String when = parsed.matchedOptionValue("--since", "");
    long since =
        parsed.hasMatchedOption("--since") ? Since.of(when, Instant.now(), zone) : Long.MIN_VALUE;
    return new Usage(zone, since, parsed.matchedOptionValue("--app", ""));
  }
}
