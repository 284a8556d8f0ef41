package dev.telem.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.channel.Allowed;
import dev.telem.channel.Reading;
import dev.telem.channel.Reason;
import dev.telem.config.Level;
import dev.telem.session.LooseReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code telem emit}: says something from a shell script. Inside a run it becomes a line of the
 * run's channel; outside of any it is recorded by itself, if the person agrees to that.
 */
final class EmitCommand implements Command {
  private static final String CHANNEL = "TELEMETRY_EVENTS";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "emit",
            "Report a number, an error or an API request from a script. Called by a command that"
                + " runs through telem it is a part of that run, else it is recorded by itself.",
            "telem emit count jobs 3",
            "telem emit metric sourceTotals @grouparoo/postgres imports=10000 runs=100",
            "telem emit metric cluster os --exact darwin/19.5.0",
            "telem emit error TypeError --stack trace.txt",
            "telem emit api-request GET /users/17 200 12");
    for (Map.Entry<String, EmittedForm> form : EmittedForm.all().entrySet()) {
      CommandSpec sub = form.getValue().spec();
      sub.addOption(
          Specs.value("NAME", "Outside of a run: the tool's name in the event.", "--app"));
      sub.addOption(Specs.value("FILE|NAME", RunOptions.PROFILE, "--profile"));
      spec.addSubcommand(form.getKey(), sub);
    }
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    if (!parsed.commandSpec().subcommands().isEmpty()) {
      throw Mistake.halfSaid(parsed.commandSpec());
    }
    EmittedForm form = EmittedForm.named(parsed.commandSpec().name());
    ObjectNode said = form.read(parsed, surface);
    byte[] line = new JsonMapper().writeValueAsBytes(said);
    String channel = surface.environment().getOrDefault(CHANNEL, "");
    if (channel.isEmpty()) {
      byItself(parsed, line, surface);
      return ExitCode.OK;
    }
    // Which exact values leave is for the profile of the run to say.
    expectNone(Reading.objection(line, new Allowed(EmittedForm.exactMetric(said), List.of())));
    Here here = Here.on(surface, RunOptions.ofTool(parsed));
    if (here.decision().level() != Level.OFF && !channel.equals("/dev/null")) {
      append(channel, line, surface);
    }
    return ExitCode.OK;
  }

  private static void byItself(ParseResult parsed, byte[] line, Surface surface) throws Refusal {
    RunOptions options = RunOptions.ofTool(parsed);
    Here here = Here.on(surface, options);
    here.expectUsableProfile();
    String program = here.app().isEmpty() ? "telem" : here.app();
    expectNone(LooseReport.record(here.call(0, List.of(program), options, surface), line));
  }

  private static void expectNone(@Nullable Reason reason) throws Refusal {
    if (reason != null) {
      // The words are not repeated: they are a script's, and its stderr may be public.
      throw Refusal.usage("this cannot be reported: " + EmittedForm.advice(reason));
    }
  }

  /**
   * One write in append mode: lines of many writers stay whole. Nothing that goes wrong with the
   * channel ends the tool that reports, or stands between its own words: it is said to who debugs.
   */
  private static void append(String channel, byte[] line, Surface surface) {
    byte[] whole = Arrays.copyOf(line, line.length + 1);
    whole[line.length] = '\n';
    String problem = "";
    try {
      Path path = Path.of(channel);
      // A pipe in its place would keep the tool waiting, and a link is not the run's.
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        problem = "is not there, or no regular file";
      } else {
        try (FileChannel file =
            FileChannel.open(
                path,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS)) {
          problem = file.write(ByteBuffer.wrap(whole)) < whole.length ? "took only a part" : "";
        }
      }
    } catch (InvalidPathException noPath) {
      problem = "names no file: " + noPath.getReason();
    } catch (IOException unwritable) {
      problem = FileTrouble.describe(unwritable);
    }
    if (!problem.isEmpty() && surface.debugging()) {
      surface.err().println("telem: channel: " + channel + ": " + problem);
    }
  }
}
