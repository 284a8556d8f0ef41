package dev.telem.endtoend;

import static dev.telem.endtoend.ProfileIT.saved;
import static dev.telem.endtoend.ProfileIT.tool;
import static dev.telem.endtoend.ShimCommandIT.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: a shim runs the real tool of its name through telem, whatever the PATH looks like,
 * never itself, and the tool all the same where telem is gone.
 */
@ExtendWith(Worlds.class)
final class ShimIT {
  static final String SYSTEM = "/usr/local/bin:/usr/bin:/bin";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s:bin", // as it should be
        "s/:bin", // a slash at the end
        "s:s:bin", // twice
        "s:other:bin", // two shims of one tool
        "link:s:bin", // a link to its directory
        "s:link:linked:bin", // and a link to the shim
        "s:bin/../s:./s:bin", // the same directory in other words
        "s::missing:bin", // an empty element, which is the working directory
        "s:plain:folder:bin", // files that cannot be executed, a directory of the tool's name
        "s:bin:later", // the first of two real ones
        "$PWD/s:$PWD/bin", // absolute
      })
  void theRealToolIsFoundInEveryPathAndNeverTheShim(String path, Program program)
      throws IOException {
    world(program);
    added(program, "mytool", "s");
    added(program, "mytool", "other");
    Files.createSymbolicLink(program.directory().resolve("link"), Path.of("s"));
    saved(program, "linked/keep", "");
    Files.createSymbolicLink(program.directory().resolve("linked/mytool"), Path.of("../s/mytool"));
    saved(program, "plain/mytool", "not executable");
    saved(program, "folder/mytool/keep", "");
    tool(program, "later/mytool", "echo later");
    for (String shell : new String[] {"sh", "bash", "zsh"}) {
      if (Files.isExecutable(Path.of("/bin", shell))) {
        Result result =
            program.shell(shell + " -c 'PATH=\"" + path + ":" + SYSTEM + "\"; mytool a \"b c\"'");
        assertThat(result).as(shell).isEqualTo(new Result(3, "real a b c\n", ""));
        assertThat(Events.text(program.events().getLast(), "app")).isEqualTo("mytool");
        assertThat(Events.text(program.events().getLast(), "command")).isEqualTo("mytool");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./s/mytool a",
        "$PWD/s/mytool a",
        "ln -s s/mytool called-otherwise; ./called-otherwise a",
        "$(command -v mytool) a",
        "env mytool a",
        "exec mytool a",
        "sh -c 'mytool a; exit $?'",
        "cd /; mytool a",
      })
  void howeverItIsCalledTheToolIsRecordedUnderItsName(String line, Program program) {
    world(program);
    added(program, "mytool", "s");
    Result result = program.shell("PATH=\"$PWD/s:$PWD/bin:" + SYSTEM + "\"; export PATH; " + line);
    assertThat(result).isEqualTo(new Result(3, "real a\n", ""));
    assertThat(Events.text(program.events().getLast(), "app")).isEqualTo("mytool");
    assertThat(Events.text(program.events().getLast(), "command")).isEqualTo("mytool");
  }

  @Test
  void theToolIsCalledByTheNameThatWasTyped(Program program) {
    world(program);
    added(program, "cat", "s");
    Result result =
        program.shell("PATH=\"$PWD/s:$PATH\"; bash -c 'exec -a odd cat /proc/self/cmdline'");
    assertThat(result).isEqualTo(new Result(0, "odd\0/proc/self/cmdline\0", ""));
  }

  @Test
  void theEnvironmentAndBytesOfWordsAreTheCallers(Program program) {
    world(program);
    added(program, "env", "s");
    added(program, "printf", "s");
    Result result =
        program.shell("PATH=\"$PWD/s:$PATH\"; /usr/bin/env a.b=1 x-y=2 env | grep '^[ax][.-]'");
    assertThat(result).isEqualTo(new Result(0, "a.b=1\nx-y=2\n", ""));
    String bytes = "'\\377\\n%s|' \"$(/usr/bin/printf '\\376')\" '' '--' \"q'\\\"\" 'a\nb'";
    String direct = program.shell("/usr/bin/printf " + bytes + " | od -c").out();
    assertThat(program.shell("$PWD/s/printf " + bytes + " | od -c").out()).isEqualTo(direct);
    assertThat(direct).contains("376");
  }

  @Test
  void aToolThatRunsItselfByNameIsANestedRunAndNoLoop(Program program) {
    world(program);
    tool(program, "bin/again", "test $1 = 0 && exit 4; again $(($1 - 1))");
    added(program, "again", "s");
    Result result = program.shell("PATH=\"$PWD/s:$PWD/bin:$PATH\"; export PATH; again 2");
    assertThat(result).isEqualTo(new Result(4, "", ""));
    assertThat(program.events()).hasSize(6);
    assertThat(Events.texts(program.events(), "sessionID").stream().distinct()).hasSize(1);
    assertThat(program.events().get(2).has("parentExecutionID")).isTrue();
  }

  @Test
  void aToolThatIsUpgradedMovedOrRemovedIsFoundAsItIsNow(Program program) throws IOException {
    world(program);
    added(program, "mytool", "s");
    String call = "PATH=\"$PWD/s:$PWD/bin:$PWD/new:" + SYSTEM + "\"; mytool";
    assertThat(program.shell(call).out()).isEqualTo("real\n");
    tool(program, "bin/mytool", "echo upgraded");
    assertThat(program.shell(call).out()).isEqualTo("upgraded\n");
    Path moved = saved(program, "new/keep", "").resolveSibling("mytool");
    Files.move(program.directory().resolve("bin/mytool"), moved);
    assertThat(program.shell(call).out()).isEqualTo("upgraded\n");
    assertThat(moved.toFile().setExecutable(false, false)).isTrue();
    assertThat(program.shell(call))
        .isEqualTo(new Result(126, "", "telem: mytool: Permission denied\n"));
    Files.delete(moved);
    assertThat(program.shell(call))
        .isEqualTo(
            new Result(
                127,
                "",
                "telem: mytool: command not found (only telem's shim of it is in the PATH)\n"));
  }

  @Test
  void whereTelemIsGoneTheToolRunsAllTheSame(Program program) throws IOException {
    world(program);
    Path copy = program.home().resolve("telem");
    program.shell("cp -R \"${TELEM%/bin/telem}\" " + copy);
    program.command(
        List.of(copy.resolve("bin/telem").toString(), "shim", "add", "mytool", "--dir", "s"));
    String call = "PATH=\"$PWD/s:$PWD/bin:$PATH\"; mytool a";
    program.shell(call);
    assertThat(program.events()).hasSize(2);
    Path launcher = copy.resolve("bin/telem");
    assertThat(launcher.toFile().setExecutable(false, false)).isTrue();
    assertThat(program.shell(call)).isEqualTo(new Result(3, "real a\n", ""));
    Files.delete(launcher);
    assertThat(program.shell(call)).isEqualTo(new Result(3, "real a\n", ""));
    saved(program, "bin/mytool", "echo no interpreter named");
    assertThat(program.shell(call)).isEqualTo(new Result(0, "no interpreter named\n", ""));
    assertThat(program.events()).hasSize(2);
    assertThat(entry(program, "s").path("problems").toString()).contains("there is no telem at");
  }

  @Test
  void aNewVersionBehindTheLinkIsTelemAndWithoutTheLinkTheOldOne(Program program)
      throws IOException {
    world(program);
    Path old = copied(program, "1");
    Path link = program.directory().resolve("links/telem");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, old.resolve("bin/telem"));
    program.with("PATH", link.getParent() + ":" + SYSTEM);
    assertThat(program.shell("telem shim add mytool --dir s").code()).isZero();
    String call = "PATH=\"$PWD/s:$PWD/bin:$PATH\"; mytool a";
    Files.delete(link);
    assertThat(program.shell(call)).isEqualTo(new Result(3, "real a\n", ""));
    assertThat(program.events()).hasSize(2);

    Path next = program.home().resolve("2");
    Files.move(old, next);
    Files.createSymbolicLink(link, next.resolve("bin/telem"));
    assertThat(program.shell(call)).isEqualTo(new Result(3, "real a\n", ""));
    assertThat(program.events()).hasSize(4);
    assertThat(entry(program, "s").path("problems").toString()).doesNotContain("no telem");
    Files.delete(link);
    assertThat(entry(program, "s").path("problems").toString())
        .contains("there is no telem at " + link + " or " + old.resolve("bin/telem"));
  }

  /** Another installation of telem, in the home. */
  private static Path copied(Program program, String folder) {
    Path copy = program.home().resolve(folder);
    program.shell("cp -R \"${TELEM%/bin/telem}\" " + copy);
    return copy;
  }

  @Test
  void aShimThatMayBeExecutedAndNotReadRunsTheTool(Program program) {
    SideBySide.needs("setpriv");
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    world(program);
    added(program, "mytool", "s");
    added(program, "mytool", "t");
    program.shell(
        "chmod 755 \"$HOME\" . bin s t bin/mytool; chmod 711 s/mytool t/mytool; ln -s $PWD/s/mytool"
            + " called-otherwise");
    String other = "setpriv --reuid=65534 --clear-groups env PATH=";
    String real = "$PWD/bin:" + SYSTEM;
    for (String call :
        new String[] {
          "$PWD/s:" + real + " mytool a",
          "$PWD/s:$PWD/t:" + real + " mytool a",
          "$PWD/t:$PWD/s:$PWD/s:" + real + " mytool a",
          "$PWD/t:" + real + " $PWD/s/mytool a",
          real + " $PWD/s/mytool a"
        }) {
      assertThat(program.shell(other + call)).as(call).isEqualTo(new Result(3, "real a\n", ""));
    }
    assertThat(program.shell(other + "$PWD/s:$PWD/t:" + SYSTEM + " mytool"))
        .isEqualTo(
            new Result(
                127,
                "",
                "telem: mytool: command not found (only telem's shim of it is in the PATH)\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$TELEM run -- mytool deploy",
        "$TELEM run -- $PWD/s/mytool deploy",
        "$TELEM run --level local -- mytool deploy",
        "$TELEM run mytool deploy",
        "mytool deploy"
      })
  void aShimBehindTelemRunIsOneRunWithTheShimsProfile(String line, Program program) {
    world(program);
    saved(program, "p.json", "{\"app\": \"suite\", \"commands\": [\"deploy\"]}");
    program.telem("shim", "add", "mytool", "--dir", "s", "--profile", "p.json");
    Result result = program.shell("PATH=\"$PWD/s:$PWD/bin:" + SYSTEM + "\"; export PATH; " + line);
    assertThat(result).isEqualTo(new Result(3, "real deploy\n", ""));
    assertThat(program.events()).hasSize(2);
    assertThat(Events.text(program.events().getLast(), "app")).isEqualTo("suite");
    assertThat(Events.text(program.events().getLast(), "command")).isEqualTo("mytool deploy");
    assertThat(program.events().getLast().has("parentExecutionID")).isFalse();
  }

  @Test
  void aProfileThatIsNamedBeforeTheShimsBeatsIt(Program program) {
    world(program);
    saved(program, "p.json", "{\"app\": \"suite\"}");
    saved(program, "mine.json", "{\"app\": \"mine\"}");
    program.telem("shim", "add", "mytool", "--dir", "s", "--profile", "p.json");
    String path = "PATH=\"$PWD/s:$PWD/bin:" + SYSTEM + "\"; export PATH; ";
    for (String named : new String[] {"--profile mine.json", "--profile=mine.json"}) {
      program.shell(path + "$TELEM run " + named + " -- mytool");
      assertThat(Events.text(program.events().getLast(), "app")).isEqualTo("mine");
    }
    program.shell(path + "$TELEM run --app other -- mytool");
    assertThat(Events.text(program.events().getLast(), "app")).isEqualTo("other");
    assertThat(program.events()).hasSize(6);
  }

  @Test
  void offIsOffThroughAShim(Program program) {
    world(program);
    added(program, "mytool", "s");
    program.with("MYTOOL_TELEMETRY", "0");
    assertThat(program.shell("PATH=\"$PWD/s:$PWD/bin:$PATH\"; mytool").out()).isEqualTo("real\n");
    assertThat(program.state()).doesNotExist();
  }

  @Test
  void theProfileIsUsedWhereverTheToolIsCalled(Program program) {
    world(program);
    saved(program, "p.json", "{\"app\": \"suite\", \"commands\": [\"deploy\"]}");
    assertThat(program.telem("shim", "add", "mytool", "--dir", "s", "--profile", "p.json").code())
        .isZero();
    program.shell("PATH=\"$PWD/s:$PWD/bin:$PATH\"; cd /; mytool deploy");
    assertThat(Events.text(program.events().getLast(), "app")).isEqualTo("suite");
    assertThat(Events.text(program.events().getLast(), "command")).isEqualTo("mytool deploy");

    assertThat(program.telem("shim", "add", "mytool", "--dir", "t", "--profile", "no.json"))
        .returns(1, Result::code)
        .satisfies(result -> assertThat(result.err()).contains("no.json"));
    assertThat(program.directory().resolve("t")).doesNotExist();
  }

  /** A tool, in the PATH behind what tests put in front. */
  static void world(Program program) {
    tool(program, "bin/mytool", "echo real \"$@\"; exit 3");
    saved(program, "s/keep", "");
  }

  static Result added(Program program, String name, String folder) {
    Result result = program.telem("shim", "add", name, "--dir", folder);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }
}
