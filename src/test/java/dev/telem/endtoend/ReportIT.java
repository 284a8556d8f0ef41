package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How commands were used, from the log (spec cli.md, {@code report}). */
@ExtendWith(Worlds.class)
final class ReportIT {
  /** By hand: {@code -Dtelem.reported=500000} for a million events, against jq. */
  private static final int REPORTED = Integer.getInteger("telem.reported", 40_000);

  private static final int BY_HAND = 400_000;

  @Test
  void whatRanIsInTheReport(Program program) {
    program.wrap("true", "--name", "x");
    program.wrap("sh", "-c", "exit 3");
    program.wrap("sh", "-c", "exit 0");

    JsonNode report = report(program);

    assertThat(report.at("/total/runs").asInt()).isEqualTo(3);
    assertThat(report.at("/total/failed").asInt()).isEqualTo(1);
    assertThat(report.at("/lines/events").asInt()).isEqualTo(6);
    assertThat(report.at("/commands/0/command").asText()).isEqualTo("sh");
    assertThat(report.at("/commands/0/failureRate").asDouble()).isEqualTo(0.5);
    assertThat(report.at("/commands/0/exitCodes/3").asInt()).isEqualTo(1);
    assertThat(report.at("/commands/0/options/c").asInt()).isEqualTo(2);
    assertThat(report.at("/commands/0/days/0/runs").asInt()).isEqualTo(2);
    assertThat(program.telem("report").out())
        .startsWith("2 commands, 3 runs, ")
        .contains("50.0 %", "exit codes  0 ×1, 3 ×1", "--name ×1", "runs per day")
        .doesNotContain("\u001b");
  }

  @Test
  void aRunWithoutAnEndIsLostAndOneThatEndsTwiceCountsOnce(Program program) {
    program.wrap("true");
    List<String> lines = Program.lines(program.log());
    String other =
        lines.getFirst().replaceAll("\"executionID\":\"........", "\"executionID\":\"ffffffff");
    Path log = program.directory().resolve("log");
    program.write(log, String.join("\n", lines) + "\n" + lines.getLast() + "\n" + other + "\n");

    JsonNode report = report(program, log.toString());

    assertThat(report.at("/total/runs").asInt()).isEqualTo(2);
    assertThat(report.at("/total/ended").asInt()).isEqualTo(1);
    assertThat(report.at("/total/lost/unfinished").asInt()).isEqualTo(1);
    assertThat(report.at("/lines/repeated").asInt()).isEqualTo(1);
  }

  @Test
  void filesPackedOnesAndStdinAreReadAndWhatIsNoEventIsCounted(Program program) throws IOException {
    program.wrap("true");
    Path packed = program.directory().resolve("more.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(
          "not JSON\n{\"hello\":1}\n[]\n{\"schemaVersion\":2,\"eventType\":\"X\"}\n"
              .getBytes(StandardCharsets.UTF_8));
    }

    Result result =
        program.shell("cat " + program.log() + " | \"$TELEM\" report --json - " + packed);

