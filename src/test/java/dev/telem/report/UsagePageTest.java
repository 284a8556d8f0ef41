package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.log.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsagePageTest {
  private static final long DAY = 86_400_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final Usage usage = new Usage(ZoneOffset.UTC, Long.MIN_VALUE, "");
  private int runs;

  @Test
  void aPageSaysHowManyOfItsDaysAreDrawn() {
    ended(0, 400, "mytool");

    assertThat(UsageReport.page(usage))
        .contains(
            "The last 90 days are drawn, the table has the earlier ones; the busiest of them has 1"
                + " run. A run counts")
        .doesNotContain(" 1 runs");
  }

  @Test
  void daysWithoutRunsThatAreNotDrawnAreSaidToBeLeftOut() {
    ended(0, 1, "mytool");
    ended(1_000, 2, "mytool");

    assertThat(UsageReport.page(usage))
        .contains("3 days; the busiest has 1 run. Days without runs are left out.");
  }

  @Test
  void aPageOfFewDaysDrawsAll() {
    ended(0, 1, "mytool");
    assertThat(UsageReport.page(usage)).contains("One day, 1 run.");
    ended(2, 1, "mytool");
    assertThat(UsageReport.page(usage)).contains("3 days; the busiest has 1 run.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "<", "東", "😀", "\u001b", "a"})
  void aPageOfNamesOfAnyLengthStaysBelowAMegabyte(String letter) {
    for (int i = 0; i < 1_000; i++) {
      String name = i + letter.repeat(500);
      ObjectNode event = event(i % 400, name);
      event.putObject("attributes").put("version", name);
      ObjectNode data = event.putObject("eventData").put("exitCode", i % 257).put("durationMs", i);
      ArrayNode options = data.putArray("commandOptions");
      for (int option = 0; option < 50; option++) {
        options.addObject().put("name", option + name);
      }
      usage.add(new LogLine.Whole(event.toString()));
      usage.add(new LogLine.Whole(event.put("executionID", "again-" + i).toString()));
    }

    String page = UsageReport.page(usage);

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
    assertThat(page).contains("…");
    assertThat(UsageReport.text(usage, false).lines()).allMatch(line -> line.length() < 1_000);
  }

  @Test
  void aPageIsKnownForOneAndNothingElseIs() {
    assertThat(UsageReport.isPage(UsageReport.page(usage))).isTrue();
    assertThat(UsageReport.isPage("")).isFalse();
    assertThat(UsageReport.isPage("<!doctype html>\n<html lang=\"en\">\n<head>\n")).isFalse();
    assertThat(UsageReport.isPage("{\"app\":\"" + UsageReport.page(usage))).isFalse();
  }

  private void ended(int firstDay, int days, String command) {
    for (int day = firstDay; day < firstDay + days; day++) {
      ObjectNode event = event(day, command);
      event.putObject("eventData").put("exitCode", 0).put("durationMs", 5);
      usage.add(new LogLine.Whole(event.toString()));
    }
  }

  private ObjectNode event(int day, String command) {
    runs++;
    return JSON.createObjectNode()
        .put("schemaVersion", 1)
        .put("eventID", "e" + runs)
        .put("eventType", "CommandExited")
        .put("ts", 1_700_000_000_000L + day * DAY)
        .put("executionID", "r" + runs)
        .put("app", command)
        .put("command", command);
  }
}
