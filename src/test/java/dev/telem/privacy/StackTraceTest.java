package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
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
        "home",
        "thrown-text",
        "thread-text",
        "log-above",
        "message-of-lines",
        "assertion",
        "random-names",
        "bundles",
        "python-odd",
        "python-cut",
        "go-odd",
        "ruby-bottom",
        "dotnet-inner"
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
    StackTrace scrubbed = StackTrace.scrub("a.BError: x\r\n\tat a.B.c(B.java:1)\r\n");

    assertThat(scrubbed.errorType()).contains(new SafeText("a.BError"));
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

    String words = "store_of_parts/".repeat(13);

    assertThat(python(folder + words + "b.py", "Error")).isEqualTo("Error " + words + "b.py:1");
    assertThat(python(folder + words + "parts.py", "E")).isEqualTo(" parts.py:1");
    assertThat(python(folder + "b-b".repeat(66) + ".py", "E")).isEqualTo(" <path>:1");
    assertThat(python("/x.py", "store.".repeat(19) + "Error"))
        .isEqualTo("store.".repeat(19) + "Error x.py:1");
    assertThat(python("/x.py", "store.".repeat(20) + "Error")).isEqualTo("Error x.py:1");
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

  /** What makes a reader that tries again from every place take its square, or worse. */
  static List<String> repeated() {
    return List.of(
        "a:1:in `%s", ": (",
        "a:1:in `%s'", ": (A::",
        "%s", ":1:in `",
        "%s:1:in `x'", "1: from ",
        "   at %s(x:1:", "a.",
        "   at %s", "a.(",
        "   at a.b(%s", "in :line ",
        "   at a.b() in %s", ":line 1",
        "   at x (eval at %s", "<anonymous>:1:",
        "%s", "(eval at ",
        "%s@http://x", "a/",
        "a@%s", "http://",
        "\t%s", "x.go:1 +0x",
        "\t%s.go:1", "/pkg/mod/",
        "  File \"%s", "\", line ",
        "Exception in thread \"%s", "\" ",
        "%s", "Uncaught Error",
        "%s", "a::",
        "    at x (%s/b.js:1:2)", "/src/node_modules/",
        "    at x (%s/b.js:1:2)", "webpack:///",
        "%s", "[",
        "%s", " ");
  }

  @Test
  void linesMadeToBeReadOftenAreReadOnce() {
    List<String> pairs = repeated();
    for (int i = 0; i < pairs.size(); i += 2) {
      String piece = pairs.get(i + 1);
      for (int length : new int[] {960, 1 << 16, 1 << 20}) {
        String line = pairs.get(i).replace("%s", piece.repeat(length / piece.length())) + "\n";
        String text = line.repeat(Math.max(1, (1 << 20) / line.length()));
        // A thousand times what it takes: the old patterns took ten seconds for one of these.
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> {
              StackTrace.scrub(text);
              StackTrace.scrub("Traceback (most recent call last)\n" + text);
              StackFrame.of(line.strip(), line, new CodeNames());
              StackFrame.of(line, line, new CodeNames());
              new ErrorHeading().read(line);
              ErrorHeading.below(line);
              RubyFrame.errorType(line);
            },
            line.substring(0, 40));
      }
    }
  }
}
