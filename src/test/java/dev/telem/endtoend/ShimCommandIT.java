package dev.telem.endtoend;

import static dev.telem.endtoend.ProfileIT.saved;
import static dev.telem.endtoend.ProfileIT.tool;
import static dev.telem.endtoend.ShimIT.SYSTEM;
import static dev.telem.endtoend.ShimIT.added;
import static dev.telem.endtoend.ShimIT.world;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, listing and removing shims: {@code telem shim}, and what other commands say of them. */
@ExtendWith(Worlds.class)
final class ShimCommandIT {
  @ParameterizedTest
  @ValueSource(strings = {"q\"$(id)", "it's", "a b", "$HOME", "`id`", "m\u00fc", "!x"})
  void whatIsSaidForPastingIsOneFolderToAShell(String folder, Program program) {
    world(program);
    String said = added(program, "mytool", folder).err();
    String line =
        said.substring(
            said.indexOf("export PATH="), said.indexOf("\n", said.indexOf("export PATH=")));
    assertThat(program.shell(line + "; PATH=\"$PATH:$PWD/bin\"; command -v mytool").out())
        .isEqualTo(program.directory().resolve(folder).resolve("mytool") + "\n");
  }

  @Test
  void forgetKeepsShimsAndSaysHowToRemoveThem(Program program) {
    world(program);
    program.telem("shim", "add", "mytool");
    added(program, "mytool", "a b");
    program.with("PATH", program.directory() + "/a b:" + SYSTEM);
    String said = program.telem("forget").err();
    assertThat(said.lines().filter(line -> line.contains("to remove it: "))).hasSize(2);
    assertThat(program.telem("shim", "list", "--json").out()).contains("a b/mytool");
    said.lines()
        .filter(line -> line.contains("to remove it: "))
        .map(line -> line.substring(line.indexOf("to remove it: telem") + 19))
        .forEach(line -> assertThat(program.shell("$TELEM" + line).code()).isZero());
    assertThat(Events.json(program.telem("shim", "list", "--json").out())).isEmpty();
  }

  @Test
  void shimsAreMadeInTelemsOwnFolderWhereOneIsSet(Program program) {
    world(program);
    program.with("TELEMETRY_HOME", program.home() + "/all");
    assertThat(program.telem("shim", "add", "mytool").out())
        .isEqualTo(program.home() + "/all/shims/mytool\n");
    assertThat(program.telem("shim", "add", "--help").out().replaceAll("\\s+", " "))
        .contains("$TELEMETRY_HOME/shims", "belongs first in the PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my tool", "my'tool\"", "-tool", "--", "my\ntool", "m\u00fctool", "$(x)"})
  void oddNamesAreNamesLikeOthers(String name, Program program) {
    tool(program, "bin/" + name, "echo real; exit 3");
    program.with("NAME", name).with("PATH", program.directory() + "/bin:" + SYSTEM);
    assertThat(program.telem("shim", "add", "--dir", "s", "--", name))
        .returns(0, Result::code)
        .satisfies(result -> assertThat(result.out()).hasLineCount(1));
    assertThat(program.shell("\"$PWD/s/$NAME\"")).isEqualTo(new Result(3, "real\n", ""));
    assertThat(entry(program, "s").path("name").asText()).isEqualTo(name);
    assertThat(program.telem("shim", "remove", "--dir", "s", "--", name).code()).isZero();
    assertThat(program.directory().resolve("s").resolve(name)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./mytool", "a/b", ".", "..", "", "telem"})
  void whatIsNoNameOfAToolIsRefused(String name, Program program) {
    assertThat(program.telem("shim", "add", name)).returns(64, Result::code);
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void whatIsNoShimIsNeitherOverwrittenNorRemoved(Program program) throws IOException {
    world(program);
    added(program, "mytool", "s");
    Files.createSymbolicLink(program.directory().resolve("bin/linked"), Path.of("../s/mytool"));
    saved(program, "bin/folder/keep", "");
    for (String name : new String[] {"mytool", "linked", "folder"}) {
      for (String verb : new String[] {"add", "remove"}) {
        assertThat(program.telem("shim", verb, name, "--dir", "bin"))
            .returns(1, Result::code)
            .returns("", Result::out)
            .satisfies(result -> assertThat(result.err()).contains("no shim, so it stays"));
      }
    }
    assertThat(program.shell("bin/mytool").out()).isEqualTo("real\n");
    assertThat(program.telem("shim", "remove", "nothing", "--dir", "bin").code()).isEqualTo(1);
    added(program, "mytool", "s");
    assertThat(program.telem("shim", "remove", "mytool", "--dir", "s").out())
        .isEqualTo(program.directory().resolve("s/mytool") + "\n");
    assertThat(program.telem("shim", "list", "--dir", "s").out()).isEmpty();
  }

  @Test
  void theListTellsWhatIsWrong(Program program) throws IOException {
    world(program);
    assertThat(added(program, "mytool", "s").err()).contains("export PATH=\"", "hash -r");
    assertThat(entry(program, "s").path("reached").asBoolean()).isFalse();
    assertThat(entry(program, "s").path("problems").toString()).contains("not in the PATH; put it");

    String here = program.directory().toString();
    program.with("PATH", here + "/bin:" + here + "/s:" + SYSTEM);
    assertThat(entry(program, "s").path("problems").toString())
        .contains("the tool itself comes first, " + here + "/bin/mytool");
    program.with("PATH", here + "/s:" + here + "/bin:" + SYSTEM);
    JsonNode good = entry(program, "none");
    assertThat(good.path("reached").asBoolean()).isTrue();
    assertThat(good.path("problems")).isEmpty();
    assertThat(good.path("tool").asText()).isEqualTo(here + "/bin/mytool");
    assertThat(good.path("file").asText()).isEqualTo(here + "/s/mytool");
    assertThat(program.telem("shim", "list").out())
        .isEqualTo("mytool  " + here + "/s/mytool\n  runs     " + here + "/bin/mytool\n");
    Files.delete(program.directory().resolve("bin/mytool"));
    assertThat(entry(program, "s").path("problems").toString()).contains("install it");
    assertThat(entry(program, "s").path("tool").isNull()).isTrue();
  }

  @Test
  void aPreviewIsOfTheRunThroughTheShim(Program program) {
    world(program);
    saved(program, "p.json", "{\"app\": \"suite\", \"commands\": [\"deploy\"]}");
    program.telem("shim", "add", "mytool", "--dir", "s", "--profile", "p.json");
    program.with("PATH", program.directory() + "/s:" + program.directory() + "/bin:" + SYSTEM);
    for (String tool : new String[] {"mytool", "s/mytool"}) {
      assertThat(program.telem("preview", "--json", "--", tool, "deploy").out())
          .contains("\"mytool deploy\"", "suite");
    }
  }

  /** The one shim in the list. */
  static JsonNode entry(Program program, String folder) {
    JsonNode all = Events.json(program.telem("shim", "list", "--json", "--dir", folder).out());
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
