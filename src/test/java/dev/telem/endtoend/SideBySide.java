package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.telem.endtoend.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One shell script, run twice: where it says {@code $W}, once nothing stands and once {@code telem
 * run --}. The measure of spec process.md: the two cannot be told apart.
 */
final class SideBySide {
  private SideBySide() {}

  static Result direct(Program program, String script) {
    return program.with("W", "").shell(script);
  }

  static Result wrapped(Program program, String script) {
    return program.with("W", Program.TELEM + " run --").shell(script);
  }

  /** Both runs write the same and end the same; returns what they did. */
  static Result same(Program program, String script) {
    Result direct = direct(program, script);
    assertThat(wrapped(program, script)).as(script).isEqualTo(direct);
    return direct;
  }

  /** Skips the test, by name, where a tool that it asks for is missing. */
  static void needs(String tool) {
    boolean there = false;
    for (String folder : new String[] {"/usr/local/bin", "/usr/bin", "/bin"}) {
      there |= Files.isExecutable(Path.of(folder, tool));
    }
    assumeTrue(there, tool + " is not installed");
  }

  static void needsProc() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "there is no /proc here");
  }
}
