package dev.telem.cli;

import dev.telem.config.Level;
import dev.telem.report.Status;
import dev.telem.report.StatusReport;
import dev.telem.run.Terminal;
import java.io.IOException;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem status}. Creates nothing, and works with an empty environment. */
final class StatusCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "status",
            "Show whether anything is recorded or sent, and why. Also every setting that was looked"
                + " at, the random ids, where events go, how many wait, and the log. Changes"
                + " nothing.",
            "telem status",
            "telem status --app mytool         with what is set for mytool alone",
            "telem status --json | jq .reason",
            "telem status -q || echo not on    for scripts");
    spec.addOption(Specs.flag("Print one JSON object.", "--json"));
    spec.addOption(
        Specs.flag(
            "Print nothing; the exit code says it: 0 on, 10 local, 20 off.", "-q", "--quiet"));
    RunOptions.describeTool(spec);
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException {
    Here here = Here.on(surface, RunOptions.ofTool(parsed));
    Level level = here.decision().level();
    if (parsed.hasMatchedOption("-q")) {
      return switch (level) {
        case ON -> ExitCode.OK;
        case LOCAL -> ExitCode.LOCAL;
        case OFF -> ExitCode.OFF;
      };
    }
    Status status = new StatusGatherer(surface, here).gather();
    if (parsed.hasMatchedOption("--json")) {
      surface.out().println(StatusReport.json(status));
    } else {
      boolean colour = Terminal.on(1) && !surface.environment().containsKey("NO_COLOR");
      surface.out().print(StatusReport.text(status, ZoneId.systemDefault(), colour));
    }
    return ExitCode.OK;
  }
}
