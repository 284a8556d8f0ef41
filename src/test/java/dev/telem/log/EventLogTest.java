package dev.telem.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLogTest {
  @TempDir Path folder;

  @Test
  void aLineIsAppendedWithItsLineEnd() throws IOException {
    EventLog log = EventLog.named(folder.resolve("log"));

    log.append("{\"a\":1}".getBytes(UTF_8));
    log.append("{\"b\":2}".getBytes(UTF_8));

    assertThat(folder.resolve("log")).hasContent("{\"a\":1}\n{\"b\":2}\n");
  }

  @Test
  void aNewLogIsForItsOwnerAlone() throws IOException {
    append(EventLog.named(folder.resolve("log")), "x");

    assertThat(permissions(folder.resolve("log"))).isEqualTo("rw-------");
  }

  @Test
  void theFolderOfTelemsOwnLogIsMadeForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("state/telem/events.jsonl");

    append(EventLog.rotating(file, 100), "x");

    assertThat(file).hasContent("x\n");
    assertThat(permissions(folder.resolve("state"))).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("state/telem"))).isEqualTo("rwx------");
  }

  @Test
  void theFolderOfANamedLogIsNotMade() {
    Path file = folder.resolve("nowhere/log");

    assertThatThrownBy(() -> append(EventLog.named(file), "x"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s cannot be created: the folder %s does not exist", file, folder.resolve("nowhere"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFullLogIsRenamedAndTwoOlderOnesAreKept() throws IOException {
    Path file = folder.resolve("log");
    EventLog log = EventLog.rotating(file, 10);

    for (String line : new String[] {"one", "two", "three", "four", "five", "six", "seven"}) {
      append(log, line);
    }

    assertThat(file).hasContent("six\nseven\n");
    assertThat(folder.resolve("log.1")).hasContent("four\nfive\n");
    assertThat(folder.resolve("log.2")).hasContent("three\n");
    assertThat(folder.resolve("log.3")).doesNotExist();
    assertThat(permissions(folder.resolve("log.lock"))).isEqualTo("rw-------");
  }

  @Test
  void aLineLongerThanTheLimitHasAFileOfItsOwn() throws IOException {
    EventLog log = EventLog.rotating(folder.resolve("log"), 10);

    append(log, "a line of many words");
    append(log, "short");

    assertThat(folder.resolve("log")).hasContent("short\n");
    assertThat(folder.resolve("log.1")).hasContent("a line of many words\n");
    assertThat(folder.resolve("log.2")).doesNotExist();
  }

  @Test
  void aLogThatWasRotatedByHalfIsRotatedOn() throws IOException {
    Path file = folder.resolve("log");
    Files.writeString(file, "one\ntwo\n");
    Files.createLink(folder.resolve("log.1"), file);
    Files.writeString(folder.resolve("log.2"), "zero\n");
    Files.writeString(folder.resolve("log.new"), "");
    EventLog log = EventLog.rotating(file, 10);

    for (String line : new String[] {"three", "four", "five"}) {
      append(log, line);
    }

    assertThat(file).hasContent("four\nfive\n");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(folder.resolve("log.1")).hasContent("three\n");
    assertThat(folder.resolve("log.2")).hasContent("one\ntwo\n");
    assertThat(folder.resolve("log.new")).doesNotExist();
  }

  @Test
  void aLongLineIsAppendedWhole() throws IOException {
    byte[] line = Appender.line("long", 1, 300_000);
    EventLog log = EventLog.named(folder.resolve("log"));

    log.append(line);
    log.append(line);

    assertThat(Files.readAllLines(folder.resolve("log")))
        .containsExactly(new String(line, UTF_8), new String(line, UTF_8));
  }

  @Test
  void aNamedLogIsNeverRotated() throws IOException {
    Path file = folder.resolve("log");
    EventLog log = EventLog.named(file);

    for (int number = 0; number < 100; number++) {
      log.append(new byte[100_000]);
    }

    assertThat(file).hasSize(100 * 100_001L);
    assertThat(folder).isDirectoryNotContaining("glob:**/log.*");
  }

  @Test
  void aNamedLogMayBeALinkToAnotherFile() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));

    append(EventLog.named(folder.resolve("link")), "x");

    assertThat(folder.resolve("elsewhere")).hasContent("x\n");
    assertThat(folder.resolve("link")).isSymbolicLink();
  }

  @Test
  void aPipeIsRefusedWithoutWaitingForItsReader() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(() -> append(EventLog.named(pipe), "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a regular file"));
  }

  @Test
  void aDeviceIsRefusedExceptTheNullDevice() throws IOException {
    assertThatThrownBy(() -> append(EventLog.named(Path.of("/dev/full")), "x"))
        .isInstanceOf(IOException.class);
    append(EventLog.named(Path.of("/dev/null")), "x");
  }

  @Test
  void aFolderIsRefused() {
    assertThatThrownBy(() -> append(EventLog.named(folder), "x")).isInstanceOf(IOException.class);
  }

  @Test
  void aLogThatCannotBeRotatedDoesNotGrowOn() throws IOException {
    Path file = folder.resolve("log");
    EventLog log = EventLog.rotating(file, 10);
    append(log, "12345678");
    Files.writeString(folder.resolve("log.1"), "older");
    Files.createDirectories(folder.resolve("log.2/in the way"));

    assertThatThrownBy(() -> append(log, "9")).isInstanceOf(IOException.class);

    assertThat(file).hasContent("12345678\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 9000})
  void aLineOfWhichThereIsRoomForAPartIsReportedAndTheLinesBeforeStay(int length)
      throws IOException, InterruptedException {
    Path file = folder.resolve("log");
    String command =
        String.join(" ", Appender.command(file.toString(), "named", "a", "200", "" + length));

    Process process =
        new ProcessBuilder("bash", "-c", "ulimit -f 32; exec " + command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isNotZero();
    assertThat(said).contains("IOException");
    assertThat(file).hasSize(32 << 10);
    List<String> lines = Files.readAllLines(file);
    for (int number = 0; number < lines.size() - 1; number++) {
      assertThat(lines.get(number)).isEqualTo(text("a", number, length));
    }
  }

  @Test
  void whatSpeaksAgainstALogIsKnownWithoutTouchingIt() throws IOException {
    Files.writeString(folder.resolve("file"), "");

    assertThat(EventLog.named(folder.resolve("new")).obstacle()).isEmpty();
    assertThat(EventLog.named(folder.resolve("file")).obstacle()).isEmpty();
    assertThat(EventLog.named(Path.of("/dev/null")).obstacle()).isEmpty();
    assertThat(EventLog.rotating(folder.resolve("a/b/log"), 10).obstacle()).isEmpty();
    assertThat(EventLog.named(folder).obstacle()).contains("is not a regular file");
    assertThat(EventLog.named(folder.resolve("a/log")).obstacle())
        .contains("cannot be created: " + folder.resolve("a") + " is not a folder");
    assertThat(EventLog.rotating(folder.resolve("file/a/log"), 10).obstacle())
        .contains("cannot be created: " + folder.resolve("file") + " is not a folder");
    assertThat(folder).isDirectoryContaining("glob:**/file").isDirectoryNotContaining("glob:**/a");
  }

  private static String text(String name, int number, int length) {
    return new String(Appender.line(name, number, length), UTF_8);
  }

  private static void append(EventLog log, String line) throws IOException {
    log.append(line.getBytes(UTF_8));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
