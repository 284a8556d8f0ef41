package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.log.LogLine;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogTableTest {
  private final LogTable table = new LogTable(ZoneOffset.UTC, 120, false, event -> "accepted");

  @Test
  void aRowHasAColumnForEverything() {
    String started = row("CommandStarted", "{\"args\":[\"deploy\",\"--force\",\"<path>\"]}");
    String exited =
        row(
            "CommandExited",
            "{\"args\":[\"deploy\"],\"exitCode\":3,\"durationMs\":123000,\"success\":false,"
                + "\"errorType\":\"exit\"}");

    assertThat(String.join("\n", table.header(), started, exited))
        .isEqualTo(
            """
            time                 event    run       command                                            outcome            delivery
            2022-07-19 11:57:05  started  456789ab  mytool deploy --force <path>                                          accepted
            2022-07-19 11:57:05  exited   456789ab  mytool deploy                                      exit 3, 2 m 03 s   accepted\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CommandExited | {'success':true,'exitCode':0,'durationMs':12} | ok, 12 ms",
        "CommandExited | {'success':false,'exitCode':137,'errorType':'SIGKILL'} | SIGKILL",
        "CommandExited | {'success':false,'errorType':'command_not_found'} | not found",
        "CommandExited | {'success':false,'errorType':'permission_denied'} | not allowed",
        "CommandExited | {'success':false,'errorType':'spawn_failed'} | not started",
        "CommandExited | {'exitCode':'3','durationMs':-5} | exit ?",
        "CommandAborted | {'startedTs':1,'reason':'unknown'} | lost",
        "MetricsReported | {'metrics':[{},{}]} | 2 metrics",
        "ErrorReported | {'errorType':'TypeError'} | TypeError",
        "ApiRequest | {'statusCode':503,'durationMs':3400} | 503, 3.4 s",
      })
  void anOutcomeIsSaidInAFewWords(String type, String data, String outcome) {
    assertThat(row(type, data.replace('\'', '"'))).contains(" " + outcome + "  ");
  }

  @Test
  void aRequestIsShownWithItsEndpoint() {
    assertThat(row("ApiRequest", "{\"method\":\"GET\",\"endpoint\":\"/jobs/<id>\"}"))
        .contains("api      456789ab  mytool deploy: GET /jobs/<id>");
  }

  @Test
  void subCommandsAreShownOnceAndUnlistedArgumentsCounted() {
    assertThat(row("CommandStarted", "{\"args\":[\"-v\",\"deploy\"],\"argsCount\":123}"))
        .contains(" mytool -v deploy (121 more) ");
    assertThat(row("CommandStarted", "{\"args\":[\"<value>\"]}"))
        .contains(" mytool deploy <value> ");
    assertThat(row("CommandStarted", "{}")).contains(" mytool deploy ");
  }

  @Test
  void anUnknownEventIsShown() {
    assertThat(row("SomethingNew", "{}")).contains("  Someth…  456789ab  mytool deploy");
  }

  @Test
  void aRowFitsAnOrdinaryTerminal() {
    LogTable narrow = new LogTable(ZoneOffset.UTC, 80, false, event -> "local only");
    String long40 = "{\"args\":[\"" + "x".repeat(500) + "\"],\"success\":true,\"durationMs\":12}";

    String row = narrow.row(Lines.event(Lines.line("CommandExited", long40)));

    assertThat(row).hasSizeLessThanOrEqualTo(80).contains("…").endsWith("local only");
    assertThat(narrow.header()).hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void nothingThatIsTypedIsCutInAPipe() {
    LogTable piped = new LogTable(ZoneOffset.UTC, 0, false, event -> "queued");
    String argument = "x".repeat(500);

    assertThat(
            piped.row(
                Lines.event(Lines.line("CommandStarted", "{\"args\":[\"" + argument + "\"]}"))))
        .contains(argument)
        .endsWith("queued");
  }

  @Test
  void inAPipeOnlyWhatNobodyCanReadIsCut() {
    LogTable piped = new LogTable(ZoneOffset.UTC, 0, false, event -> "queued");
    String argument = "\\u001b".repeat(200_000);

    assertThat(
            piped.row(
                Lines.event(Lines.line("CommandStarted", "{\"args\":[\"" + argument + "\"]}"))))
        .hasSizeLessThan(1_100)
        .contains("\\x1b\\x1b", "…  ")
        .endsWith("queued");
  }

  @Test
  void theTimeIsThatOfTheReader() {
    LogTable tokyo = new LogTable(ZoneId.of("Asia/Tokyo"), 120, false, event -> "");

    assertThat(tokyo.row(Lines.event(Lines.line("CommandStarted", "{}"))))
        .startsWith("2022-07-19 20:57:05 ");
  }

  @Test
  void nothingInAnEventSteersTheTerminal() {
    String hostile = "\\u001b[2J\\u0000\\n\\u202e\\u009b";
    String line =
        Lines.line(
            "Evil" + hostile, "e" + hostile, "r" + hostile, "{\"args\":[\"" + hostile + "\"]}");
    LogTable echoing = new LogTable(ZoneOffset.UTC, 0, false, event -> event);

    assertThat(echoing.row(Lines.event(line)))
        .contains("\\x1b[2J\\x00\\n\\u202e\\x9b")
        .matches(
            row ->
                row.chars().allMatch(letter -> (letter >= ' ' && letter < 0x7f) || letter == '…'));
  }

  @Test
  void aDamagedLineIsShownAsOne() {
    assertThat(table.row(Lines.event("{torn \u001b[31m" + "x".repeat(100))))
        .isEqualTo("damaged (not JSON): {torn \\x1b[31m" + "x".repeat(49));
    assertThat(table.row(EventLine.of(new LogLine.Damaged("a\ufffd", "not UTF-8"))))
        .isEqualTo("damaged (not UTF-8): a\ufffd");
  }

  @Test
  void thereIsColourOnlyWhenItIsWanted() {
    LogTable coloured = new LogTable(ZoneOffset.UTC, 120, true, event -> "refused");
    String line = Lines.line("CommandExited", "{\"exitCode\":3}");

    assertThat(coloured.row(Lines.event(line)))
        .contains("\u001b[31mexit 3")
        .contains("\u001b[33mrefused\u001b[0m");
    assertThat(table.row(Lines.event(line))).doesNotContain("\u001b");
    assertThat(table.header()).doesNotContain("\u001b");
  }

  private String row(String type, String data) {
    return table.row(Lines.event(Lines.line(type, data)));
  }
}
