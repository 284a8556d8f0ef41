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
      "Only what happened since: so long ago (30m, 12h, 7d, 4w), or a day (2026-01-31). Default:"
          + " all.";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "report",
            "Show how each command was used: runs, failures, durations. Also exit codes, options,"
                + " versions, the share of CI, runs that were lost, runs per day. Percentiles are"
                + " exact to 1 %%.",
            "telem report",
            "telem report --since 7d --app mytool",
            "telem report --html report.html    a page for the browser, in one file",
            "telem report --json | jq '.commands[] | [.command, .failureRate]'",
            "zcat logs/*.gz | telem report -    the logs of many machines");
    spec.addOption(Specs.value("WHEN", SINCE, "--since"));
    spec.addOption(
        Specs.value("NAME", "Only what was recorded of this tool. Default: all.", "--app"));
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
            "The logs to read; - is stdin, and what ends in .gz is unpacked. Default: the log that"
                + " `telem status` names."));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    String page = parsed.matchedOptionValue("--html", "");
    boolean json = parsed.hasMatchedOption("--json");
    if (json && parsed.hasMatchedOption("--html")) {
      throw Refusal.usage("--json prints and --html writes a file; leave one of them out");
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
    int damaged = RecordedLines.all(files, ReportCommand::whatElse, here, surface, usage::add);
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
              "telem: "
                  + (parsed.hasMatchedOption("--since")
                          || parsed.hasMatchedOption("--app")
                          || parsed.hasMatchedPositional(0)
                      ? "no such run is in the log; `telem report` shows all of this machine's"
                      : "there is no run to report; " + RecordedLines.nothing(here)));
    }
    // Who calls this by itself, such as cron, has to learn that it is not of all.
    return damaged == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** A tool's name in the place of a file is the likeliest mistake. */
  private static String whatElse(String file) {
    boolean name = file.indexOf('/') < 0 && file.indexOf('.') < 0 && !file.isEmpty();
    return "without a file the log of this machine is read: telem report"
        + (name ? "; or of one tool: telem report --app " + file : "");
  }

  private static Usage usage(ParseResult parsed) throws Refusal {
    ZoneId zone = ZoneId.systemDefault();
    String when = parsed.matchedOptionValue("--since", "");
    long since =
        parsed.hasMatchedOption("--since") ? Since.of(when, Instant.now(), zone) : Long.MIN_VALUE;
    return new Usage(zone, since, parsed.matchedOptionValue("--app", ""));
  }
}
