package dev.telem.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectIdsTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final long DAY = 24L * 60 * 60 * 1000;

  @TempDir Path home;
  private Path folder;
  private Repository repository;
  private ProjectIds ids;

  @BeforeEach
  void makeARepository() throws IOException {
    folder = home.resolve("projects");
    Path git = Files.createDirectories(home.resolve("tree/.git"));
    Files.writeString(git.resolve("config"), "[remote]\n");
    repository = Repository.around(home.resolve("tree")).orElseThrow();
    ids = new ProjectIds(folder, false, "");
  }

  @Test
  void whatWasRememberedIsKnownForADay() throws IOException {
    ids.remember(repository, DIGEST, 1000);

    assertThat(ids.recall(repository, 1000)).contains(DIGEST);
    assertThat(ids.recall(repository, 1000 + DAY)).isEmpty();
    assertThat(ids.recall(repository, 1000 - DAY)).isEmpty();
  }

  @Test
  void aRepositoryWithoutOriginIsKnownToHaveNone() throws IOException {
    ids.remember(repository, "", 1000);

    assertThat(ids.recall(repository, 1000)).contains("");
  }

  @Test
  void aChangedRepositoryIsUnknown() throws IOException {
    ids.remember(repository, DIGEST, 1000);
    Files.writeString(home.resolve("tree/.git/config"), "[remote] another\n");

    assertThat(ids.recall(repository, 1000)).isEmpty();
  }

  @Test
  void aDamagedEntryIsAsNone() throws IOException {
    ids.remember(repository, DIGEST, 1000);
    try (var entries = Files.list(folder)) {
      Files.writeString(entries.findFirst().orElseThrow(), "hunter2\n\n\n\n");
    }

    assertThat(ids.recall(repository, 1000)).isEmpty();
  }

  @Test
  void aNewKeyForgetsTheKeyedOnesOnly() throws IOException {
    ProjectIds keyed = new ProjectIds(folder, true, "");
    ids.remember(repository, DIGEST, 1000);
    keyed.remember(repository, DIGEST, 1000);

    ProjectIds.forgetKeyed(folder);
    ProjectIds.forgetKeyed(home.resolve("nowhere"));

    assertThat(ids.recall(repository, 1000)).contains(DIGEST);
    assertThat(keyed.recall(repository, 1000)).isEmpty();
  }

  @Test
  void aRepositoryIsFoundFromBelowAndNowhereElse() throws IOException {
    Path below = Files.createDirectories(home.resolve("tree/a/b"));

    assertThat(Repository.around(below)).contains(repository);
    assertThat(Repository.around(home)).isEmpty();
  }
}
