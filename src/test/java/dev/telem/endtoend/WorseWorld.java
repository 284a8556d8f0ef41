package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telem.endtoend.Program.Result;
import java.nio.file.Path;
import java.util.List;

/** Sets a program into a world that is worse than this machine's: {@code src/test/c/world.c}. */
final class WorseWorld {
  /** A name that is this machine, or that no name server ever answers for. */
  static final String HOST = "receiver.test";

  private WorseWorld() {}

  /** Name servers never answer for {@link #HOST} from now on. */
  static void withoutNameServer(Program program) {
    enter(program).with("TEST_DNS", "silent");
  }

  /** The name server is back. */
  static void withNameServer(Program program) {
    enter(program).without("TEST_DNS");
  }

  /** No file can be locked from now on. */
  static void withoutLocks(Program program) {
    enter(program).with("TEST_NO_LOCKS", "1");
  }

  private static Program enter(Program program) {
    SideBySide.needs("cc");
    assumeThat(System.getProperty("os.name")).as("LD_PRELOAD").isEqualTo("Linux");
    Path library = program.home().resolve("world.so");
    if (!library.toFile().exists()) {
      Result compiled =
          program.command(
              List.of(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  Path.of("src/test/c/world.c").toAbsolutePath().toString(),
                  "-ldl"));
      assertThat(compiled).isEqualTo(new Result(0, "", ""));
    }
    return program.with("LD_PRELOAD", library.toString());
  }
}
