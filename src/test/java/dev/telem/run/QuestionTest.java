package dev.telem.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTest {
  private static final Path HERE = Path.of("/");

  @Test
  void anAnswerIsAllThatIsPrintedWhateverTheExitCode() {
    assertThat(answer("echo one; echo two >&2; echo \"$NAME\"; exit 3", 10_000))
        .isEqualTo("one\ntwo\nvalue\n");
  }

  @Test
  void anAnswerMayBeLongerThanAPipeHolds() {
    assertThat(answer("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done", 30_000))
        .hasSize(220_000);
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    assertThat(answer("yes", 30_000).length()).isBetween(1 << 20, (1 << 20) + 8192);
  }

  @Test
  void whoReadsGetsNothing() {
    assertThat(answer("cat; echo end", 10_000)).isEqualTo("end\n");
  }

  @Test
  void whoTakesTooLongIsEndedTogetherWithWhatItStarted() {
    long start = System.nanoTime();
    assertThat(answer("echo early; sleep 60 & wait", 300)).isEmpty();
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(20_000);
  }

  @Test
  void whatIsNotThereGivesNoAnswer() {
    assertThat(Question.answer(List.of("/no/such/program"), HERE, Map.of(), 1_000)).isEmpty();
  }

  private static String answer(String script, long milliseconds) {
    return Question.answer(
            List.of("/bin/sh", "-c", script), HERE, Map.of("NAME", "value"), milliseconds)
        .orElse("");
  }
}
