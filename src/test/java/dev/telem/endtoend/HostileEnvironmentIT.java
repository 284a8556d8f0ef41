package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: nothing in the caller's environment makes telem fail, speak, or run other code than
 * its own.
 */
@ExtendWith(Worlds.class)
final class HostileEnvironmentIT {
  @ParameterizedTest
  @CsvSource({
    "JAVA_TOOL_OPTIONS, -Xmx1g",
    "JAVA_TOOL_OPTIONS, -XX:+NoSuchFlagAtAll",
    "JAVA_TOOL_OPTIONS, -javaagent:/nowhere/agent.jar",
    "_JAVA_OPTIONS, -Xmx1k",
    "JDK_JAVA_OPTIONS, --no-such-option",
    "CLASSPATH, /nowhere",
    "JAVA_HOME, /nowhere",
    "_JAVA_SR_SIGNUM, 9",
    "MALLOC_ARENA_MAX, 1",
    "MALLOC_PERTURB_, 85",
    "TMPDIR, /nowhere",
    "HOME, relative/home",
    "TELEMETRY_EXECUTION_ID, '../../etc'",
    "BASH_ENV, /etc/passwd",
  })
  void theVariableArrivesAndChangesNothing(String name, String value, Program program) {
    program.with(name, value);
    assertThat(SideBySide.same(program, "$W sh -c 'echo out; echo err >&2; exit 7'"))
        .isEqualTo(new Program.Result(7, "out\n", "err\n"));
    if (!name.startsWith("TELEMETRY_")) {
      assertThat(program.wrap("printenv", name).out()).isEqualTo(value + "\n");
    }
  }

  @Test
  void aVirtualMachineInTheCallersLibraryPathIsNotLoaded(Program program) throws IOException {
    Path fake = Files.createDirectories(program.home().resolve("fake/server")).resolve("libjvm.so");
    Files.writeString(fake, "not a library");
    Files.writeString(program.home().resolve("fake/libjava.so"), "not a library");
    program.with("LD_LIBRARY_PATH", program.home() + "/fake:" + program.home() + "/fake/server");
    assertThat(program.wrap("sh", "-c", "echo $LD_LIBRARY_PATH"))
        .isEqualTo(
            new Program.Result(
                0, program.home() + "/fake:" + program.home() + "/fake/server\n", ""));
    assertThat(program.log()).exists();
  }

  @Test
  void aPreloadedLibraryReachesTheCommand(Program program) {
    SideBySide.needsProc();
    assertThat(
            SideBySide.same(
                    program,
                    "lib=$(sed -n 's,.* \\(/.*/libc[.-].*\\),\\1,p' /proc/self/maps | head -n 1);"
                        + " lib=$(dirname \"$lib\")/libm.so.6; [ -e \"$lib\" ] || lib=;"
                        + " LD_PRELOAD=$lib $W sh -c 'grep -c libm /proc/$$/maps >/dev/null && echo"
                        + " loaded; echo \"$LD_PRELOAD\"'")
                .err())
        .isEmpty();
  }
}
