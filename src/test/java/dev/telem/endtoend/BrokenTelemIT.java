package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: whatever is wrong with telem, the command runs and ends as itself, and its streams
 * are its own.
 */
@ExtendWith(Worlds.class)
final class BrokenTelemIT {
  private static final Result AS_DIRECT = new Result(7, "out a  b\n", "err\n");
  private static final String COMMAND =
      " run -- sh -c 'echo out \"$1\"; echo err >&2; exit 7' probe 'a  b'";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"x\"",
        "{\"level\": 7}",
        "{\"level\": \"never\"}",
        "{\"endpoint\": \"no url\"}",
        "\0\1\2",
        "{\"a\": \"\ud800\"}"
      })
  void withAConfigurationThatIsNone(String json, Program program) throws IOException {
    Files.createDirectories(program.config().getParent());
    Files.write(program.config(), json.getBytes(java.nio.charset.StandardCharsets.UTF_16BE));
    works(program, "$TELEM");
    Files.writeString(program.config(), json.replace("\ud800", "?"));
    works(program, "$TELEM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkdir -p $HOME/.config/telem/config.json",
        "mkdir -p $HOME/.config/telem; mkfifo $HOME/.config/telem/config.json",
        "mkdir -p $HOME/.config/telem; ln -s config.json $HOME/.config/telem/config.json",
        "mkdir -p $HOME/.local/state; echo x >$HOME/.local/state/telem",
        "mkdir -p $HOME/.local/state/telem/events.jsonl $HOME/.local/state/telem/machine-id",
        "mkdir -p $HOME/.local/state/telem; mkfifo $HOME/.local/state/telem/events.jsonl",
        "mkdir -p $HOME/.local/state/telem; ln -s /dev/full $HOME/.local/state/telem/events.jsonl",
        "mkdir -p $HOME/.local/state; ln -s /proc/1 $HOME/.local/state/telem",
        "rm -rf .git; echo 'gitdir: /nowhere' >.git",
        "unset HOME",
        "HOME=",
        "HOME=/dev/null",
        "HOME=/proc",
        "TMPDIR=/nowhere; export TMPDIR",
        "TELEMETRY=0; export TELEMETRY",
        "TELEMETRY=nonsense; export TELEMETRY",
        "TELEMETRY_HOME=/dev/null/x; export TELEMETRY_HOME",
        "TELEMETRY_LOG_FILE=/dev/full; export TELEMETRY_LOG_FILE",
        "TELEMETRY_ENDPOINT=http://127.0.0.1:9/; export TELEMETRY_ENDPOINT",
        "TELEMETRY_ENDPOINT=nonsense; export TELEMETRY_ENDPOINT",
      })
  void inAWorldThatIsNone(String world, Program program) {
    works(program, world + "; $TELEM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-n 6",
        "-n 8",
        "-n 12",
        "-f 0",
        "-s 100",
        "-v 20000",
        "-v 60000",
        "-v 100000",
        "-v 200000",
        "-v 300000",
        "-v 450000",
        "-d 5000",
        "-d 20000",
        "-d 100000"
      })
  void withinLimitsThatNoVirtualMachineLikes(String limit, Program program) {
    // What a shell can do within such limits is not the point, but that it is the same.
    SideBySide.same(program, "ulimit " + limit + "; $W sh -c 'echo out; exit 7'");
    SideBySide.same(program, "ulimit " + limit + "; $W sh -c 'kill -TERM $$' 2>/dev/null; echo $?");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6, 8, 10, 12, 14, 16})
  void withAsFewProcessesAsThat(int processes, Program program) {
    SideBySide.needs("setpriv");
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "only root can become somebody who has no processes yet");
    assertThat(
            program.shell(
                "cd /; HOME=/nowhere setpriv --reuid 54321 --regid 54321 --clear-groups sh -c"
                    + " \"ulimit -p "
                    + processes
                    + "; exec $TELEM run -- sh -c 'exit 7'\""))
        .isEqualTo(new Result(7, "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lib/server/libjvm.so",
        "lib/libjava.so",
        "lib/libjimage.so",
        "lib/libnio.so",
        "lib/libnet.so",
        "lib/modules",
        "lib/telem/run.aot"
      })
  void withAnImageThatLacksAFile(String file, Program program) throws IOException {
    withCopy(program, image -> Files.deleteIfExists(image.resolve(file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lib/server/libjvm.so",
        "lib/libjava.so",
        "lib/libjimage.so",
        "lib/modules",
        "lib/telem/run.aot"
      })
  void withAnImageOfWhichAFileIsCutShort(String file, Program program) throws IOException {
    for (int share : new int[] {1000, 20, 2}) {
      withCopy(
          program,
          image -> {
            byte[] bytes = Files.readAllBytes(image.resolve(file));
            Files.delete(image.resolve(file));
            Files.write(image.resolve(file), java.util.Arrays.copyOf(bytes, bytes.length / share));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withACacheInWhichBitsHaveTurned(long seed, Program program) throws IOException {
    withCopy(
        program,
        image -> {
          Path cache = image.resolve("lib/telem/run.aot");
          byte[] bytes = Files.readAllBytes(cache);
          Random random = new Random(seed);
          for (int i = 0; i < 3000; i++) {
            bytes[8192 + random.nextInt(bytes.length - 8192)] ^= (byte) 0xff;
          }
          Files.delete(cache);
          Files.write(cache, bytes);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib/modules", "lib/telem/run.aot", "lib/server/libjvm.so"})
  void withAnImageThatIsOverwrittenMeanwhile(String file, Program program) throws IOException {
    Path image = copy();
    try {
      byte[] bytes = Files.readAllBytes(image.resolve(file));
      Files.delete(image.resolve(file)); // not the original, which has the same inode
      Files.write(image.resolve(file), bytes);
      assertThat(
              program.shell(
                  image
                      + "/bin/telem run -- sh -c ': >"
                      + image.resolve(file)
                      + "; echo out; exit 7'"))
          .isEqualTo(new Result(7, "out\n", ""));
    } finally {
      remove(image);
    }
  }

  private static void works(Program program, String telem) {
    assertThat(program.shell(telem + COMMAND)).isEqualTo(AS_DIRECT);
    assertThat(program.shell(telem + " run -- sh -c 'kill -TERM $$'; echo $?").out())
        .isEqualTo("143\n");
  }

  private interface Damage {
    void in(Path image) throws IOException;
  }

  private static void withCopy(Program program, Damage damage) throws IOException {
    Path image = copy();
    try {
      damage.in(image);
      works(program, image + "/bin/telem");
    } finally {
      remove(image);
    }
  }

  /**
   * The image again, beside the original, of hard links: a file that is to be damaged must be
   * replaced.
   */
  private static Path copy() throws IOException {
    Path original = Program.TELEM.resolve("../..").normalize();
    Path copy = Files.createTempDirectory(Path.of("target"), "broken-image-").toAbsolutePath();
    Files.walkFileTree(
        original,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(copy.resolve(original.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.createLink(copy.resolve(original.relativize(file)), file);
            return FileVisitResult.CONTINUE;
          }
        });
    return copy;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
