package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools of {@code src/test/examples}, for those who run them without telem, or read them. */
@ExtendWith(Worlds.class)
final class SeedsIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "visivo run",
        "visivo compile",
        "salto fetch",
        "grouparoo",
        "meltano run tap-gitlab target-jsonl",
        "werf converge"
      })
  void withoutTelemTheSameToolsDoTheSame(String command, Program program) {
    String tool = command.split(" ", 2)[0];
    assumeThat(!tool.equals("salto") || program.shell("node --version").code() == 0)
        .as("Node.js, for the example in JavaScript")
        .isTrue();
    Page.install(program, tool);
    List<String> before = program.everything();
    Program.Result alone = program.shell(command);
    assertThat(program.everything()).isEqualTo(before);
    assertThat(program.shell("$TELEM run -- " + command)).isEqualTo(alone);
    assertThat(program.with("DO_NOT_TRACK", "1").shell("$TELEM run -- " + command))
        .isEqualTo(alone);
  }

  @Test
  void noToolNeedsMoreThanFiveLines() throws IOException {
    Map<String, Long> lines = new TreeMap<>();
    for (String tool : List.of("visivo", "salto", "grouparoo", "Meltano.java")) {
      List<String> text = Files.readAllLines(Page.EXAMPLES.resolve(tool));
      int from = -1;
      int to = -1;
      for (int i = 0; i < text.size(); i++) {
        from = text.get(i).contains("--- instrumentation") ? i : from;
        to = text.get(i).strip().matches("(//|#) ---") ? i : to;
      }
      lines.put(tool, (long) to - from - 1);
    }
    assertThat(lines.values()).allMatch(count -> count >= 1 && count <= 5);
  }
}
