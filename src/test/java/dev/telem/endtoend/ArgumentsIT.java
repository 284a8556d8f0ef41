package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: arguments reach the command byte for byte. */
@ExtendWith(Worlds.class)
final class ArgumentsIT {
  /** Each word of the probe, in hexadecimal, on lines of its own. */
  private static final String HEX =
      "$W sh -c 'for word; do echo word; printf %s \"$word\" | od -An -tx1; done' probe ";

  @Test
  void emptyQuotedAndBrokenWordsArriveAsTheyAre(Program program) {
    SideBySide.same(
        program,
        HEX + "'' ' ' 'a  b' 'line\nline' '\"' \"'\" '\\' '\\\\n' '*' '$HOME' '`id`' '\t' ''");
  }

  @Test
  void wordsThatMeanSomethingToOptionParsersAreJustWords(Program program) {
    SideBySide.same(
        program,
        HEX
            + "-- -h --help --version @/etc/hostname '${sys:user.name}' '${env:HOME}' -- --level"
            + " off --app=x -Dx=y");
  }

  @Test
  void unicodeAndBytesThatAreNoneArrive(Program program) {
    SideBySide.same(
        program,
        HEX
            + "héllo '€😀' \"$(printf '\\377\\376')\" \"$(printf 'caf\\351')\" \"$(printf"
            + " '\\355\\240\\200')\"");
  }

  @Test
  void aCommandWhoseNameIsNoUnicodeIsFound(Program program) {
    assertThat(
            SideBySide.same(
                    program,
                    "name=$(printf './t\\377l'); printf '#!/bin/sh\\n"
                        + "echo ran $1\\n"
                        + "' >\"$name\"; chmod +x \"$name\"; $W \"$name\" x")
                .out())
        .isEqualTo("ran x\n");
  }

  @Test
  void theLongestWordThatTheSystemAllowsArrives(Program program) {
    assertThat(
            SideBySide.same(
                    program,
                    "word=$(head -c 131071 /dev/zero | tr '\\0' x); $W sh -c 'echo ${#1}' probe"
                        + " \"$word\"")
                .out())
        .isEqualTo("131071\n");
  }

  @Test
  void oneAndAHalfMegabytesOfWordsArrive(Program program) {
    assertThat(
            SideBySide.same(
                    program, "$W sh -c 'echo $#; echo $* | cksum' probe $(seq 1000000 1090000)")
                .out())
        .startsWith("90001\n");
  }

  @Test
  void aScriptWithoutInterpreterLineTakesThemToo(Program program) {
    assertThat(
            SideBySide.wrapped(
                program,
                "echo 'echo $#' >plain; chmod +x plain; $W ./plain $(yes a | head -n 150000)"))
        .isEqualTo(new Program.Result(0, "150000\n", ""));
  }

  @Test
  void theCommandSeesItsNameAsItWasTyped(Program program) {
    SideBySide.needsProc();
    assertThat(SideBySide.same(program, "$W cat /proc/self/cmdline | tr '\\0' '|'").out())
        .isEqualTo("cat|/proc/self/cmdline|");
  }

  @Test
  void afterOptionsOfTelemTheCommandStartsWhereItStarts(Program program) {
    assertThat(
            program.telem("run", "--app", "tool", "--", "echo", "--", "-h", "--level", "off").out())
        .isEqualTo("-- -h --level off\n");
    assertThat(
            program.telem("run", "--level=local", "echo", "a", "--", "b", "--level", "off").out())
        .isEqualTo("a -- b --level off\n");
    assertThat(program.telem("run", "echo", "--", "x").out()).isEqualTo("-- x\n");
  }
}
