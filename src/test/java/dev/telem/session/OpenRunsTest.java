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
  private static final String ABORTED =
      "{\"eventID\":\"0190a5c2-7e11-7abc-8def-0123456789ab\",\"ts\":5,\"x\":1}";
  private static final String STARTED =
      "{\"eventID\":\"0190a5c2-7e11-7abc-8def-0123456789aa\",\"ts\":5,\"x\":0}";
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
    assertThat(runs.closeOrphans("own", 0, closed::add)).isEmpty();
    assertThat(closed).isEmpty();
  }

  @Test
  void onlyAFolderThatIsGoneIsForgotten() throws IOException {
    OpenRuns.Marker marker = runs.open("a", Path.of("/log"), ABORTED, STARTED, List.of(), "");
    Files.delete(folder.resolve("a"));
    assertThat(runs.areForgotten()).isFalse();
    Files.delete(folder);
    assertThat(runs.areForgotten()).isTrue();
    marker.remove();
  }

  @Test
  void aRunThatEndedLeavesNothing() throws IOException {
    runs.open("a", Path.of("/log"), ABORTED, STARTED, List.of(QUEUE), "").remove();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunThatNobodyHoldsIsClosedOnceWithAllThatItsMarkerSays() throws IOException {
    abandon("a");

    assertThat(runs.closeOrphans("own", 0, closed::add)).isEmpty();
    assertThat(runs.closeOrphans("own", 0, closed::add)).isEmpty();
    assertThat(closed)
        .singleElement()
        .satisfies(
            orphan -> {
              assertThat(orphan.log()).isEqualTo(Path.of("/log"));
              assertThat(orphan.event()).isEqualTo(ABORTED);
              assertThat(orphan.started()).as("not known to be recorded").isEqualTo(STARTED);
              assertThat(orphan.queues()).containsExactly(QUEUE);
              assertThat(orphan.ended()).isFalse();
            });
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatTravelsBesideTheEventsOfARunIsInItsMarker() throws IOException {
    String enclosure = "{\"pid\":7}";
    OpenRuns.Marker marker =
        runs.open("a", Path.of("/log"), ABORTED, STARTED, List.of(QUEUE), enclosure);
    marker.ending(ABORTED);
    Files.copy(folder.resolve("a"), folder.resolve("orphan"));
    runs.closeOrphans("a", 0, closed::add);

    assertThat(closed)
        .containsExactly(
            new OpenRuns.Orphan(
                Path.of("/log"), ABORTED, true, STARTED, List.of(QUEUE), enclosure));
    marker.remove();
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
    OpenRuns.Marker marker = runs.open("a", Path.of("/log"), ABORTED, STARTED, List.of(), "");
    abandon("own");

    runs.closeOrphans("own", 0, closed::add);

    assertThat(closed).isEmpty();
    marker.remove();
  }

  @Test
  void aRunWhoseEndWasNotedIsClosedWithThat() throws IOException {
    String exited = ABORTED.replace("\"ts\":5", "\"ts\":9");
    OpenRuns.Marker marker = runs.open("a", Path.of("/log"), ABORTED, STARTED, List.of(QUEUE), "");
    marker.recorded();
    marker.ending(exited);
    byte[] content = Files.readAllBytes(folder.resolve("a"));
    marker.remove();
    assertThat(folder).isEmptyDirectory();
    Files.write(folder.resolve("a"), content);

    runs.closeOrphans("own", 0, closed::add);

    assertThat(closed)
        .containsExactly(
            new OpenRuns.Orphan(Path.of("/log"), exited, true, "", List.of(QUEUE), ""));
  }

  @Test
  void aDamagedMarkerIsCountedAndThrownAway() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("torn"), "/log\n{\"eventID\":");
    Files.write(folder.resolve("empty"), new byte[0]);
    Files.writeString(folder.resolve("no-event"), "/log\n{}\n");
    Files.writeString(folder.resolve("no-id"), "/log\n{\"eventID\":\"../x\",\"ts\":1,\"x\":1}\n");
    Files.writeString(folder.resolve("no-path"), "log\n" + ABORTED + "\n");

    assertThat(runs.closeOrphans("own", 0, closed::add))
        .containsExactly("5 damaged markers of earlier runs were thrown away");
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

  @Test
  void aChannelWithoutAMarkerIsLeftAloneForADaySinceItsRunMayLive() throws IOException {
    Files.createDirectories(folder);
    Path channel = Files.writeString(folder.resolve("a.channel"), "said");
    long written = 1_000_000_000_000L;
    Files.setLastModifiedTime(channel, FileTime.fromMillis(written));
    long day = 24L * 60 * 60 * 1000;

    assertThat(runs.closeOrphans("own", written + day, closed::add)).isEmpty();
    assertThat(channel).exists();
    assertThat(runs.closeOrphans("own", written + day + 1, closed::add))
        .singleElement()
        .asString()
        .startsWith("run a: ")
        .endsWith("up to 4 bytes are lost");
    assertThat(channel).doesNotExist();
  }

  @Test
  void ofAKilledRunItIsToldHowMuchOfItsChannelIsLost() throws IOException {
    abandon("a");
    abandon("b");
    Files.writeString(folder.resolve("a.channel"), "12345");
    Files.writeString(folder.resolve("b.channel"), "");

    assertThat(runs.closeOrphans("own", 0, closed::add))
        .singleElement()
        .asString()
        .startsWith("run a: ")
        .contains("up to 5 bytes");
    assertThat(closed).hasSize(2);
    assertThat(folder).isEmptyDirectory();
  }

  /** A marker as a killed run leaves it: whole, and locked by nobody. */
  private void abandon(String executionId) throws IOException {
    OpenRuns.Marker marker =
        runs.open(executionId, Path.of("/log"), ABORTED, STARTED, List.of(QUEUE), "");
    byte[] content = Files.readAllBytes(folder.resolve(executionId));
    marker.remove();
    Files.write(folder.resolve(executionId), content);
  }
}
