package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.log.LogLine;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class UsageTest {
  private static final String OK = "{\"exitCode\":0,\"durationMs\":5,\"success\":true}";

  private final Usage usage = new Usage(ZoneOffset.UTC, 0, "");

  @Test
  void aStartAndItsEndAreOneRunInWhateverOrderTheyAreRead() {
    add("CommandExited", "one", OK);
    add("CommandStarted", "one", "{}");
    add("CommandStarted", "two", "{}");
    add("CommandExited", "two", OK);

    assertThat(usage.total().runs()).isEqualTo(2);
    assertThat(usage.total().lost()).isZero();
    assertThat(usage.total().days().byDay().values())
        .singleElement()
        .satisfies(day -> assertThat(day.ok()).isEqualTo(2));
  }

  @Test
  void theEndOfARunCountsOnceThoughItBeRecordedTwiceOrInTwoWays() {
    add("CommandExited", "one", OK);
    add("CommandExited", "one", OK);
    add("CommandAborted", "one", "{}");

    assertThat(usage.total().runs()).isEqualTo(1);
    assertThat(usage.lines().repeated).isEqualTo(2);
  }

  @Test
  void whatThereIsNoPlaceForIsCountedTogetherAndSaid() {
    for (int i = 0; i < Usage.MOST_COMMANDS + 7; i++) {
      line(
          Lines.line("CommandExited", "e" + i, "run" + i, OK)
              .replace("mytool deploy", "mytool c" + i));
    }

    assertThat(usage.commands()).hasSize(Usage.MOST_COMMANDS + 1);
    assertThat(usage.commands().getLast().runs()).isEqualTo(7);
    assertThat(usage.total().runs()).isEqualTo(Usage.MOST_COMMANDS + 7);
    assertThat(UsageWords.remarks(usage))
        .containsExactly("7 runs are of more commands than the 200 that are told apart.");
  }

  @Test
  void optionsBeyondTheirNumberAreOthers() {
    for (int i = 0; i < CommandUsage.MOST_OPTIONS + 3; i++) {
      add(
          "CommandExited",
          "run" + i,
          "{\"exitCode\":0,\"commandOptions\":[{\"name\":\"o%d\"},{\"name\":\"o%d\"}]}"
              .formatted(i, i));
    }

    assertThat(usage.total().options().ranked()).hasSize(CommandUsage.MOST_OPTIONS);
    assertThat(usage.total().options().others()).isEqualTo(3);
    assertThat(UsageReport.json(usage)).contains("\"optionsOthers\":3");
  }

  @Test
  void onlyTheLastDaysAreToldApart() {
    for (int day = 0; day < Days.MOST + 5; day++) {
      line(
          Lines.line("CommandExited", "e" + day, "run" + day, OK)
              .replace(Long.toString(Lines.TS), Long.toString(Lines.TS + day * 86_400_000L)));
    }

    assertThat(usage.total().days().byDay()).hasSize(Days.MOST);
    assertThat(usage.total().days().earlier().runs()).isEqualTo(5);
  }

  @Test
  void namesOfAnyLengthTakeLittleMemory() {
    line(Lines.line("CommandExited", "e", "run", OK).replace("mytool deploy", "x".repeat(900_000)));

    assertThat(usage.commands().getFirst().command()).hasSize(ScannedEvent.LONGEST_NAME);
  }

  @Test
  void fieldsOfAnyTypeHarmNothing() {
    for (String value :
        new String[] {"{}", "[[1]]", "null", "true", "1e99", "99999999999999999999"}) {
      for (String name : new String[] {"exitCode", "durationMs", "success", "commandOptions"}) {
        add("CommandExited", name + value, "{\"%s\":%s}".formatted(name, value));
      }
      line("{\"eventType\":\"CommandExited\",\"ts\":1,\"attributes\":%s}".formatted(value));
      line("{\"eventType\":%s,\"ts\":%s,\"eventData\":%s}".formatted(value, value, value));
      line(value);
    }

    assertThat(usage.lines().damaged).isZero();
    assertThat(usage.lines().foreign).isEqualTo(12);
    assertThat(UsageReport.page(usage)).isNotEmpty();
    assertThat(UsageReport.text(usage, true)).isNotEmpty();
  }

  private void add(String type, String run, String data) {
    line(Lines.line(type, "e", run, data));
  }

  private void line(String line) {
    usage.add(new LogLine.Whole(line));
  }
}
