package dev.telem.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line of every writer is there, once and whole, whoever rotates. */
final class ManyWritersTest {
  private static final int WRITERS = 6;
  private static final int LINES = 500;
  private static final int LENGTH = 199;

  /** All lines fill the log two and a half times: a rotation too many would lose some. */
  private static final long ROTATE_AT = WRITERS * LINES * (LENGTH + 1) * 2 / 5;

  @TempDir Path folder;

  @Test
  void noLineOfManyThreadsIsLostWhileTheyRotate() throws Exception {
    Path file = folder.resolve("log");

    runThreads(file, ROTATE_AT);

    assertThat(allLines(LogReader.rotating(file))).containsExactlyInAnyOrderElementsOf(expected());
    assertRotated();
  }

  @Test
  void threadsThatAllRotateAllTheTimeStayOutOfEachOthersWay() throws Exception {
    Path file = folder.resolve("log");

    runThreads(file, 2 * LENGTH);

    assertThat(expected()).containsAll(allLines(LogReader.rotating(file)));
  }

  @Test
  void noLineOfManyProcessesIsLostWhileTheyRotate() throws IOException, InterruptedException {
    Path file = folder.resolve("log");

    runProcesses(file, Long.toString(ROTATE_AT));

    assertThat(allLines(LogReader.rotating(file))).containsExactlyInAnyOrderElementsOf(expected());
    assertRotated();
    assertThat(folder.toFile().listFiles())
        .hasSizeBetween(3, 4)
        .allSatisfy(
            each ->
                assertThat(Files.getPosixFilePermissions(each.toPath()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
  }

  @Test
  void linesOfManyProcessesStayWholeInANamedLog() throws IOException, InterruptedException {
    Path file = folder.resolve("log");

    runProcesses(file, "named");

    assertThat(allLines(LogReader.named(file))).containsExactlyInAnyOrderElementsOf(expected());
  }

  /**
   * Once at least: who finds another one rotating does not wait, and the log may grow meanwhile.
   */
  private void assertRotated() {
    assertThat(folder.resolve("log.1")).isNotEmptyFile();
  }

  private static void runThreads(Path file, long rotateAt)
      throws ExecutionException, InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "w" + writer;
        running.add(threads.submit(() -> appendAll(file, rotateAt, name, start)));
      }
      start.countDown();
      for (Future<?> writer : running) {
        writer.get();
      }
    }
  }

  private static void runProcesses(Path file, String rotateAt)
      throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      processes.add(
          new ProcessBuilder(
                  Appender.command(
                      file.toString(), rotateAt, "w" + writer, "" + LINES, "" + LENGTH))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    for (Process process : processes) {
      assertThat(process.getInputStream().read()).isEqualTo('\n');
    }
    for (Process process : processes) {
      process.getOutputStream().close();
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
  }

  private static Void appendAll(Path file, long rotateAt, String name, CountDownLatch start)
      throws IOException, InterruptedException {
    start.await();
    EventLog log = EventLog.rotating(file, rotateAt);
    for (int number = 0; number < LINES; number++) {
      log.append(Appender.line(name, number, LENGTH));
    }
    return null;
  }

  private static List<String> allLines(LogReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    reader.all(line -> lines.add(line.text()));
    return lines;
  }

  private static List<String> expected() {
    List<String> lines = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      for (int number = 0; number < LINES; number++) {
        lines.add(new String(Appender.line("w" + writer, number, LENGTH), UTF_8));
      }
    }
    return lines;
  }
}
