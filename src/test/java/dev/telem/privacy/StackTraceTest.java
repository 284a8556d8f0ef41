package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as the six languages print them; below {@code ---} the error's class and the frames. */
class StackTraceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java",
        "python",
        "python-group",
        "python-syntax",
        "node",
        "webpack",
        "firefox",
        "go",
        "ruby",
        "dotnet",
        "no-trace",
        "home"
      })
  void ofATraceOnlyTheErrorsClassAndTheFramesAreKept(String name) {
    String[] table = Cases.text("stack-traces/" + name + ".txt").split("---\n", -1);
    String trace = table.length > 2 ? table[0] + "---\n" + table[1] : table[0];
    List<String> expected = List.of(table[table.length - 1].split("\n", -1));

    StackTrace scrubbed = StackTrace.scrub(trace);

    assertThat(scrubbed.errorType().map(SafeText::value).orElse("")).isEqualTo(expected.get(0));
    assertThat(scrubbed.frames())
        .extracting(SafeText::value)
        .containsExactlyElementsOf(expected.subList(1, expected.size() - 1));
    assertThat(scrubbed.toString()).doesNotContain("alice", "hunter2", "ecret-project", "C:");
  }

  @Test
  void linesMayEndAsOnWindows() {
    StackTrace scrubbed = StackTrace.scrub("a.B: x\r\n\tat a.B.c(B.java:1)\r\n");

    assertThat(scrubbed.errorType()).contains(new SafeText("a.B"));
    assertThat(scrubbed.frames()).containsExactly(new SafeText("a.B.c(B.java:1)"));
  }

  @Test
  void fiftyFramesAreKeptThoseNextToTheError() {
    StringBuilder java = new StringBuilder("java.lang.StackOverflowError\n");
    StringBuilder python = new StringBuilder("Traceback (most recent call last):\n");
    for (int i = 0; i < 60; i++) {
      java.append("\tat a.B.c(B.java:").append(i).append(")\n");
      python.append("  File \"b.py\", line ").append(i).append(", in c\n    c()\n");
    }
    List<SafeText> ofJava = StackTrace.scrub(java.toString()).frames();
    StackTrace ofPython = StackTrace.scrub(python + "RecursionError: too deep\n");

    assertThat(ofJava).hasSize(50).contains(new SafeText("a.B.c(B.java:0)"));
    assertThat(ofPython.frames()).hasSize(50).contains(new SafeText("b.py:59 in c"));
    assertThat(ofPython.errorType()).contains(new SafeText("RecursionError"));
  }

  @Test
  void longNamesPathsAndLinesAreNotTold() {
    String folder = "/lib/site-packages/";

    assertThat(python(folder + "a/" + "b".repeat(195) + ".py", "E".repeat(200)))
        .isEqualTo("E".repeat(200) + " a/" + "b".repeat(195) + ".py:1");
    assertThat(python(folder + "a/" + "b".repeat(196) + ".py", "E".repeat(201)))
        .isEqualTo(" " + "b".repeat(196) + ".py:1");
    assertThat(python(folder + "b".repeat(198) + ".py", "E")).isEqualTo("E <path>:1");
    assertThat(StackTrace.scrub(" ".repeat(978) + "at a.B.c(Native Method)").frames()).isEmpty();
    assertThat(StackTrace.scrub(" ".repeat(977) + "at a.B.c(Native Method)").frames()).hasSize(1);
  }

  private static String python(String path, String error) {
    StackTrace scrubbed =
        StackTrace.scrub(
            "Traceback (most recent call last):\n  File \""
                + path
                + "\", line 1\n"
                + error
                + ": x");
    return scrubbed.errorType().map(SafeText::value).orElse("") + " " + scrubbed.frames().get(0);
  }

  @Test
  void hugeTextsAreReadInTime() {
    String line = "at " + "a.".repeat(480) + "(x:1:";
    String text = (line + "\n").repeat(300) + "at " + "x".repeat(1 << 20) + "(B.java:1)\n";

    assertThat(StackTrace.scrub(text).frames()).isEmpty();
  }
}
