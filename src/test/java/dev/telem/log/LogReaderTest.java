package dev.telem.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("log");
  }

  @Test
  void allLinesComeOldestFirstAcrossTheOlderFiles() throws IOException {
    Files.writeString(folder.resolve("log.2"), "one\ntwo\n");
    Files.writeString(folder.resolve("log.1"), "three\n");
    Files.writeString(file, "four\nfive\n");

    assertThat(all(LogReader.rotating(file)))
        .containsExactly("one", "two", "three", "four", "five");
  }

  @Test
  void theLastLinesReachIntoTheOlderFilesAsFarAsNeeded() throws IOException {
    Files.writeString(folder.resolve("log.2"), "one\ntwo\n");
    Files.writeString(folder.resolve("log.1"), "three\n");
    Files.writeString(file, "four\n");

    assertThat(last(LogReader.rotating(file), 3)).containsExactly("two", "three", "four");
    assertThat(last(LogReader.rotating(file), 99)).hasSize(4);
    assertThat(last(LogReader.rotating(file), 0)).isEmpty();
  }

  @Test
  void aMissingOlderFileIsSteppedOver() throws IOException {
    Files.writeString(folder.resolve("log.2"), "one\n");
    Files.writeString(file, "two\n");

    assertThat(all(LogReader.rotating(file))).containsExactly("one", "two");
  }

  @Test
  void theNumberedFilesBesideANamedLogAreNotIts() throws IOException {
    Files.writeString(folder.resolve("log.1"), "other\n");
    Files.writeString(file, "mine\n");

    assertThat(all(LogReader.named(file))).containsExactly("mine");
  }

  @Test
  void onlyWantedLinesCount() throws IOException {
    Files.writeString(file, "a 1\nb 1\na 2\nb 2\na 3\nb 3\n");

    assertThat(last(LogReader.named(file), 2, line -> line.text().startsWith("a")))
        .extracting(LogLine::text)
        .containsExactly("a 2", "a 3");
  }

  @Test
  void aSearchFromTheEndStopsAtTheLineBeforeWhichThereIsNone() throws IOException {
    Files.writeString(file, "a 1\nb 1\na first\nb 2\na 3\n");
    List<String> asked = new ArrayList<>();
    Wanted wanted =
        new Wanted() {
          @Override
          public boolean wants(LogLine line) {
            asked.add(line.text());
            return line.text().startsWith("a");
          }

          @Override
          public boolean isFirst(LogLine line) {
            return line.text().equals("a first");
          }
        };

    assertThat(last(LogReader.named(file), 10, wanted))
        .extracting(LogLine::text)
        .containsExactly("a first", "a 3");
    assertThat(asked).doesNotContain("a 1", "b 1");
  }

  @Test
  void anyNumberOfLastLinesIsPassedOnWithOneInMemoryAtATime() throws IOException {
    Files.writeString(folder.resolve("log.1"), "x\n".repeat(200_000));
    Files.writeString(file, "x\n".repeat(300_000) + "hal");
    List<WeakReference<LogLine>> seen = new ArrayList<>();

    LogReader.rotating(file)
        .last(400_000, line -> true, line -> seen.add(new WeakReference<>(line)));
    System.gc();

    assertThat(seen).hasSize(400_000).allMatch(line -> line.refersTo(null));
  }

  @Test
  void aLogThatIsNotThereHasNoLines() throws IOException {
    assertThat(last(LogReader.rotating(file), 10)).isEmpty();
    assertThat(all(LogReader.named(file))).isEmpty();
  }

  @Test
  void whatIsNoFileCannotBeRead() {
    assertThatThrownBy(() -> all(LogReader.named(folder)))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " is not a regular file");
  }

  @Test
  void emptyLinesAreLeftOutAndAnUnfinishedLineIsALine() throws IOException {
    Files.writeString(file, "\n\none\n\ntwo\n\nhal");

    assertThat(all(LogReader.named(file))).containsExactly("one", "two", "hal");
    assertThat(last(LogReader.named(file), 2)).containsExactly("two", "hal");
  }

  @Test
  void aHugeLineIsDamagedAndDoesNotHideItsNeighbours() throws IOException {
    Files.writeString(file, "before\n" + "é".repeat(1 << 20) + "\nafter\n");
    LogReader reader = LogReader.named(file);
    List<LogLine> forwards = new ArrayList<>();
    reader.all(forwards::add);

    assertThat(forwards).hasSize(3).isEqualTo(last(reader, 10, line -> true));
    assertThat(forwards.get(1))
        .isEqualTo(new LogLine.Damaged("é".repeat(512), "2097152 bytes in one line"));
  }

  @Test
  void bytesThatAreNotUtf8AreDamagedAndAReplacementCharacterIsNot() throws IOException {
    Files.write(file, new byte[] {'a', (byte) 0xff, 'b', '\n'});
    Files.write(file, "a\ufffdb\n".getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);

    assertThat(last(LogReader.named(file), 2, line -> true))
        .containsExactly(
            new LogLine.Damaged("a\ufffdb", "not UTF-8"), new LogLine.Whole("a\ufffdb"));
  }

  @Test
  void controlCharactersAreCarriedUnchanged() throws IOException {
    Files.writeString(file, "a\0b\u001b[31m\r\n");

    assertThat(all(LogReader.named(file))).containsExactly("a\0b\u001b[31m\r");
  }

  private static List<String> all(LogReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    reader.all(line -> lines.add(line.text()));
    return lines;
  }

  private static List<String> last(LogReader reader, int count) throws IOException {
    return last(reader, count, line -> true).stream().map(LogLine::text).toList();
  }

  private static List<LogLine> last(LogReader reader, int count, Wanted wanted) throws IOException {
    List<LogLine> lines = new ArrayList<>();
    reader.last(count, wanted, lines::add);
    return lines;
  }
}
