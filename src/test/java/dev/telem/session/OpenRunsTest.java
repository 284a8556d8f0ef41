package dev.telem.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenRunsTest {
  private static final String ABORTED = "{\"eventID\":\"e\"}";
  private static final OpenRuns.Queue QUEUE =
      new OpenRuns.Queue("0123456789abcdef", "{\"type\":\"native\"}");

  @TempDir Path home;
  private Path folder;
  private OpenRuns runs;
  private final List<OpenRuns.Orphan> closed = new ArrayList<>();

  @BeforeEach
  void nameTheFolder() {
    folder = home.resolve("runs");
    runs = new OpenRuns(folder);
  }

  @Test
  void withoutAFolderNobodyIsToBeClosed() throws IOException {
    assertThat(runs.closeOrphans("own", 0, closed::add)).isZero();
    assertThat(closed).isEmpty();
  }

  @Test
  void aRunThatEndedLeavesNothing() throws IOException {
    runs.open("a", Path.of("/log"), ABORTED, List.of(QUEUE)).remove();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunThatNobodyHoldsIsClosedOnceWithAllThatItsMarkerSays() throws IOException {
    abandon("a");

    assertThat(runs.closeOrphans("own", 0, closed::add)).isZero();
    assertThat(runs.closeOrphans("own", 0, closed::add)).isZero();
    assertThat(closed)
        .singleElement()
        .satisfies(
            orphan -> {
              assertThat(orphan.log()).isEqualTo(Path.of("/log"));
              assertThat(orphan.aborted()).isEqualTo(ABORTED);
              assertThat(orphan.queues()).containsExactly(QUEUE);
            });
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunIsClosedAgainWhenItsCloserDied() throws IOException {
    abandon("a");

    assertThatThrownBy(
            () ->
                runs.closeOrphans(
                    "own",
                    0,
                    orphan -> {
                      throw new IOException("killed");
                    }))
        .isInstanceOf(IOException.class);
    runs.closeOrphans("own", 0, closed::add);

    assertThat(closed).hasSize(1);
  }

  @Test
  void aRunThatLivesAndTheOneThatAsksAreLeftAlone() throws IOException {
    OpenRuns.Marker marker = runs.open("a", Path.of("/log"), ABORTED, List.of());
    abandon("own");

    runs.closeOrphans("own", 0, closed::add);

    assertThat(closed).isEmpty();
    marker.remove();
  }

  @Test
  void aDamagedMarkerIsCountedAndThrownAway() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("torn"), "/log\n{\"eventID\":");
    Files.write(folder.resolve("empty"), new byte[0]);

    assertThat(runs.closeOrphans("own", 0, closed::add)).isEqualTo(2);
    assertThat(closed).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void onlyAnOldDraftIsRemoved() throws IOException {
    Files.createDirectories(folder);
    Path young = Files.writeString(folder.resolve(".new-young"), "");
    Path old = Files.writeString(folder.resolve(".new-old"), "");
    long now = System.currentTimeMillis();
    Files.setLastModifiedTime(old, FileTime.fromMillis(now - 2 * 60 * 60 * 1000));

    runs.closeOrphans("own", now, closed::add);

    assertThat(young).exists();
    assertThat(old).doesNotExist();
  }

  /** A marker as a killed run leaves it: whole, and locked by nobody. */
  private void abandon(String executionId) throws IOException {
    OpenRuns.Marker marker = runs.open(executionId, Path.of("/log"), ABORTED, List.of(QUEUE));
    byte[] content = Files.readAllBytes(folder.resolve(executionId));
    marker.remove();
    Files.write(folder.resolve(executionId), content);
  }
}
