package dev.telem.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BackwardLinesTest {
  @TempDir Path folder;

  @Test
  void theEndOfATenGigabyteFileIsReadWithoutTheRest() throws IOException {
    Path file = folder.resolve("log");
    try (FileChannel sparse =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      sparse.position(10L << 30);
      sparse.write(ByteBuffer.wrap("\none\ntwo\nthree\n".getBytes(UTF_8)));
    }
    try (CountingChannel channel = new CountingChannel(FileChannel.open(file))) {
      BackwardLines lines = new BackwardLines(channel, channel.size());

      assertThat(lines.previous()).contains(new LogLine.Whole("three"));
      assertThat(lines.previous()).contains(new LogLine.Whole("two"));
      assertThat(lines.previous()).contains(new LogLine.Whole("one"));
      assertThat(channel.bytesRead).isLessThanOrEqualTo(BackwardLines.BLOCK);
    }
  }

  @Test
  void aHoleOfGigabytesIsNotReadThrough() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "before\n");
    try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.WRITE)) {
      sparse.position(10L << 30);
      sparse.write(ByteBuffer.wrap("\nafter\n".getBytes(UTF_8)));
    }
    try (CountingChannel channel = new CountingChannel(FileChannel.open(file))) {
      BackwardLines lines = new BackwardLines(channel, channel.size());

      assertThat(lines.previous()).contains(new LogLine.Whole("after"));
      assertThat(lines.previous())
          .hasValueSatisfying(
              hole ->
                  assertThat(((LogLine.Damaged) hole).reason())
                      .isEqualTo(
                          "more than 64 MiB in one line; what lies before it in the file was not"
                              + " read"));
      assertThat(lines.previous()).isEmpty();
      assertThat(channel.bytesRead).isLessThan(BackwardLines.REACH + 3 * BackwardLines.BLOCK);
    }
    List<String> last = new ArrayList<>();
    LogReader.named(file).last(3, line -> true, line -> last.add(summary(line)));
    assertThat(last).hasSize(2).last().asString().startsWith("whole 5 ");
    assertThat(last.getFirst()).contains("what lies before it in the file was not read");
  }

  @Test
  void anUnfinishedLineWithoutAStartIsTakenUpWhereTheSearchEnds() throws IOException {
    Path file = folder.resolve("log");
    try (FileChannel sparse =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      sparse.position(10L << 30);
      sparse.write(ByteBuffer.wrap("x".getBytes(UTF_8)));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      assertThat(channel.size() - BackwardLines.endOfLastFinishedLine(channel))
          .isBetween(BackwardLines.REACH, BackwardLines.REACH + BackwardLines.BLOCK);
    }
  }

  @Test
  void anUnfinishedLineIsFoundByItsStart() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "whole\nhal");

    try (FileChannel channel = FileChannel.open(file)) {
      assertThat(BackwardLines.endOfLastFinishedLine(channel)).isEqualTo(6);
    }
  }

  /** What is read backwards is what is read forwards, whatever lies on the blocks' borders. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void backwardsAndForwardsGiveTheSameLines(long seed) throws IOException {
    Random random = new Random(seed);
    Path file = folder.resolve("log");
    try (var out = Files.newOutputStream(file)) {
      for (int line = random.nextInt(20); line >= 0; line--) {
        out.write("x".repeat(length(random)).getBytes(UTF_8));
        out.write(random.nextInt(10) == 0 ? "\n\n".getBytes(UTF_8) : "\n".getBytes(UTF_8));
      }
      out.write("y".repeat(random.nextBoolean() ? 0 : length(random)).getBytes(UTF_8));
    }
    List<String> forwards = new ArrayList<>();
    LogReader.named(file).all(line -> forwards.add(summary(line)));

    List<String> backwards = new ArrayList<>();
    LogReader.named(file)
        .backwards(
            line -> {
              backwards.addFirst(summary(line));
              return true;
            });
    assertThat(backwards).isEqualTo(forwards);
    for (int count = 1; count <= forwards.size(); count++) {
      List<String> last = new ArrayList<>();
      LogReader.named(file).last(count, line -> true, line -> last.add(summary(line)));
      assertThat(last).isEqualTo(forwards.subList(forwards.size() - count, forwards.size()));
    }
  }

  static LongStream seeds() {
    return new Random(7).longs(60);
  }

  private static String summary(LogLine line) {
    String text = line.text();
    return switch (line) {
      case LogLine.Whole whole -> "whole " + text.length() + " " + text.hashCode();
      case LogLine.Damaged damaged -> damaged.reason() + " " + text.hashCode();
    };
  }

  private static int length(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> BackwardLines.BLOCK - 2 + random.nextInt(5);
      case 1 -> 2 * BackwardLines.BLOCK - 2 + random.nextInt(5);
      case 2 -> LogLine.LIMIT - 2 + random.nextInt(5);
      case 3 -> random.nextInt(2 * LogLine.LIMIT);
      default -> random.nextInt(200);
    };
  }

  /** Counts what is read from the channel behind it. */
  private static final class CountingChannel implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private long bytesRead;

    CountingChannel(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int size = channel.read(into);
      bytesRead += Math.max(size, 0);
      return size;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return channel.write(from);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
      channel.position(newPosition);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      channel.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
