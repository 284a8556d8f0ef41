package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: the command's environment is the caller's, byte for byte, but for names that start
 * with TELEMETRY_.
 */
@ExtendWith(Worlds.class)
final class EnvironmentIT {
  /** Prints the environment with the bytes that no text may have, in the order in which it is. */
  private static final String PRINT =
      "cat /proc/self/environ | tr '\\0' '\\n' | grep -av '^TELEMETRY_' | od -An -tx1";

  @Test
  void valuesArriveByteForByte(Program program) {
    same(
        program,
        "A= B='a=b=c' C='two\n"
            + "lines' D='\"q\" $HOME ${sys:x}' E=é€😀 F=\"$(printf '\\377\\001')\" LONG=$(seq -s,"
            + " 20000)");
  }

  @Test
  void namesThatNoShellWouldTakeArrive(Program program) {
    same(
        program,
        "a.b=1 a-b=2 'a b=3' 1a=4 'BASH_FUNC_f%%=() { :; }' é=5 \"$(printf '\\377')=6\" Abc=7"
            + " ABC=8");
  }

  @Test
  void whatTheLauncherHidesFromItsOwnMachineArrives(Program program) {
    same(
        program,
        "LC_ALL=C LANG=xx CLASSPATH=/nowhere JAVA_TOOL_OPTIONS=-Dx=1 JDK_JAVA_OPTIONS=-Dx=2"
            + " _JAVA_OPTIONS=-Dx=3 _JAVA_SR_SIGNUM=12");
  }

  @Test
  void whatTheCallerDoesNotHaveIsNotThere(Program program) {
    assertThat(
            program
                .shell("env -i $TELEM run -- /bin/cat /proc/self/environ | tr '\\0' '\\n'")
                .out())
        .isNotEmpty()
        .matches("(TELEMETRY_[A-Z_]+=[^\n]*\n)+");
  }

  @Test
  void entriesThatAreNoVariablesAndRepeatedOnesArrive(Program program) {
    SideBySide.needs("python3");
    String python =
        "import ctypes,os,sys;w=[os.fsencode(x) for x in"
            + " sys.argv[1:]];e=[b'A=1',b'A=2',b'nothing',b'=x',b'PATH=/bin:/usr/bin'];c=lambda"
            + " l:(ctypes.c_char_p*(len(l)+1))(*l,None);ctypes.CDLL(None).execve(w[0],c(w),c(e))";
    assertThat(
            program
                .shell(
                    "python3 -c \""
                        + python
                        + "\" $TELEM run -- /bin/cat /proc/self/environ | tr '\\0' '\\n"
                        + "' | grep -v '^TELEMETRY_'")
                .out())
        .isEqualTo("A=1\nA=2\nnothing\n=x\nPATH=/bin:/usr/bin\n");
  }

  private static void same(Program program, String variables) {
    // `env` sets them: a shell between would drop the odd ones.
    SideBySide.same(program, "set -- $W; unset W; env " + variables + " \"$@\" " + PRINT);
  }
}
