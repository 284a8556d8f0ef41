package dev.telem.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void whoTakesTooLongIsEndedTogetherWithWhatItStarted(@TempDir Path home) throws Exception {
    Path started = home.resolve("pid");
    Question question =
        Question.put(
                List.of("/bin/sh", "-c", "sleep 600 & echo $! >\"$FILE\"; wait"),
                HERE,
                Map.of("FILE", started.toString()),
                false)
            .orElseThrow();
    await().until(() -> Files.exists(started) && Files.size(started) > 0);
    ProcessHandle sleeper =
        ProcessHandle.of(Long.parseLong(Files.readString(started).strip())).orElseThrow();

    assertThat(question.answer(1)).isEmpty();
    question.close();

    await().until(() -> !sleeper.isAlive());
  }

  @Test
  void aFirstLineIsThatOfAProgramThatDidNotFail() {
    assertThat(new Question.Answer(0, "one\ntwo\n").firstLine()).contains("one");
    assertThat(new Question.Answer(0, "one").firstLine()).contains("one");
    assertThat(new Question.Answer(0, " \ntwo").firstLine()).isEmpty();
    assertThat(new Question.Answer(1, "one").firstLine()).isEmpty();
  }

  @Test
  void complaintsCountOnlyWhereTheyAreWanted() {
    List<String> command = List.of("/bin/sh", "-c", "echo one; echo two >&2");

    assertThat(Question.ask(command, HERE, Map.of(), false, 10_000))
        .contains(new Question.Answer(0, "one\n"));
  }

  @Test
  void whatIsNotThereGivesNoAnswer() {
    assertThat(Question.ask(List.of("/no/such/program"), HERE, Map.of(), true, 1_000)).isEmpty();
  }

  private static String answer(String script, long milliseconds) {
    return Question.ask(
            List.of("/bin/sh", "-c", script), HERE, Map.of("NAME", "value"), true, milliseconds)
        .map(Question.Answer::text)
        .orElse("");
  }
}
