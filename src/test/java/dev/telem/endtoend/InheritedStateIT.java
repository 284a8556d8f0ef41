package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: what a process inherits besides words, variables and descriptors is what the caller
 * has.
 */
@ExtendWith(Worlds.class)
final class InheritedStateIT {
  @Test
  void theWorkingDirectoryIsTheCallers(Program program) {
    assertThat(SideBySide.same(program, "mkdir -p 'a b'; cd 'a b'; $W pwd -P").out())
        .endsWith("a b\n");
  }

  @Test
  void aDeletedWorkingDirectoryIsTheCallersToo(Program program) {
    assertThat(
            SideBySide.same(
                    program, "mkdir -p gone; cd gone; rmdir ../gone; $W readlink /proc/self/cwd")
                .out())
        .endsWith("gone (deleted)\n");
  }

  @Test
  void anUnreadableWorkingDirectoryIsTheCallersToo(Program program) {
    assumeTrue(!"root".equals(System.getProperty("user.name")), "root reads every directory");
    SideBySide.same(
        program, "mkdir -p dark; cd dark; chmod 111 .; $W readlink /proc/self/cwd; chmod 755 .");
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "077", "777"})
  void theUmaskIsTheCallers(String mask, Program program) {
    SideBySide.same(program, "umask " + mask + "; $W sh -c umask");
  }

  @Test
  void theNicenessIsTheCallers(Program program) {
    assertThat(SideBySide.same(program, "nice -n 7 $W nice").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-S -n 256",
        "-n 512",
        "-n 16",
        "-c 0",
        "-S -s 4096",
        "-s unlimited",
        "-f 0",
        "-v 4194304",
        "-S -t 100"
      })
  void theLimitsAreTheCallers(String limit, Program program) {
    SideBySide.same(
        program,
        (limit.isEmpty() ? "" : "ulimit " + limit + "; ") + "$W cat /proc/self/limits 2>&1 | cat");
  }

  @Test
  void groupSessionAndTerminalAreTheCallers(Program program) {
    assertThat(
            SideBySide.wrapped(
                    program, "cut -d' ' -f5-7 /proc/$$/stat; $W cut -d' ' -f5-7 /proc/self/stat")
                .out()
                .lines()
                .distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "INT QUIT",
        "HUP PIPE XFSZ",
        "CHLD",
        "USR1 USR2 TERM TSTP TTIN TTOU CONT WINCH"
      })
  void ignoredSignalsStayIgnoredAndNoneIsAdded(String signals, Program program) {
    SideBySide.same(
        program,
        (signals.isEmpty() ? "" : "trap '' " + signals + "; ")
            + "$W grep '^Sig[BIC]' /proc/self/status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"USR1", "TERM,INT,QUIT,HUP", "CHLD,PIPE,SEGV,TSTP"})
  void blockedSignalsStayBlocked(String signals, Program program) {
    assumeTrue(
        program.shell("env --block-signal=USR1 true").code() == 0, "this env cannot block signals");
    SideBySide.same(
        program, "env --block-signal=" + signals + " $W grep '^Sig[BIC]' /proc/self/status");
  }

  @Test
  void theDeathSignalOfTheParentIsTheCallers(Program program) {
    SideBySide.needs("python3");
    SideBySide.needs("setpriv");
    assertThat(
            SideBySide.same(
                    program,
                    "setpriv --pdeathsig TERM $W python3 -c 'import ctypes; x = ctypes.c_int(); "
                        + "ctypes.CDLL(None).prctl(2, ctypes.byref(x)); print(x.value)'")
                .out())
        .isEqualTo("15\n");
  }

  @Test
  void whatTheKernelDumpsOfACrashIsTheCallersChoice(Program program) {
    SideBySide.same(
        program,
        "$W cat /proc/self/coredump_filter /proc/self/oom_score_adj /proc/self/timerslack_ns");
  }
}
