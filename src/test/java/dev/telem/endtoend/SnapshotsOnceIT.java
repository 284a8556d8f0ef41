package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever happens while a snapshot is taken, every report is in one, and in one only. */
@ExtendWith(Worlds.class)
final class SnapshotsOnceIT {
  private static final String SAY = "echo '{\"count\":\"jobs\",\"value\":%d}' >> $TELEMETRY_EVENTS";
  private static final int KILLED = 137;

  @Test
  void whatIsReportedWhileCommandsAreAskedIsInThisOneOrTheNext(Program program) {
    Path profile = program.directory().resolve("shop.json");
    program.write(
        profile,
        """
        {"app": "sh", "snapshot": {"metrics": [{"collection": "totals", "topic": "orders",
          "count": ["sh", "-c", "env -u TELEMETRY $TELEM run -- sh -c \\"$SAY\\"; echo 100"]}]}}
        """);
    program.with("SAY", SAY.formatted(500));
    int first = jobs(program.telem("snapshot", "--profile", profile.toString()).out());
    int second = jobs(program.telem("snapshot", "--app", "sh").out());
    assertThat(first + second).isEqualTo(500);
  }

  @Test
  void twoAtOnceTakeEveryReportOnce(Program program, Receiver receiver)
      throws InterruptedException {
    reportToBeSent(program, receiver, 10);
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      both.add(program.start(Program.TELEM.toString(), "snapshot", "--app", "sh"));
    }
    for (Process one : both) {
      assertThat(one.waitFor()).isZero();
    }
    program.telem("flush");
    assertThat(received(receiver)).isEqualTo(10);
  }

  @Test
  void whatCannotBeRecordedIsNotSent(Program program, Receiver receiver) {
    reportToBeSent(program, receiver, 10);
    Path log = program.directory().resolve("missing").resolve("named.jsonl");
    program.with("TELEMETRY_LOG_FILE", log.toString());
    for (int i = 0; i < 2; i++) {
      Program.Result result = program.telem("snapshot", "--app", "sh");
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("cannot be recorded", "named.jsonl", "take it again");
    }
    program.telem("flush");
    assertThat(received(receiver)).isZero();
    program.without("TELEMETRY_LOG_FILE");
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isEqualTo(10);
  }

  @Test
  void oneThatIsKilledAtAnyStepLosesNothingAndDoublesNothing(Program program, Receiver receiver) {
    SideBySide.needs("strace");
    program.with("TELEMETRY_FLUSH", "never");
    int reported = 0;
    int kills = 0;
    for (String change : List.of("mkdir", "link", "write", "rename", "unlink")) {
      int step = 1;
      int code;
      do {
        program.with("TELEMETRY_ENDPOINT", receiver.url());
        program.wrap("sh", "-c", SAY.formatted(1));
        reported++;
        program.with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
        code =
            program
                .command(
                    List.of(
                        "strace",
                        "-f",
                        "-qq",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + change,
                        "-e",
                        "inject=" + change + ":signal=KILL:when=" + step,
                        Program.TELEM.toString(),
                        "snapshot",
                        "--app",
                        "sh"))
                .code();
        step++;
        kills += code == KILLED ? 1 : 0;
      } while (code == KILLED);
    }
    assertThat(kills).isGreaterThanOrEqualTo(6);
    assertThat(program.telem("snapshot", "--app", "sh").code()).isZero();
    program.telem("flush");
    assertThat(received(receiver)).isEqualTo(reported);
  }

  @Test
  void manyNamesMakeMoreThanOneDocumentAndNothingIsRefused(Program program) {
    for (int run = 0; run < 2; run++) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        lines.append("{\"count\":\"%s.part%d\"}\n".formatted(run == 0 ? "alpha" : "beta", i));
      }
      program.write(program.directory().resolve("lines"), lines.toString());
      program.wrap("sh", "-c", "cat lines >> $TELEMETRY_EVENTS");
    }
    Program.Result result = program.telem("snapshot", "--app", "sh");
    assertThat(result.err()).isEmpty();
    int names = 0;
    for (String document : result.out().lines().toList()) {
      assertThat(Events.json(document).path("metrics").size()).isLessThanOrEqualTo(256);
      names += Events.json(document).path("metrics").size();
    }
    assertThat(names).isEqualTo(400);
    assertThat(program.events()).isNotEmpty();
  }

  @Test
  void anExactTextThatARunWasAllowedNeedsNoProfileAgain(Program program) {
    Path profile = program.directory().resolve("shop.json");
    program.write(profile, "{\"app\": \"shop\", \"metrics\": {\"exact\": [\"cluster/os\"]}}");
    program.telem(
        "emit",
        "metric",
        "cluster",
        "os",
        "--exact",
        "linux/6.8.0",
        "--profile",
        profile.toString());
    Program.Result result = program.telem("snapshot", "--app", "shop");
    assertThat(result.err()).isEmpty();
    assertThat(Events.json(result.out()).at("/metrics/0/value").asText()).isEqualTo("linux/6.8.0");
  }

  @Test
  void whatAnotherLogHoldsIsTakenToo(Program program) {
    program.wrap("sh", "-c", SAY.formatted(3));
    program.with("TELEMETRY_LOG_FILE", program.directory().resolve("named.jsonl").toString());
    program.wrap("sh", "-c", SAY.formatted(4));
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isEqualTo(7);
    program.wrap("sh", "-c", SAY.formatted(5));
    program.without("TELEMETRY_LOG_FILE");
    program.wrap("sh", "-c", SAY.formatted(6));
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isEqualTo(11);
    assertThat(jobs(program.telem("snapshot", "--app", "sh").out())).isZero();
  }

  @Test
  void whatWasRotatedAwayBeforeItWasTakenIsSaidAndCounted(Program program) throws IOException {
    program.wrap("sh", "-c", SAY.formatted(3));
    assertThat(program.telem("snapshot", "--app", "sh").err()).isEmpty();
    program.wrap("sh", "-c", SAY.formatted(4));
    Path oldest = program.state().resolve("events.jsonl.2");
    Files.writeString(program.state().resolve("events.jsonl.1"), "");
    Files.writeString(oldest, "");
    program.wrap("sh", "-c", SAY.formatted(5));
    // As two rotations leave it: what was recorded up to now is gone.
    List<String> lines = Files.readAllLines(program.log());
    Files.writeString(
        program.log(), String.join("\n", lines.subList(lines.size() - 3, lines.size())) + "\n");
    Program.Result result = program.telem("snapshot", "--app", "sh");
    assertThat(result.code()).isZero();
    assertThat(jobs(result.out())).isEqualTo(5);
    assertThat(result.err()).contains("no longer reaches back to the last snapshot");
    assertThat(program.state().resolve("troubles.jsonl"))
        .content()
        .contains("\"snapshot\"", "no longer reaches back");
    assertThat(program.telem("snapshot", "--app", "sh").err()).isEmpty();
  }

  @Test
  void whatACommandDoesNotPrintIsCounted(Program program) {
    Path profile = program.directory().resolve("shop.json");
    program.write(
        profile,
        """
        {"app": "shop", "snapshot": {"metrics": [
          {"collection": "totals", "topic": "none", "count": ["echo", "zanzibar"]},
          {"collection": "cluster", "topic": "plugin", "key": "core", "exact": ["echo", "3.10"]}]}}
        """);
    Program.Result result = program.telem("snapshot", "--profile", profile.toString());
    assertThat(Events.json(result.out()).at("/metrics/0/value").asText()).isEqualTo("3.10");
    assertThat(program.state().resolve("troubles.jsonl"))
        .content()
        .contains("totals/none")
        .doesNotContain("zanzibar");
  }

  @Test
  void anEmptyOneIsPrintedAndIsNoRequest(Program program, Receiver receiver) {
    program
        .with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""))
        .with("TELEMETRY_FLUSH", "wait");
    JsonNode document = Events.json(program.telem("snapshot", "--app", "shop").out());
    assertThat(document.path("name").asText()).isEqualTo("shop");
    assertThat(document.path("metrics").size()).isZero();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void whatIsRememberedIsPrivateAndForgotten(Program program) throws IOException {
    program.telem("snapshot", "--app", "shop");
    Path folder = program.state().resolve("snapshots");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("taken.json"))))
        .isEqualTo("rw-------");
    assertThat(program.telem("forget").code()).isZero();
    assertThat(folder).doesNotExist();
  }

  /** Recorded to be sent, to a receiver of another kind. */
  private static void reportToBeSent(Program program, Receiver receiver, int jobs) {
    program.with("TELEMETRY_FLUSH", "never").with("TELEMETRY_ENDPOINT", receiver.url());
    program.wrap("sh", "-c", SAY.formatted(jobs));
    program.with("TELEMETRY_ENDPOINT", receiver.at("snapshot+", ""));
  }

  /** All that a receiver counts that drops what it has got under the same key. */
  private static int received(Receiver receiver) {
    Map<String, Integer> documents = new TreeMap<>();
    for (LoggedRequest request : receiver.requests()) {
      if (request.getUrl().equals("/api/v1/telemetry")) {
        documents.put(request.getHeader("Idempotency-Key"), jobs(request.getBodyAsString()));
      }
    }
    return documents.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int jobs(String document) {
    int sum = 0;
    for (JsonNode metric : Events.json(document).path("metrics")) {
      sum += metric.path("topic").asText().equals("jobs") ? metric.path("count").asInt() : 0;
    }
    return sum;
  }
}
