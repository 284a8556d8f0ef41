package dev.telem.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that follows a real file, as {@code telem log tail -f} does. */
final class FollowTest {
  @TempDir Path folder;
  private Path file;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<IOException> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private Thread follower = new Thread();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("log");
  }

  @AfterEach
  void stopFollowing() throws InterruptedException {
    follower.interrupt();
    follower.join();
    assertThat(failures).isEmpty();
  }

  @Test
  void theLastLinesAndThenEveryNewOneAreSeen() throws IOException {
    append("one\ntwo\nthree\n");
    follow(2);
    awaitSeen("two", "three");

    append("four\n");

    awaitSeen("two", "three", "four");
  }

  @Test
  void twoLooksAndALittleWorkStayWithinAQuarterOfASecond() {
    assertThat(Pause.BETWEEN_LOOKS.multipliedBy(3)).isLessThan(Duration.ofMillis(250));
  }

  @Test
  void aNewLineIsSeenAtTheNextLook() throws IOException {
    lookAfter(() -> append("one\n"));

    assertThat(seen).containsExactly("one");
  }

  @Test
  void theLineAfterARotationIsSeenAtTheSecondLook() throws IOException {
    append("one\n");

    lookAfter(
        () -> {
          Files.move(file, folder.resolve("log.1"));
          append("two\n");
        },
        () -> {});

    assertThat(seen).containsExactly("one", "two");
  }

  @Test
  void severalRotationsBetweenTwoLooksHideNothing() throws IOException {
    EventLog log = EventLog.rotating(file, 10);
    append("one\n");

    lookAfter(
        () -> {
          for (String line : List.of("two", "three", "four", "five")) {
            log.append(line.getBytes(UTF_8));
          }
        },
        () -> {});

    assertThat(seen).containsExactly("one", "two", "three", "four", "five");
    assertThat(folder.resolve("log.2")).hasContent("one\ntwo\n");
  }

  @Test
  void anUnfinishedLineWaitsForItsEnd() throws IOException {
    append("one\nhal");
    follow(5);
    awaitSeen("one");
    awaitLooks(2);
    assertThat(seen).containsExactly("one");

    append("f\n");

    awaitSeen("one", "half");
  }

  @Test
  void aFileThatIsNotThereYetIsWaitedFor() throws IOException {
    follow(10);
    awaitLooks(2);

    append("one\n");

    awaitSeen("one");
  }

  @Test
  void aTruncatedFileIsReadFromItsStart() throws IOException {
    append("one\ntwo\n");
    follow(10);
    awaitSeen("one", "two");

    Files.writeString(file, "");
    awaitLooks(2);
    append("three\n");

    awaitSeen("one", "two", "three");
  }

  @Test
  void linesBeforeAndAfterARotationAreSeenInOrder() throws IOException {
    append("one\n");
    follow(10);
    awaitSeen("one");

    append("two\n");
    Files.move(file, folder.resolve("log.1"));
    append("three\n");

    awaitSeen("one", "two", "three");
  }

  @Test
  void aLateLineInTheRenamedFileIsSeenBeforeThoseInTheNewOne() throws IOException {
    append("one\n");

    lookAfter(
        () -> {
          Files.move(file, folder.resolve("log.1"));
          append("two\n");
        },
        () -> Files.writeString(folder.resolve("log.1"), "late\n", StandardOpenOption.APPEND));

    assertThat(seen).containsExactly("one", "late", "two");
  }

  @Test
  void everyLineIsSeenOnceWhileTheLogRotatesAgainAndAgain() throws IOException {
    EventLog log = EventLog.rotating(file, 100);
    follow(10);
    awaitLooks(1);

    for (int number = 0; number < 60; number++) {
      log.append(("line " + number).getBytes(UTF_8));
      if (number % 8 == 7) {
        awaitLooks(1);
      }
    }

    await().untilAsserted(() -> assertThat(seen).hasSize(60));
    assertThat(seen).doesNotHaveDuplicates().startsWith("line 0").endsWith("line 59");
  }

  @Test
  void aDeletedFileThatComesAgainIsFollowedAgain() throws IOException {
    append("one\n");
    follow(10);
    awaitSeen("one");

    Files.delete(file);
    awaitLooks(2);
    append("two\n");

    awaitSeen("one", "two");
  }

  @Test
  void whoFollowsTheWholeLogIsToldWhenItIsRemovedAndWhenItIsReplaced() throws IOException {
    append("one\n");
    Files.writeString(folder.resolve("log.1"), "older\n");

    followAll(
        () -> Files.delete(folder.resolve("log.1")),
        () -> Files.delete(file),
        () -> append("two\n"),
        () -> {
          Files.delete(file);
          append("three\n");
        },
        () -> {},
        () -> Files.writeString(file, "four\n"));

    assertThat(seen)
        .containsExactly("older", "one", "anew", "two", "anew", "three", "anew", "four");
  }

  @Test
  void aRotationIsNoNewBeginning() throws IOException {
    EventLog log = EventLog.rotating(file, 10);

    followAll(
        () -> log.append("one".getBytes(UTF_8)),
        () -> log.append("two".getBytes(UTF_8)),
        () -> log.append("three".getBytes(UTF_8)),
        () -> {});

    assertThat(folder.resolve("log.1")).exists();
    assertThat(seen).containsExactly("one", "two", "three");
  }

  @Test
  void followingEndsWhenThePauseSaysSo() throws IOException {
    append("one\n");
    LogReader.rotating(file).follow(1, line -> true, line -> seen.add(line.text()), () -> false);
    assertThat(seen).containsExactly("one");
  }

  private void follow(int count) {
    Pause pause = Pause.of(Pause.BETWEEN_LOOKS);
    follower =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    LogReader.rotating(file)
                        .follow(
                            count,
                            line -> true,
                            line -> seen.add(line.text()),
                            () -> {
                              looks.incrementAndGet();
                              return pause.goesOn();
                            });
                  } catch (IOException failure) {
                    failures.add(failure);
                  }
                });
  }

  /** Follows, here and now: does one thing before each look and ends after the last. */
  private void lookAfter(Step... steps) throws IOException {
    LogReader log = LogReader.rotating(file);
    log.follow(10, line -> true, line -> seen.add(line.text()), between(steps));
  }

  private void followAll(Step... steps) throws IOException {
    LogReader log = LogReader.rotating(file);
    log.followAll(line -> seen.add(line.text()), () -> seen.add("anew"), between(steps));
  }

  private static Pause between(Step... steps) {
    Iterator<Step> left = List.of(steps).iterator();
    return () -> {
      if (!left.hasNext()) {
        return false;
      }
      try {
        left.next().happens();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return true;
    };
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void awaitSeen(String... lines) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(seen).containsExactly(lines));
  }

  /** Waits until the follower has looked so many times more, each time from start to end. */
  private void awaitLooks(int more) {
    int before = looks.get();
    await().pollInterval(Duration.ofMillis(10)).until(() -> looks.get() > before + more);
  }

  /** Something that happens to the log. */
  private interface Step {
    void happens() throws IOException;
  }
}
