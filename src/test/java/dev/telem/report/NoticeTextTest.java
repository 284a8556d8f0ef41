package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.Contents.Arguments;
import dev.telem.config.Notices;
import dev.telem.config.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoticeTextTest {
  private static final String ORIGIN = "https://telemetry.example.com";

  @Test
  void itTellsWhoGetsWhatAndHowToSayNo() {
    assertThat(text("my-tool"))
        .isEqualTo(
            """
            telem: usage telemetry of my-tool
              This is shown once. From the next run on, events are sent to
                https://telemetry.example.com
              What: the command, its known options and words, a placeholder for all else
              that is typed (values, paths, names); exit code, duration, versions,
              operating system, CI; random ids. Never output or the environment.
              Nothing of this run is recorded.
              See it:  telem preview -- my-tool ...
                       telem log tail
              Say no:  telem disable   or   DO_NOT_TRACK=1   or
                       MY_TOOL_TELEMETRY=0
            """);
  }

  @Test
  void theReadmeShowsItAsItIs() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("<!-- notice -->\n```\n" + text("mytool") + "```\n<!-- /notice -->");
  }

  @Test
  void whoSawOneBeforeReadsWhyThereIsAnother() {
    Promise promise = new Promise(1, Arguments.PLACEHOLDERS, true);
    Notices before =
        new Notices(
            "tool",
            List.of(new Notices.Shown("tool", "", "https://old", promise, 1)),
            Notices.none("tool").digest());
    assertThat(NoticeText.of(before, Set.of(ORIGIN), Arguments.PLACEHOLDERS))
        .contains("Shown again, since more is sent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HASH|known options and words|short digest|a placeholder",
        "HASH_MD5|known options and words|short digest|a placeholder",
        "PLACEHOLDERS|known options and words|a placeholder|(values, paths, names)",
        "NAMES|options' names|how many words follow|nothing else",
        "NONE|What: the name of the program|nothing else|exit code"
      })
  void itTellsHowMuchOfWhatIsTypedLeaves(
      Arguments arguments, String one, String other, String third) {
    String text = NoticeText.of(Notices.none("tool"), Set.of(ORIGIN), arguments);
    assertThat(text)
        .contains(one, other, third, "random", "Never output", "Nothing of this run is recorded.");
    assertThat(text.contains("digest")).isEqualTo(arguments.word().startsWith("hash"));
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b[1;1Hfine",
        "a\nNothing is sent",
        "a\rb",
        "t\u202eool",
        "\u0000",
        "a b",
        "x; rm -rf ~",
        "$(reboot)",
        "\u00e9clair",
        "an-app-whose-name-is-longer-than-any-name-may-be",
        "-rf"
      })
  void noNameOfAnAppCanSteerTheTerminalOrAddALine(String app) {
    String text = text(app);
    assertThat(text).matches("[ -~\n]*").doesNotContain(app).hasLineCount(10);
    assertThat(text).contains("this command\n", "telem preview -- COMMAND");
  }

  @Test
  void theVariableOfANameThatNoShellCanSetIsNotTold() {
    assertThat(text("7z")).contains("usage telemetry of 7z\n").doesNotContain("TELEMETRY=0");
  }

  @Test
  void everyReceiverIsToldAndOfALongOneItsEnd() {
    String text =
        NoticeText.of(
            Notices.none("a".repeat(40)),
            Set.of(ORIGIN, "https://" + "nothing-is-sent.".repeat(20) + "example.org:8443"),
            Arguments.PLACEHOLDERS);
    assertThat(text).contains(ORIGIN + "\n", "nothing-is-sent.example.org:8443\n", "    ...");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  private static String text(String app) {
    return NoticeText.of(Notices.none(app), Set.of(ORIGIN), Arguments.PLACEHOLDERS);
  }
}
