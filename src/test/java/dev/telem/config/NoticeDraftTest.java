package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoticeDraftTest {
  private static final int VERSION = 1;

  @TempDir private Path root;
  private TestMachine machine;

  @BeforeEach
  void newMachine() {
    machine =
        new TestMachine(root, "tool")
            .profileOption("p")
            .installed(
                "p",
                "{\"destinations\": [{\"url\": \"https://a:1/x?k=v\"}, {\"url\":"
                    + " \"otlp+https://b\"}]}");
  }

  @Test
  void whatWasShownIsKeptForTheOwnerAlone() throws IOException {
    kept("tool");
    assertThat(machine.settings().notices().shown())
        .extracting(Notices.Shown::origin)
        .containsExactly("https://a:1", "https://b");
    Path state = machine.directories().state();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(machine.directories().notice())))
        .isEqualTo("rw-------");
    assertThat(machine.directories().noticeDraft()).doesNotExist();
  }

  @Test
  void whatIsBeingShownIsNotShownYetAndByNobodyElse() throws IOException {
    NoticeDraft first = draft("tool");
    assertThat(first).isNotNull();
    assertThat(machine.settings().notices().shown()).isEmpty();
    assertThat(draft("tool")).isNull();
    first.discard();
    assertThat(machine.settings().notices().shown()).isEmpty();
    assertThat(draft("tool")).isNotNull();
  }

  @Test
  void whatWasShownMeanwhileIsNotShownAgain() throws IOException {
    kept("tool");
    assertThat(draft("tool")).isNull();
    assertThat(machine.directories().noticeDraft()).doesNotExist();
  }

  @Test
  void whatAKilledRunLeftIsTakenOver() throws IOException {
    assertThat(draft("tool")).isNotNull();
    for (long age : new long[] {60_000, -60_000}) {
      Files.setLastModifiedTime(
          machine.directories().noticeDraft(),
          FileTime.fromMillis(System.currentTimeMillis() - age));
      assertThat(draft("tool")).as("age %d", age).isNotNull();
    }
  }

  @Test
  void appsHaveNoticesOfTheirOwnAndOddNamesAreKeptWhole() throws IOException {
    List<String> apps = List.of("tool", "other", "o\"d\\d\n\u001b\u202e");
    for (String app : apps) {
      kept(app);
    }
    List<Problem> problems = new ArrayList<>();
    assertThat(Notices.everyOne(machine.directories(), problems))
        .extracting(Notices.Shown::app)
        .containsExactlyInAnyOrder(
            apps.get(0), apps.get(0), apps.get(1), apps.get(1), apps.get(2), apps.get(2));
    assertThat(problems).isEmpty();
  }

  @Test
  void theFileDoesNotGrowForEver() throws IOException {
    for (int i = 0; i < 300; i++) {
      kept("app" + i);
    }
    assertThat(Notices.everyOne(machine.directories(), new ArrayList<>()))
        .hasSize(500)
        .extracting(Notices.Shown::app)
        .contains("app299", "app50")
        .doesNotContain("app49");
  }

  @Test
  void aDamagedFileIsToldOfAndMended() throws IOException {
    machine.notice("{\"shown\": {\"tool\": {\"https://a:1\": {\"schemaVersion\"");
    assertThat(machine.settings().notices().shown()).isEmpty();
    assertThat(machine.settings().problems())
        .singleElement()
        .extracting(problem -> problem.source().kind())
        .isEqualTo(Source.Kind.NOTICE);
    kept("tool");
    assertThat(machine.settings().problems()).isEmpty();
    assertThat(machine.settings().notices().shown()).hasSize(2);
  }

  @Test
  void whatCannotBeKeptIsNotDrafted() throws IOException {
    TestMachine.directory(machine.directories().notice());
    assertThatThrownBy(() -> draft("tool")).isInstanceOf(IOException.class);
    assertThat(machine.directories().noticeDraft()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "half\ud800"})
  void aNameThatTheFileCannotHoldIsNotDrafted(String app) {
    assertThatThrownBy(() -> draft(app)).isInstanceOf(IOException.class);
    assertThat(machine.directories().noticeDraft()).doesNotExist();
  }

  private void kept(String app) throws IOException {
    NoticeDraft draft = draft(app);
    assertThat(draft).isNotNull();
    draft.keep();
  }

  private @Nullable NoticeDraft draft(String app) throws IOException {
    return NoticeDraft.of(
        machine.directories(),
        app,
        machine.settings().profile().orElseThrow().destinations(),
        VERSION,
        System.currentTimeMillis());
  }
}
