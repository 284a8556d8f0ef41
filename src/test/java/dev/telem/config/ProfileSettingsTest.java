package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileSettingsTest {
  @TempDir private Path root;
  private TestMachine machine;

  @BeforeEach
  void newMachine() {
    machine = new TestMachine(root, "my-tool");
  }

  @Test
  void withoutAProfileNothingIsDeclared() {
    Settings settings = machine.settings();
    assertThat(settings.profile()).isEmpty();
    assertThat(settings.notices().shown()).isEmpty();
    assertThat(said(settings)).hasToString("none is named");
  }

  @Test
  void theOptionOutranksTheVariableAndThatTheConfiguration() {
    machine
        .installed("one", "{\"app\": \"one\"}")
        .installed("two", "{\"app\": \"two\"}")
        .installed("three", "{\"app\": \"three\"}");
    machine.user("{\"profiles\": {\"my-tool\": \"three\", \"other\": \"one\"}}");
    assertThat(app()).isEqualTo("three");
    machine.variable("TELEMETRY_PROFILE", "two");
    assertThat(app()).isEqualTo("two");
    machine.variable("MY_TOOL_TELEMETRY_PROFILE", "one");
    assertThat(app()).isEqualTo("one");
    machine.profileOption("two");
    assertThat(app()).isEqualTo("two");
    assertThat(machine.settings().problems()).isEmpty();
  }

  @Test
  void aFileIsNamedByItsPath() {
    machine.file(machine.workingDirectory().resolve("p.json"), "{\"app\": \"here\"}");
    machine.file(machine.home().resolve("p"), "{\"app\": \"home\"}");
    machine.file(
        Path.of(String.valueOf(machine.directories().configFile().getParent()), "p.json"),
        "{\"app\": \"beside\"}");
    assertThat(profileOf("p.json")).isEqualTo("here");
    assertThat(profileOf("./p.json")).isEqualTo("here");
    assertThat(profileOf(machine.workingDirectory().resolve("p.json").toString()))
        .isEqualTo("here");
    assertThat(profileOf("~/p")).isEqualTo("home");
    TestMachine other = new TestMachine(root, "my-tool");
    other.user("{\"profiles\": {\"my-tool\": \"p.json\"}}");
    assertThat(other.settings().profile().orElseThrow().app()).contains("beside");
  }

  @Test
  void aPersonsOwnProfileOutranksAnInstalledOne() {
    List<Path> folders = machine.directories().profileFolders();
    assertThat(folders)
        .containsExactly(
            machine.home().resolve(".local/share/telem/profiles"),
            Path.of("/usr/local/share/telem/profiles"),
            Path.of("/usr/share/telem/profiles"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "./nothing", "nothing.json", "../etc/passwd", "a b"})
  void aProfileThatIsNotThereIsReported(String name) {
    Settings settings = machine.profileOption(name).settings();
    assertThat(settings.problems()).hasSize(1);
    assertThat(settings.problems().getFirst().source()).hasToString("--profile");
    assertUnusable(settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"args\": \"none\"",
        "{\"level\": \"of\"}",
        "{\"strikt\": true}",
        "[]",
        "",
        "{\"options\": {\"--key\": {\"arity\": 1, \"secret\": true}}}",
        "{\"destinations\": [{\"url\": \"https://\"}]}",
      })
  void aBrokenProfileMeansOff(String json) {
    machine.user("{\"args\": \"hash\", \"endpoint\": \"https://mine\"}");
    machine.installed("p", json).profileOption("p").running("my-tool", "x");
    Settings settings = machine.settings();
    assertThat(settings.problems())
        .isNotEmpty()
        .allSatisfy(
            problem -> {
              assertThat(problem.source().kind()).isEqualTo(Source.Kind.PROFILE);
              assertThat(problem.source().line()).isPositive();
            });
    assertUnusable(settings);
  }

  private static void assertUnusable(Settings settings) {
    assertThat(settings.profile()).isEmpty();
    assertThat(settings.statements())
        .filteredOn(statement -> statement.rank() == Rank.PROFILE)
        .singleElement()
        .isInstanceOf(Statement.Unreadable.class);
  }

  @Test
  void aMistakeInACommandThatIsNotCalledDoesNotMatterNow() {
    machine
        .installed("p", "{\"commands\": {\"a\": {}, \"b\": {\"optins\": {}}}}")
        .profileOption("p")
        .running("my-tool", "a");
    assertThat(machine.settings().problems()).isEmpty();
    machine.running("my-tool", "b");
    assertThat(machine.settings().problems()).hasSize(1);
    machine.running();
    assertThat(machine.settings().problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    ",,placeholders",
    ",hash,hash",
    ",names,names",
    "hash,,hash",
    "hash,placeholders,placeholders",
    "placeholders,hash,placeholders",
    "none,names,none",
    "names,none,none",
    "hash-md5,hash,hash-md5",
  })
  void theStricterPolicyForArgumentsCounts(String person, String publisher, String policy) {
    machine
        .user(person == null ? "{}" : "{\"args\": \"" + person + "\"}")
        .installed("p", publisher == null ? "{}" : "{\"args\": \"" + publisher + "\"}")
        .profileOption("p");
    assertThat(machine.settings().contents().arguments().word()).isEqualTo(policy);
  }

  @Test
  void theChannelIsThePersonsElseTheProfiles() {
    machine.installed("p", "{\"channel\": \"stable\"}").profileOption("p");
    assertThat(machine.settings().contents().channel()).contains("stable");
    machine.user("{\"channel\": \"beta\"}");
    assertThat(machine.settings().contents().channel()).contains("beta");
  }

  @Test
  void aProfilesDestinationIsNotAPersons() {
    machine
        .installed("p", "{\"destinations\": [{\"url\": \"https://theirs\"}]}")
        .profileOption("p")
        .variable("TELEMETRY_ENDPOINT", "https://mine");
    assertThat(machine.settings().destinations())
        .extracting(Destination::url)
        .containsExactly("https://mine");
  }

  @Test
  void underBothNamesOfTheAppAPersonIsHeard() {
    machine.installed("p", "{\"app\": \"suite\"}").profileOption("p");
    for (String variable : List.of("MY_TOOL_TELEMETRY", "SUITE_TELEMETRY_DISABLED")) {
      String off = variable.endsWith("DISABLED") ? "1" : "0";
      TestMachine other =
          new TestMachine(root, "my-tool").profileOption("p").variable(variable, off);
      assertThat(other.settings().statements())
          .filteredOn(statement -> statement.source().name().equals(variable))
          .singleElement()
          .extracting("level")
          .isEqualTo(Level.OFF);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\": \"%s\", \"shown\": {\"suite\": {\"%s\": true}}}",
        "{\"key\": \"%s\", \"shown\": {\"suite\": {\"%s\": {}}}}",
        "{\"key\": \"%s\", \"shown\": {\"my-tool\": {\"%s\": {\"origin\": \"https://theirs\","
            + " \"schemaVersion\": 1, \"args\": \"placeholders\", \"undeclared\": true}}}}",
        "{\"key\": \"%s\", \"shown\": []}",
        "{\"key\": \"%s\"}",
        "{\"key\": \"no key\"}",
        "{}",
        "{",
      })
  void whatANoticeDoesNotSayItDidNotTell(String notice) {
    UUID key = new UUID(1, 2);
    machine
        .installed("p", "{\"app\": \"suite\", \"destinations\": [{\"url\": \"https://theirs\"}]}")
        .profileOption("p");
    Destination theirs = machine.settings().profile().orElseThrow().destinations().getFirst();
    Promise promise = new Promise(1, Contents.Arguments.PLACEHOLDERS, true);
    machine.notice(notice.formatted(key, new ReceiverDigest(key).of(theirs)));
    assertThat(machine.settings().notices().cover(theirs, promise)).isFalse();
    machine.notice("").shown("suite", "https://theirs", promise);
    assertThat(machine.settings().notices().cover(theirs, promise)).isTrue();
  }

  @Test
  void aNoticeNamesNoKeyAndNoPath() {
    machine
        .installed("p", "{\"destinations\": [{\"url\": \"posthog+https://SECRET@h:8443/a\"}]}")
        .profileOption("p");
    Destination destination = machine.settings().profile().orElseThrow().destinations().getFirst();
    assertThat(destination.origin()).isEqualTo("https://h:8443");
  }

  @Test
  void noticesAreNotLookedForWhereAProfileSendsNowhere() {
    machine.notice("{ damaged").profileOption("p").installed("p", "{}");
    assertThat(machine.settings().problems()).isEmpty();
  }

  @Test
  void aProjectNamesNoProfile() {
    machine.installed("p", "{}");
    machine.project("{\"profiles\": {\"my-tool\": \"p\"}, \"profile\": \"p\"}");
    Settings settings = machine.settings();
    assertThat(settings.profile()).isEmpty();
    assertThat(settings.problems())
        .extracting(Problem::sentence)
        .containsOnly("a project may not name a profile; it is ignored");
  }

  @Test
  void theProjectsNameIsItsOwnElseWhatTheProfilesRuleFinds() {
    Path inner = TestMachine.directory(machine.workingDirectory().resolve("a/b"));
    Path file = machine.workingDirectory().resolve("package.json");
    machine.profileOption("p").installed("p", "{\"projectName\": \"always\"}");
    assertThat(nameIn(inner)).isEqualTo("always");
    machine.installed("p", "{\"projectName\": {\"file\": \"package.json\", \"key\": \"name\"}}");
    assertThat(nameIn(inner)).isEmpty();
    machine.file(file, "{\"name\": \"shop\", \"deep\": {\"er\": \"down\"}}");
    assertThat(nameIn(inner)).isEqualTo("shop");
    machine.file(machine.workingDirectory().resolve("a/package.json"), "{\"name\": \"part\"}");
    assertThat(nameIn(inner)).isEqualTo("part");
    machine.file(machine.workingDirectory().resolve("a/package.json"), "no JSON");
    assertThat(nameIn(inner)).isEmpty();
    machine.installed("p", "{\"projectName\": {\"file\": \"package.json\", \"key\": \"deep.er\"}}");
    assertThat(nameIn(machine.workingDirectory())).isEqualTo("down");
    machine.project("{\"name\": \"own\"}");
    assertThat(nameIn(inner)).isEqualTo("own");
  }

  private String nameIn(Path directory) {
    Settings settings = machine.settingsIn(directory);
    assertThat(settings.problems()).isEmpty();
    return ProjectName.of(settings, machine.directories(), directory).orElse("");
  }

  private String app() {
    return machine.settings().profile().orElseThrow().app().orElseThrow();
  }

  private String profileOf(String option) {
    machine.profileOption(option);
    return app();
  }

  private static String said(Settings settings) {
    return settings.statements().stream()
        .filter(statement -> statement.rank() == Rank.PROFILE)
        .findFirst()
        .orElseThrow()
        .said();
  }
}
