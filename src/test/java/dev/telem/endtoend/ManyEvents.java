package dev.telem.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A log of any length as a team's tools would write it in two months: three tools, versions, CI,
 * failures, lost runs. The same for the same length.
 */
final class ManyEvents {
  private static final long START = 1_790_000_000_000L;
  private static final long SPAN = 60L * 86_400_000;
  private static final List<String> COMMANDS =
      List.of("mytool deploy", "mytool build", "mytool stack up", "shopctl sync", "sh");
  private static final List<String> OPTIONS =
      List.of("verbose", "format", "output", "dry-run", "token", "m", "region");
  private static final List<String> VERSIONS = List.of("1.0.0", "1.2.0", "1.2.3", "2.0.0-rc.1");
  private static final int[] CODES = {0, 0, 0, 0, 0, 0, 0, 1, 2, 137};

  private final Random random = new Random(7);

  /** What is in it. */
  record Written(long events, long runs, long failed, long lost) {}

  /** Writes so many runs to the file. */
  static Written to(Path file, int runs) {
    try (Writer out = Files.newBufferedWriter(file)) {
      return new ManyEvents().write(out, runs);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Written write(Writer out, int runs) throws IOException {
    long events = 0;
    long failed = 0;
    long lost = 0;
    for (int run = 0; run < runs; run++) {
      long ts = START + SPAN * run / runs;
      String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
      String id = id();
      String attributes = attributes();
      String options = options();
      out.write(event("CommandStarted", ts, id, command, attributes, options));
      events++;
      int fate = random.nextInt(500);
      if (fate == 0) {
        lost++;
        continue;
      }
      events++;
      if (fate == 1) {
        lost++;
        String data = "\"startedTs\":" + ts + ",\"reason\":\"unknown\"";
        out.write(event("CommandAborted", ts + 9_000, id, command, attributes, data));
        continue;
      }
      int code = CODES[random.nextInt(CODES.length)];
      failed += code == 0 ? 0 : 1;
      long took = Math.round(Math.exp(6 + 1.5 * random.nextGaussian()));
      String data =
          options
              + ",\"exitCode\":"
              + code
              + ",\"durationMs\":"
              + took
              + ",\"success\":"
              + (code == 0)
              + (code == 0 ? "" : ",\"errorType\":\"exit\"");
      out.write(event("CommandExited", ts + took, id, command, attributes, data));
    }
    return new Written(events, runs, failed, lost);
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String event(
      String type, long ts, String run, String command, String attributes, String data) {
    return ("{\"schemaVersion\":1,\"eventID\":\"%s\",\"eventType\":\"%s\",\"ts\":%d,"
            + "\"executionID\":\"%s\",\"sessionID\":\"%s\",\"machineID\":\"%s\",\"app\":\"%s\","
            + "\"command\":\"%s\",\"attributes\":{%s},\"eventData\":{%s}}\n")
        .formatted(
            id(), type, ts, run, run, run, command.split(" ", 2)[0], command, attributes, data);
  }

  private String attributes() {
    boolean ci = random.nextInt(3) == 0;
    return "\"version\":\""
        + VERSIONS.get(random.nextInt(VERSIONS.size()))
        + "\",\"channel\":\"stable\",\"telemVersion\":\"0.1.0\",\"os\":\"linux\",\"osVersion\":\"6.8.0\","
        + "\"arch\":\"amd64\",\"ci\":"
        + ci
        + (ci ? ",\"ciName\":\"gitlab\"" : "")
        + ",\"interactive\":"
        + !ci;
  }

  private String options() {
    StringBuilder args = new StringBuilder("\"<path>\"");
    StringBuilder options = new StringBuilder();
    for (String option : OPTIONS) {
      if (random.nextInt(3) == 0) {
        args.append(",\"--").append(option).append("\",\"<value>\"");
        options.append(options.isEmpty() ? "" : ",");
        options.append("{\"name\":\"").append(option);
        options.append("\",\"asCli\":true,\"asEnv\":false,\"count\":1}");
      }
    }
    return "\"args\":[" + args + "],\"argsCount\":9,\"commandOptions\":[" + options + "]";
  }
}
