package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log for people (spec cli.md, {@code log tail} and {@code log show}). */
@ExtendWith(Worlds.class)
final class TailFollowIT {
  /** "Within a second", and as much again for a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(2);

  @Test
  void aFollowerWaitsForTheLogAndShowsEachRun(Program program) {
    Path screen = follow(program, "log", "tail", "-f");
    program.wrap("sh", "-c", "exit 3");
    awaitRow(screen, "exit 3");
    program.wrap("true");
    awaitRow(screen, "ok");
    assertThat(Program.lines(screen)).filteredOn(line -> line.contains("started")).hasSize(2);
  }

  @Test
  void aFollowerSurvivesTruncation(Program program) throws IOException {
    Path log = program.directory().resolve("mine.jsonl");
    program.with("TELEMETRY_LOG_FILE", log.toString());
    program.wrap("sh", "-c", "exit 3");
    Path screen = follow(program, "log", "tail", "-f");
    awaitRow(screen, "exit 3");
    Files.write(log, new byte[0]);
    program.wrap("true");
    awaitRow(screen, "ok");
  }

  @Test
  void aFollowerSeesATruncationThatJustAsMuchFollows(Program program) throws IOException {
    Path log = program.directory().resolve("mine.jsonl");
    program.with("TELEMETRY_LOG_FILE", log.toString());
    program.wrap("sh", "-c", "exit 3");
    Path screen = follow(program, "log", "tail", "-f");
    awaitRow(screen, "exit 3");
    // In one write, so that no look falls between: another run's lines, of the same length or
    // nearly.
    Path other = program.directory().resolve("other.jsonl");
    program.with("TELEMETRY_LOG_FILE", other.toString()).wrap("sh", "-c", "exit 4");
    Files.write(log, Files.readAllBytes(other));
    awaitRow(screen, "exit 4");
  }

  @Test
  void aFollowerSurvivesRotationByOthers(Program program) throws IOException {
    Path log = program.directory().resolve("mine.jsonl");
    program.with("TELEMETRY_LOG_FILE", log.toString());
    program.wrap("sh", "-c", "exit 3");
    Path screen = follow(program, "log", "tail", "-f", log.toString());
    awaitRow(screen, "exit 3");
    Files.move(log, log.resolveSibling("mine.jsonl.old"));
    program.wrap("sh", "-c", "exit 4");
    awaitRow(screen, "exit 4");
    Files.delete(log);
    program.wrap("sh", "-c", "exit 5");
    awaitRow(screen, "exit 5");
  }

  @Test
  void aFollowerSurvivesTelemsOwnRotation(Program program) throws IOException {
    program.wrap("sh", "-c", "exit 3");
    Path screen = follow(program, "log", "tail", "-f");
    awaitRow(screen, "exit 3");
    Files.writeString(program.log(), " ".repeat(5 << 20) + "\n", StandardOpenOption.APPEND);
    program.wrap("sh", "-c", "exit 4");
    awaitRow(screen, "exit 4");
    program.wrap("sh", "-c", "exit 5");
    awaitRow(screen, "exit 5");
    assertThat(program.log().resolveSibling("events.jsonl.1")).exists();
  }

  @Test
  void aFollowerTellsThatAnEventWaitsToBeSentFromTheVeryFirstRun(
      Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    Path screen = follow(program, "log", "tail", "-f");
    program.wrap("true");
    awaitRow(screen, "ok");
    assertThat(Program.lines(screen).stream().skip(1))
        .hasSize(2)
        .allMatch(row -> row.endsWith("queued"));
  }

  @Test
  void aLineOfGarbageIsShownAsDamagedAndTheRestAsEver(Program program) throws IOException {
    program.wrap("true");
    Files.writeString(program.log(), "{\"half an ev\u001b[31m\n", StandardOpenOption.APPEND);
    program.wrap("true");
    String table = program.telem("log", "tail").out();
    assertThat(table.lines().skip(1)).hasSize(5);
    assertThat(table.lines().filter(line -> line.contains("damaged")))
        .singleElement()
        .asString()
        .contains("half an ev");
    assertThat(table).doesNotContain("\u001b");
    Path screen = follow(program, "log", "tail", "-f");
    awaitRow(screen, "damaged");
    // For programs every line is JSON, the damaged one too.
    assertThat(program.telem("log", "tail", "--json").out().lines().map(Events::json)).hasSize(5);
  }

  @Test
  void theTableTellsWhatHappened(Program program) {
    program.wrap("sh", "-c", "exit 3");
    JsonNode exited = program.events().getLast();
    String run = Events.text(exited, "executionID");
    List<String> rows = program.telem("log", "tail").out().lines().toList();
    assertThat(rows.getFirst()).contains("time", "event", "run", "command", "outcome", "delivery");
    assertThat(rows.getLast()).contains("exited", "sh -c <value>", "exit 3", " ms", "local only");
    assertThat(rows.getLast()).contains("  " + run.substring(run.length() - 8) + "  ");
    assertThat(program.telem("log", "tail", "-n", "1").out().lines().skip(1)).hasSize(1);
    assertThat(program.telem("log", "tail", "-n", "1", "--json").out().strip())
        .isEqualTo(Program.lines(program.log()).getLast());
  }

  @Test
  void anEmptyLogIsNoFailure(Program program) {
    Program.Result result = program.telem("log", "tail");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("telem run");
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void showPrintsEveryByteOfOneRun(Program program, Receiver receiver) {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true", "first");
    program.wrap("false", "second");
    program.telem("flush");
    List<String> lines = Program.lines(program.log());
    String id = Events.text(Events.of(lines.getLast()), "executionID");
    for (String asked : List.of(id, id.substring(id.length() - 8))) {
      String shown = program.telem("log", "show", asked).out();
      assertThat(shown)
          .contains(lines.get(2), lines.get(3))
          .doesNotContain(lines.get(0))
          .contains("accepted");
    }
    JsonNode json = Events.json(program.telem("log", "show", "--json", id).out());
    assertThat(json.toString()).contains(Events.text(Events.of(lines.get(2)), "eventID"));
    assertThat(program.telem("log", "show", "00000000").code()).isEqualTo(1);
  }

  @Test
  void theTailOfALogOfAGigabyteIsThereAtOnce(Program program) throws IOException {
    program.wrap("true");
    Path big = program.directory().resolve("big.jsonl");
    // A hole of a gigabyte in front of whole lines: who reads from the beginning reads a while.
    try (var channel =
        Files.newByteChannel(big, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(1L << 30);
      channel.write(
          ByteBuffer.wrap(
              ("\n" + String.join("\n", Program.lines(program.log())) + "\n")
                  .getBytes(StandardCharsets.UTF_8)));
    }
    long start = System.nanoTime();
    assertThat(program.telem("log", "tail", "-n", "2", big.toString()).out().lines()).hasSize(3);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private static Path follow(Program program, String... words) {
    Path screen = program.directory().resolve("screen");
    String[] command = new String[words.length + 1];
    command[0] = Program.TELEM.toString();
    System.arraycopy(words, 0, command, 1, words.length);
    program.startInto(screen, command);
    awaitRow(screen, "outcome");
    return screen;
  }

  private static void awaitRow(Path screen, String text) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> assertThat(Program.lines(screen)).anyMatch(line -> line.contains(text)));
  }
}
