package dev.telem.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
  @TempDir Path home;

  @BeforeEach
  void makeTools() throws IOException {
    for (String name : new String[] {"one/tool", "two/tool", "two/other"}) {
      Files.createDirectories(home.resolve(name).getParent());
      assertThat(Files.createFile(home.resolve(name)).toFile().setExecutable(true)).isTrue();
    }
    Files.createFile(home.resolve("one/other"));
    Files.createDirectories(home.resolve("one/folder"));
  }

  @Test
  void theFirstOfTheSearchPathThatCanBeRunIsFound() {
    String path = "::relative:" + home + "/nowhere:" + home + "/one:" + home + "/two";

    assertThat(Executable.find("tool", path, home)).contains(home.resolve("one/tool"));
    assertThat(Executable.find("other", path, home)).contains(home.resolve("two/other"));
    assertThat(Executable.find("folder", path, home)).isEmpty();
    assertThat(Executable.find("", path, home)).isEmpty();
    assertThat(Executable.find("tool", "", home)).isEmpty();
  }

  @Test
  void aPathBeginsWhereTheCallerIs() {
    assertThat(Executable.find("./two/../one/tool", "", home)).contains(home.resolve("one/tool"));
    assertThat(Executable.find(home + "/one/tool", "", null)).contains(home.resolve("one/tool"));
    assertThat(Executable.find("./one/tool", "", null)).isEmpty();
    assertThat(Executable.find("./one/other", "", home)).isEmpty();
  }

  @Test
  void whatCanBeNoPathIsNotFound() {
    assertThat(Executable.find("to\0ol", home + "/one", home)).isEmpty();
    assertThat(Executable.find("./to\0ol", "", home)).isEmpty();
  }
}