    JsonNode lines = Events.json(result.out()).path("lines");
    assertThat(lines.path("events").asInt()).isEqualTo(2);
    assertThat(lines.path("damaged").asInt()).isEqualTo(1);
    assertThat(lines.path("foreign").asInt()).isEqualTo(2);
    assertThat(lines.path("newerSchema").asInt()).isEqualTo(1);
    assertThat(program.telem("report", packed.toString()).out())
        .contains("1 damaged line is left out.", "2 lines are no event of telem");
  }

  @Test
  void timeAndAppChooseWhatIsCounted(Program program) {
    program.telem("run", "--app", "kit", "--", "true");
    program.wrap("true");

    assertThat(report(program, "--app", "kit").at("/total/runs").asInt()).isEqualTo(1);
    assertThat(report(program, "--since", "1h").at("/total/runs").asInt()).isEqualTo(2);
    String later = LocalDate.now(ZoneId.systemDefault()).plusDays(2).toString();
    assertThat(report(program, "--since", later).at("/lines/outside").asInt()).isEqualTo(4);
    for (String wrong : List.of("", "d", "7", "-7d", "7y", "2026-13-01", "99999999999999999999d")) {
      Result result = program.telem("report", "--since=" + wrong);
      assertThat(result.code()).as(wrong).isEqualTo(64);
      assertThat(result.err()).contains("--since takes how long ago");
    }
  }

  @Test
  void thePageIsWrittenWholeAndOverNoDirectory(Program program) throws IOException {
    program.wrap("true");
    Path page = program.directory().resolve("report.html");
    program.telem("report", "--html", "report.html");
    program.wrap("true");

    Result result = program.telem("report", "--html", "report.html");

    assertThat(result).isEqualTo(new Result(0, page + "\n", ""));
    assertThat(page)
        .content()
        .startsWith("<!doctype html>")
        .endsWith("</html>\n")
        .contains("2 runs");
    try (Stream<Path> files = Files.list(program.directory())) {
      assertThat(files).containsExactly(page);
    }
    Result refused = program.telem("report", "--html", program.directory().toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("is a directory");
    assertThat(program.telem("report", "--html", "no/such/x.html").err())
        .contains("does not exist");
    assertThat(program.telem("report", "--html", "x", "--json").code()).isEqualTo(64);
  }

  @Test
  void thePageIsWrittenOverNothingButAPage(Program program) throws IOException {
    program.wrap("true");
    Path input = program.directory().resolve("input.jsonl");
    Path link = program.directory().resolve("link.html");
    Path notes = program.directory().resolve("notes.html");
    Path empty = program.directory().resolve("empty.html");
    program.write(input, "").write(notes, "<!doctype html>\nmine").write(empty, "");
    Files.createSymbolicLink(link, program.log());
    List<String> lines = Program.lines(program.log());

    for (Path file : List.of(program.log(), link, notes, input)) {
      Result result = program.telem("report", "--html", file.toString(), input.toString());
      assertThat(result.code()).as(file.toString()).isEqualTo(1);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains(file.toString(), "so it stays; name another file");
    }
    assertThat(Program.lines(program.log())).isEqualTo(lines);
    assertThat(notes).content().isEqualTo("<!doctype html>\nmine");
    assertThat(input).isEmptyFile();
    assertThat(program.telem("report", "--html", empty.toString()).code()).isZero();
    assertThat(empty).content().endsWith("</html>\n");
  }

  @Test
  void aDashIsStdout(Program program) {
    program.wrap("true");

    Result result = program.telem("report", "--html", "-");

    assertThat(result.out()).startsWith("<!doctype html>").endsWith("</html>\n");
    assertThat(result.err()).isEmpty();
    assertThat(program.directory()).isEmptyDirectory();
  }

  @Test
  void aPackedFileThatEndsTooEarlyCountsAsFarAsItGoesAndIsNamed(Program program)
      throws IOException {
    Path log = program.directory().resolve("many.jsonl");
    Path packed = program.directory().resolve("many.jsonl.gz");
    ManyEvents.to(log, 2_000);
    program.wrap("true");
    program.shell("gzip -c many.jsonl > whole.gz; head -c 100000 whole.gz > many.jsonl.gz");

    Result json = program.telem("report", "--json", packed.toString(), program.log().toString());

    assertThat(json.code()).isEqualTo(1);
    assertThat(json.err()).contains(packed + " cannot be read to its end", " lines, is counted");
    JsonNode report = Events.json(json.out());
    assertThat(report.at("/lines/damagedFiles").asInt()).isEqualTo(1);
    assertThat(report.at("/total/runs").asInt()).isBetween(100, 2_000);
    assertThat(report.at("/commands").findValuesAsText("command")).contains("true");
    assertThat(program.telem("report", packed.toString()).out())
        .contains("1 damaged file is counted up to the damage");
  }

  @Test
  void withoutAnyRunItSaysWhatToDo(Program program) {
    Result result = program.telem("report");

    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("telem run -- echo hello");
    assertThat(program.everything()).isEmpty();
    assertThat(program.telem("report", "no-such-file").err()).contains("does not exist");
  }

  @Test
  void manyEventsAreAddedUpExactlyAndThePageStaysSmall(Program program) throws IOException {
    Path log = program.directory().resolve("many.jsonl");
    ManyEvents.Written written = ManyEvents.to(log, REPORTED);

    JsonNode report = report(program, log.toString());

    assertThat(report.at("/lines/events").asLong()).isEqualTo(written.events());
    assertThat(report.at("/total/runs").asLong()).isEqualTo(written.runs());
    assertThat(report.at("/total/failed").asLong()).isEqualTo(written.failed());
    long lost =
        report.at("/total/lost/aborted").asLong() + report.at("/total/lost/unfinished").asLong();
    assertThat(lost).isEqualTo(written.lost());
    program.telem("report", "--html", "page.html", log.toString());
    if (REPORTED >= BY_HAND) {
      long jq = nanos(program, "jq -c . " + log + " > /dev/null");
      assertThat((double) nanos(program, "\"$TELEM\" report " + log + " > /dev/null") / jq)
          .isLessThan(2);
    }
    assertThat(Files.size(program.directory().resolve("page.html"))).isLessThan(1 << 20);
  }

  private static long nanos(Program program, String script) {
    long start = System.nanoTime();
    assertThat(program.shell(script).code()).isZero();
    return System.nanoTime() - start;
  }

  private static JsonNode report(Program program, String... words) {
    String[] all =
        Stream.concat(Stream.of("report", "--json"), Stream.of(words)).toArray(String[]::new);
    Result result = program.telem(all);
    assertThat(result.code()).as(result.err()).isZero();
    return Events.json(result.out());
  }
}
