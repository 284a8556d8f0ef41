package dev.telem.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolVersionsTest {
  private static final List<String> ASKED = List.of("--version");

  @TempDir Path home;
  private Path tool;
  private ToolVersions versions;

  @BeforeEach
  void makeATool() throws IOException {
    tool = Files.writeString(home.resolve("t\u00f6\u00f6l"), "1");
    versions = new ToolVersions(home.resolve("versions"));
  }

  @Test
  void aVersionIsKnownAsLongAsTheExecutableStaysTheSame() throws IOException {
    versions.remember(tool, ASKED, "1.2", 1000);
    assertThat(versions.recall(tool, ASKED, 1000)).contains("1.2");

    Files.move(Files.writeString(home.resolve("new"), "22"), home.resolve("other"));
    Files.delete(tool);
    Files.move(home.resolve("other"), tool);
    assertThat(versions.recall(tool, ASKED, 1000)).isEmpty();
  }

  @Test
  void otherArgumentsAndOtherToolsAreOtherQuestions() throws IOException {
    versions.remember(tool, ASKED, "1.2", 1000);

    assertThat(versions.recall(tool, List.of("version"), 1000)).isEmpty();
    assertThat(versions.recall(home.resolve("none"), ASKED, 1000)).isEmpty();
  }

  @Test
  void thatAToolTellsNoneIsKnownToo() throws IOException {
    versions.remember(tool, List.of("a\nb"), "", 1000);

    assertThat(versions.recall(tool, List.of("a\nb"), 1000)).contains("");
  }
}
