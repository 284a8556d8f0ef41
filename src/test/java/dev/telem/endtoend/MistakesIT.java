package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every mistake is answered on stderr: what is wrong, the word or the file that it is about, and
 * what to do next. A row is a line of a shell, its exit code, what is wrong and the next step.
 */
@ExtendWith(Worlds.class)
final class MistakesIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          telem stauts                     | no command 'stauts'        | did you mean `telem status`?
          telem Status                     | no command 'Status'        | did you mean `telem status`?
          telem statu                      | no command 'statu'         | `telem --help`
          telem tail                       | no command 'tail'          | did you mean `telem log tail`
          telem off                        | no command 'off'           | did you mean `telem level off`?
          telem mytool deploy 'a b'        | no command 'mytool'        | telem run -- mytool deploy 'a b'
          telem no-such x                  | no command 'no-such'       | telem run -- no-such x
          telem ''                         | first word is empty        | `telem --help`
          telem -- mytool                  | `run` is missing           | telem run -- mytool
          telem --                         | no command behind `--`     | telem run -- mytool
          telem --level local -- mytool    | options stand behind       | telem run --level local -- mytool
          telem --versoin                  | no option '--versoin'      | did you mean '--version'?
          telem help stauts                | no `telem stauts`          | did you mean `telem status`?
          telem help log tial              | no `telem log tial`        | did you mean `telem log tail`?
          telem run                        | needs COMMAND              | `telem run -- mytool deploy ./x`
          telem run --                     | needs COMMAND              | `telem run -- mytool deploy ./x`
          telem run --levle on -- true     | no option '--levle'        | did you mean '--level'?
          telem run --json -- true         | no option '--json'         | go behind `--`
          telem run --level                | --level needs a value      | (off, local or on)
          telem run --level high -- true   | but got 'high'             | off, local or on
          telem run --app -- true          | --app needs a value        | `telem run --help`
          telem run --app a --app b true   | --app is there more than   | name it once
          telem status mytool              | takes no more words, but got 'mytool' | --app mytool
          telem status --jsno              | no option '--jsno'         | did you mean '--json'?
          telem status --json=yes          | --json takes no value      | `telem status --help`
          telem enable mytool              | takes no more words        | `telem enable`
          telem log                        | needs one more word        | tail or show
          telem log tial                   | no 'tial'                  | did you mean 'tail'?
          telem log nonsense               | no 'nonsense'              | only tail and show
          telem log tail -n                | -n or --lines needs a value| `telem log tail --help`
          telem log tail -n many           | but got 'many'             | a whole number
          telem log tail -n -1             | but got '-1'               | 0 or more
          telem log show                   | needs ID                   | `telem log tail` shows
          telem log show xyz               | but got 'xyz'              | `telem log tail` shows the ids
          telem report --since soon        | but got 'soon'             | 30m, 12h, 7d, 4w
          telem report --json --html x     | --json prints and --html writes | leave one of them out
          telem view --port x              | but got 'x'                | a whole number
          telem view --port 65536          | but got '65536'            | to 65535
          telem preview                    | say which command          | telem preview -- COMMAND
          telem preview --lines            | --lines prints JSON        | telem preview --json --lines
          telem preview --as x -- true     | but got 'x'                | native, posthog, otlp or snapshot
          telem preview --endpoint x -- y  | --endpoint: expected a URL | https://host/path
          telem level high                 | but got 'high'             | off, local or on
          telem id rest                    | no 'rest'                  | did you mean 'reset'?
          telem init --name ''             | --name needs a name        | leave it out
          telem emit                       | needs one more word        | count, metric, error or api-request
          telem emit cuont jobs            | no 'cuont'                 | did you mean 'count'?
          telem emit count                 | needs NAME                 | `telem emit count jobs 3`
          telem emit count jobs many       | N takes a number           | `telem emit count jobs 3`
          telem emit count jobs 1 2        | takes no more words, but got '2' | `telem emit count --help`
          telem emit count 'a b'           | cannot be reported         | a name is made of words, such as jobs
          telem emit count jobs 1e300      | cannot be reported         | at most 15 digits
          telem emit metric a b            | a metric needs a number    | or --exact VALUE
          telem emit metric a b c          | NAME=NUMBER                | such as count=10
          telem emit metric a b c=d        | NUMBER takes a number      | `telem emit metric totals groups
          telem emit metric a b --exact c  | cannot be reported         | "metrics": {"exact":
          telem emit error                 | cannot be reported         | `telem emit error TypeError`
          telem emit api-request GET / x 1 | STATUS takes a number      | GET /users/17 200 12
          telem emit api-request GET / 99 1| cannot be reported         | a status from 100 to 599
          telem emit api-request GET / 200 | needs MS                   | in milliseconds
          telem snapshot                   | which tool the snapshot is of | --app NAME
          telem snapshot --app a --name '<>'     | but got '<>'         | letters, digits, spaces
          telem snapshot --app a --endpoint x    | --endpoint: expected a URL | https://host/path
          telem profile                    | needs one more word        | check, init or schema
          telem profile check              | the profile: a file, or    | `telem profile check mytool.json`
          telem profile init               | needs TOOL                 | `telem profile init mytool
          telem shim                       | needs one more word        | add, remove or list
          telem shim add                   | needs TOOL                 | `telem shim add mytool`
          telem shim add ./mytool          | but got './mytool'         | such as mytool
          telem shim add ls --dir a:b      | a:b'                       | name another
          telem queue lst                  | no 'lst'                   | did you mean 'list'?
          telem completion                 | needs SHELL                | (bash, zsh or fish)
          telem completion tcsh            | not for 'tcsh'             | bash, zsh and fish
          """)
  void aWrongCallEndsWith64AndSaysWhatToType(
      String line, String wrong, String next, Program program) {
    assertThat(said(line, 64, program)).contains(wrong).contains(next);
    assertThat(program.everything()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          telem log show 00000000           | has the id 00000000        | `telem log tail` shows the runs
          telem log tail gone               | gone does not exist        | `telem status` names the log
          telem log tail 20                 | 20 does not exist          | telem log tail -n 20
          telem log tail folder             | folder is a directory      | folder/events.jsonl
          telem report mytool               | mytool does not exist      | telem report --app mytool
          telem report gone.jsonl           | gone.jsonl does not exist  | without a file the log
          telem report folder               | folder is a directory      | folder/events.jsonl
          telem report --html folder        | folder is a directory      | folder/report.html
          telem report --html gone/x.html   | folder                     | make it first
          telem report --html /dev/null     | /dev/null is no regular    | such as report.html
          telem preview --profile gone -- x | "gone"                     | `telem profile check FILE`
          telem preview --profile ./text -- x          | text:1:1        | `telem profile check FILE`
          telem preview --config-file gone -- x        | --config-file gone cannot | name a file
          telem snapshot --profile ./text   | text:1:1                   | `telem profile check FILE`
          telem emit count a --profile gone | "gone"                     | ./gone
          telem emit error --stack gone     | --stack gone cannot be read| - for stdin
          telem emit error --stack folder   | --stack folder cannot be read | - for stdin
          telem profile check gone          | "gone"                     | telem profile init TOOL
          telem profile check gone.json     | "gone.json"                | telem profile init TOOL
          telem profile init gone           | gone is no command         | check its spelling and your PATH
          telem profile init ./mute         | tells no option            | `telem profile schema`
          telem shim add ls --dir text      | text is no directory       | --dir
          telem shim add ls --dir text/x    | text/x                     | --dir DIR
          telem shim add ls --dir folder    | folder/ls is there         | another directory with --dir
          telem shim add ls --profile gone  | "gone"                     | `telem profile check FILE`
          telem shim remove ls              | there is no                | `telem shim list`
          telem shim remove ls --dir folder | folder/ls is no shim       | `telem shim list`
          telem flush                       | nothing is sent            | TELEMETRY_ENDPOINT=URL
          TELEMETRY=0 telem flush           | TELEMETRY: 0               | `telem status`
          TELEMETRY=0 telem id reset        | TELEMETRY                  | `telem status` shows why
          TELEMETRY_HOME="$PWD/text" telem enable | text is there already, and is no directory | `telem doctor`
          TELEMETRY_HOME="$PWD/text" telem id reset | text is there already | `telem doctor`
          cd broken; telem init             | .telem.json:2:             | correct or delete the file
          mkdir x; cd x; rmdir ../x; telem init        | directory is gone | change to the project's
          """)
  void whatCannotBeDoneEndsWith1AndSaysWhatToDo(
      String line, String wrong, String next, Program program) throws IOException {
    Path here = program.directory();
    program.write(here.resolve("text"), "no JSON\n").write(here.resolve("text.gz"), "plain\n");
    program.write(here.resolve("empty.gz"), "").write(here.resolve("folder/ls"), "mine\n");
    program.write(here.resolve("broken/.telem.json"), "{\n");
    Path mute = here.resolve("mute");
    program.write(mute, "#!/bin/sh\n");
    assertThat(mute.toFile().setExecutable(true)).isTrue();
    assertThat(said(line, 1, program)).contains(wrong).contains(next);
    assertThat(program.log()).doesNotExist();
    assertThat(here.resolve("text")).content().isEqualTo("no JSON\n");
    assertThat(here.resolve("folder/ls")).content().isEqualTo("mine\n");
  }

  /** What stderr says, having looked at how it says it. */
  private static String said(String line, int code, Program program) {
    Result result = program.shell("telem() { \"$TELEM\" \"$@\"; }\n" + line);
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).allMatch(one -> one.startsWith("telem: "));
    assertThat(result.err().lines().count()).isBetween(1L, 3L);
    assertThat(result.err()).doesNotContain("Exception", "picocli", "\tat ");
    return result.err();
  }

  @Test
  void aStackTraceIsThereForWhoAsksForIt(Program program) {
    assertThat(program.telem("emit", "error", "--stack", "gone").err()).doesNotContain("\tat ");
    program.with("TELEMETRY_DEBUG", "1");
    assertThat(program.telem("emit", "error", "--stack", "gone").err())
        .startsWith("telem: --stack gone cannot be read (")
        .contains("NoSuchFileException", "\tat ");
  }

  @Test
  void aWordThatSteersATerminalIsShownAndNotObeyed(Program program) {
    for (String[] words :
        new String[][] {{"a\u001b[31mb"}, {"status", "a\u001b[31mb"}, {"log", "tail", "a\nb"}}) {
      Result result = program.telem(words);
      assertThat(result.err()).doesNotContain("\u001b", "a\nb").containsAnyOf("\\x1b", "a\\nb");
    }
  }

  @Test
  void theProgramOfThatNameMayBeMeantToo(Program program) throws IOException {
    Path bin = Files.createDirectories(program.home().resolve("bin"));
    Files.createSymbolicLink(bin.resolve("tail"), Path.of("/bin/true"));
    program.with("PATH", bin.toString());
    assertThat(program.telem("tail", "-f", "x").err())
        .contains("did you mean `telem log tail`?", "telem run -- tail -f x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.gz", "empty.gz"})
  void aPackedFileThatIsNoneIsNamedWithWhatToDo(String file, Program program) {
    program.write(program.directory().resolve(file), file.equals("text.gz") ? "plain\n" : "");
    Result result = program.telem("report", file);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains(file + " cannot be read", "fetch it again, or rename it");
    assertThat(result.out()).contains("1 damaged file is counted up to the damage");
  }

  @Test
  void whoSeesNothingIsToldWhy(Program program) {
    program.write(program.directory().resolve("empty"), "");
    assertThat(program.telem("log", "tail").err()).contains("telem run -- echo hello");
    assertThat(program.telem("log", "tail", "empty").err()).contains("that file is empty");
    assertThat(program.telem("report").err()).contains("telem run -- echo hello");
    assertThat(program.telem("report", "--app", "other").err()).contains("`telem report` shows");
    assertThat(program.telem("snapshot", "--app", "mytool").err())
        .contains("telem emit count jobs --app mytool");
    program.telem("forget");
    program.with("TELEMETRY", "0");
    assertThat(program.telem("log", "tail").err()).contains("off; `telem status` shows why");
    assertThat(program.telem("report").err()).contains("off; `telem status` shows why");
  }

  @Test
  void aFileThatStandsWhereTelemsDirectoryShouldIsLeftThereByForget(Program program) {
    Path file = program.home().resolve("notes");
    program.write(file, "mine").with("TELEMETRY_HOME", file.toString());
    assertThat(program.telem("forget").err()).contains("there was nothing to remove");
    assertThat(file).content().isEqualTo("mine");
  }
}
