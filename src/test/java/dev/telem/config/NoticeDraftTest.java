package dev.telem.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telem.config.Contents.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoticeDraftTest {
  private static final UUID KEY = new UUID(1, 2);
  private static final Promise PROMISE = new Promise(1, Arguments.PLACEHOLDERS, true);

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
  void twoAccountsBehindOneHostAreTwoReceiversAndNoSecretIsKept() throws IOException {
    accounts("SECRET-A", "SECRET-B");
    kept("tool");
    assertThat(machine.settings().notices().shown()).hasSize(2);
    assertThat(Files.readString(machine.directories().notice()))
        .contains("\"https://a:1\"", KEY.toString())
        .doesNotContain("SECRET", "/x");
    accounts("SECRET-A", "SECRET-C");
    assertThat(machine.settings().notices())
        .satisfies(
            notices ->
                assertThat(destinations())
                    .extracting(destination -> notices.cover(destination, PROMISE))
                    .containsExactly(true, false));
    kept("tool");
    assertThat(machine.settings().notices().shown()).hasSize(3);
  }

  @Test
  void aNoticeOfAnOlderVersionIsReplacedByOneThatNamesTheReceiver() throws IOException {
    machine.notice("{\"shown\": {\"tool\": {\"https://a:1\": {\"schemaVersion\": 1, \"ts\": 7}}}}");
    assertThat(machine.settings().notices().shown())
        .containsExactly(
            new Notices.Shown("tool", "", "https://a:1", new Promise(1, Arguments.NONE, false), 7));
    kept("tool");
    assertThat(machine.settings().notices().shown())
        .hasSize(2)
        .allSatisfy(shown -> assertThat(shown.receiver()).matches("[0-9a-f]{16}"));
  }

  @ParameterizedTest
  @CsvSource({
    "placeholders,true,placeholders,true,true",
    "placeholders,true,names,false,true",
    "hash,true,placeholders,true,true",
    "none,true,hash,true,false",
    "placeholders,true,hash-md5,true,false",
    "placeholders,false,placeholders,true,false",
  })
  void whoReadOfLessReadsAgain(
      String then, boolean undeclaredThen, String now, boolean undeclared, boolean covered)
      throws IOException {
    NoticeDraft draft = draft("tool", promise(then, undeclaredThen));
    assertThat(draft).isNotNull();
    draft.keep();
    assertThat(draft("tool", promise(now, undeclared)) == null).isEqualTo(covered);
  }

  private static Promise promise(String arguments, boolean undeclared) {
    return new Promise(1, requireNonNull(Arguments.named(arguments)), undeclared);
  }

  private void accounts(String one, String other) {
    String account = "{\"url\": \"https://a:1/x\", \"headers\": {\"X-Account\": \"%s\"}}";
    machine.installed(
        "p",
        "{\"destinations\": [%s, %s]}".formatted(account.formatted(one), account.formatted(other)));
  }

  private List<Destination> destinations() {
    return machine.settings().profile().orElseThrow().destinations();
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
    return draft(app, PROMISE);
  }

  private @Nullable NoticeDraft draft(String app, Promise promise) throws IOException {
    return NoticeDraft.of(
        machine.directories(),
        app,
        machine.settings().profile().orElseThrow().destinations(),
        promise,
        KEY,
        System.currentTimeMillis());
  }
}
