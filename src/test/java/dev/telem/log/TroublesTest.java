package dev.telem.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.log.TroubleCount.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TroublesTest {
  @TempDir Path folder;
  private Path file;
  private Troubles troubles;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("troubles.jsonl");
    troubles = new Troubles(file);
  }

  @Test
  void troublesAreCountedAndTheNewestShown() throws IOException {
    troubles.record(1, "log", "one");
    troubles.record(2, "spool", "two");
    troubles.record(3, "sender", "three");

    TroubleCount count = TroubleCount.in(file, 2);

    assertThat(count.count()).isEqualTo(3);
    assertThat(count.latest())
        .containsExactly(new Trouble(2, "spool", "two"), new Trouble(3, "sender", "three"));
  }

  @Test
  void anyTextComesBackAsItWas() throws IOException {
    String text = "a \"quoted\" \\ path\n\t\0\u001b[31m \u202e ü 😀";

    troubles.record(1, "log", text);

    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(TroubleCount.in(file, 1).latest()).containsExactly(new Trouble(1, "log", text));
  }

  @Test
  void whatCannotBeWrittenIsSaidAndNotThrown() throws IOException {
    Files.writeString(folder.resolve("file"), "");

    assertThat(new Troubles(folder.resolve("file/troubles.jsonl")).record(1, "log", "x")).isFalse();
    assertThat(new Troubles(Path.of("/dev/full")).record(1, "log", "x")).isFalse();
  }

  @Test
  void theFileStaysSmallWhateverHappens() throws IOException {
    for (int number = 0; number < 1000; number++) {
      assertThat(troubles.record(number, "log", "x".repeat(1000))).isTrue();
    }

    assertThat(Files.size(file)).isLessThanOrEqualTo(64 << 10);
    assertThat(Files.size(folder.resolve("troubles.jsonl.1"))).isLessThanOrEqualTo(64 << 10);
    assertThat(folder.resolve("troubles.jsonl.2")).doesNotExist();
    assertThat(TroubleCount.in(file, 1).count()).isBetween(100L, 1000L);
  }

  @Test
  void linesThatHoldNoTroubleArePassedOver() throws IOException {
    troubles.record(1, "log", "x");
    Files.writeString(file, "{torn\n[1]\nnull\n", StandardOpenOption.APPEND);

    assertThat(TroubleCount.in(file, 5).count()).isEqualTo(1);
  }

  @Test
  void withoutAFileThereAreNone() throws IOException {
    assertThat(TroubleCount.in(file, 5).count()).isZero();
  }
}
