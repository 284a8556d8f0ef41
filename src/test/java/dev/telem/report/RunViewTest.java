package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telem.log.LogReader;
import dev.telem.log.Receipts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunViewTest {
  private static final String OTHER = "0190a5c2-7e11-7abc-8def-ffffffffffff";
  private static final String STARTED =
      Lines.line("CommandStarted", "aaaa-1", Lines.RUN, "{\"args\":[\"deploy\"]}");
  private static final String EXITED =
      Lines.line(
          "CommandExited",
          "aaaa-2",
          Lines.RUN,
          "{\"args\":[\"deploy\"],\"exitCode\":3,\"durationMs\":12,\"success\":false,"
              + "\"errorType\":\"exit\"}");

  @TempDir Path folder;
  private LogReader log;
  private Receipts receipts;

  @BeforeEach
  void recordTwoRuns() throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(folder.resolve("events.jsonl.1"), STARTED + "\n{torn\n");
    Files.writeString(
        file, Lines.line("CommandStarted", "bbbb-1", OTHER, "{}") + "\n" + EXITED + "\n");
    log = LogReader.rotating(file);
    receipts = new Receipts(folder.resolve("delivery.jsonl"));
    receipts.append(
        "{\"ts\":%d,\"destination\":\"https://a\",\"status\":202,\"durationMs\":87,\"verdict\":\"accepted\",\"eventIDs\":[\"aaaa-1\",\"bbbb-1\"]}"
            .formatted(Lines.TS + 1000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Lines.RUN,
        "0190A5C27E117ABC8DEF0123456789AB",
        "456789ab",
        "0190a5c2-7e11-7abc-8def-01",
        "aaaa-2",
        "aaaa"
      })
  void aRunIsFoundByAnyIdOfItOrAPartThatOnlyItHas(String id) throws IOException {
    assertThat(found(id).events())
        .extracting(EventLine.Seen::eventID)
        .containsExactly("aaaa-1", "aaaa-2");
  }

  @Test
  void everyLineOfTheRunAndWhatBecameOfItIsShown() throws IOException {
    assertThat(found("456789ab").text(ZoneOffset.UTC, RunViewTest::deliveryOf))
        .isEqualTo(
            """
            run      %s
            command  mytool deploy
            outcome  exit 3, 12 ms

            2022-07-19 11:57:05.280  started  aaaa-1
            %s
              2022-07-19 11:57:06.280  accepted  https://a  HTTP 202 after 87 ms

            2022-07-19 11:57:05.280  exited  aaaa-2
            %s
              queued    no attempt to send it is on record
            """
                .formatted(Lines.RUN, STARTED, EXITED));
  }

  @Test
  void anEventThatWaitsForAnotherDestinationThanTheOneThatHasItIsSaidTo() throws IOException {
    assertThat(found("456789ab").text(ZoneOffset.UTC, id -> "queued"))
        .contains(
            """
            accepted  https://a  HTTP 202 after 87 ms
              queued    waits for another destination, which was not tried yet
            """);
  }

  @Test
  void anEventThatWaitsForOneThatWasTriedIsNotSaidToWaitForAnother() throws IOException {
    receipts.append(
        "{\"ts\":1,\"destination\":\"https://b\",\"status\":503,\"durationMs\":9,\"verdict\":\"retry\",\"reason\":\"answered"
            + " 503\",\"eventIDs\":[\"aaaa-1\",\"aaaa-2\"]}");
    assertThat(found("456789ab").text(ZoneOffset.UTC, id -> "queued"))
        .contains("queued    https://b  HTTP 503 after 9 ms\n")
        .doesNotContain("another destination");
  }

  @Test
  void whyAnEventWasNotTakenIsTold() throws IOException {
    receipts.append(
        "{\"ts\":1,\"destination\":\"https://a\",\"durationMs\":9,\"verdict\":\"retry\",\"reason\":\"host"
            + " not found: a\",\"eventIDs\":[\"aaaa-2\"]}");
    receipts.append(
        "{\"ts\":1,\"destination\":\"https://a\",\"status\":503,\"durationMs\":9,\"verdict\":\"retry\",\"reason\":\"answered"
            + " 503\",\"eventIDs\":[\"aaaa-2\"]}");
    receipts.append(
        "{\"ts\":1,\"destination\":\"https://a\",\"verdict\":\"dropped\",\"reason\":\"the queue"
            + " exceeded its caps\",\"eventIDs\":[\"aaaa-2\"]}");
    assertThat(found("456789ab").text(ZoneOffset.UTC, id -> "dropped"))
        .contains("queued    https://a  no reply after 9 ms: host not found: a\n")
        .contains("queued    https://a  HTTP 503 after 9 ms\n")
        .contains("dropped   https://a  not sent: the queue exceeded its caps\n");
  }

  @Test
  void programsGetTheLinesUnchanged() throws IOException {
    String json = found("456789ab").json(id -> "queued");

    assertThat(json).contains(STARTED).contains(EXITED);
    JsonNode tree = new JsonMapper().readTree(json);
    assertThat(tree.path("executionID").asText()).isEqualTo(Lines.RUN);
    assertThat(tree.path("events")).hasSize(2);
    assertThat(tree.at("/delivery/aaaa-2").asText()).isEqualTo("queued");
    assertThat(tree.path("receipts").path(0).path("verdict").asText()).isEqualTo("accepted");
  }

  @Test
  void anIdOfSeveralRunsNamesThem() throws IOException {
    RunView view = RunView.of("0190a5c2", log, receipts, folder.resolve("troubles.jsonl"));

    assertThat(view).isInstanceOf(RunView.Ambiguous.class);
    assertThat(((RunView.Ambiguous) view).message(ZoneOffset.UTC))
        .startsWith("0190a5c2 is part of several ids; name one of them in full:\n")
        .contains("  " + Lines.RUN + "  2022-07-19 11:57:05.280  mytool deploy\n")
        .contains("  " + OTHER + "  ");
  }

  @Test
  void anIdOfNoRunIsSaidToBe() throws IOException {
    assertThat(message("feedbeef")).startsWith("no run in the log has the id feedbeef; `telem ");
    assertThat(message("\u001b[31m")).contains("\\x1b[31m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "-----", "   a   "})
  void anIdThatIsTooShortIsSaidToBe(String id) throws IOException {
    assertThat(message(id)).startsWith("an id has at least 4 of the digits 0-9 and a-f, but got");
  }

  @Test
  void aRunWithoutAnEndIsSaidToHaveNone() throws IOException {
    assertThat(found("ffffffff").text(ZoneOffset.UTC, id -> "queued"))
        .contains("outcome  not known: no end is recorded\n");
  }

  private static String deliveryOf(String eventId) {
    return eventId.equals("aaaa-1") ? "accepted" : "queued";
  }

  private RunView.Found found(String id) throws IOException {
    RunView view = RunView.of(id, log, receipts, folder.resolve("troubles.jsonl"));
    assertThat(view).isInstanceOf(RunView.Found.class);
    return (RunView.Found) view;
  }

  private String message(String id) throws IOException {
    RunView view = RunView.of(id, log, receipts, folder.resolve("troubles.jsonl"));
    assertThat(view).isInstanceOf(RunView.Unknown.class);
    return ((RunView.Unknown) view).message();
  }
}
