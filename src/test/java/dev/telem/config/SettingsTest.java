package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.Contents.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir private Path root;
  private TestMachine machine;

  @BeforeEach
  void newMachine() {
    machine = new TestMachine(root, "my-tool");
  }

  @Test
  void whereNothingIsSetEverythingHasItsDefault() {
    Settings settings = machine.settings();
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.destinations()).isEmpty();
    assertThat(settings.eventLog())
        .isEqualTo(new EventLog(machine.directories().eventLog(), true, Source.BUILT_IN));
    assertThat(settings.flushing()).isEqualTo(new Flushing(Optional.empty(), 2_000, 10_000));
    assertThat(settings.spoolCaps()).isEqualTo(new SpoolCaps(10_000, 16 << 20, 30));
    assertThat(settings.project()).isEqualTo(new Project(Optional.empty(), Optional.empty()));
    assertThat(settings.contents())
        .isEqualTo(new Contents(Arguments.PLACEHOLDERS, false, Optional.empty(), Map.of()));
    assertThat(settings.debug()).isFalse();
  }

  @Test
  void theUsersFileSetsEverything() {
    machine.user(
        """
        {
          "level": "on",
          "log": {"file": "~/log.jsonl"},
          "channel": "beta", "extra": {"team": "Team seven", "cost-centre": "12"},
          "projectID": "keyed", "args": "hash-md5",
          "flush": "wait", "flushTimeoutMs": 500, "flushIntervalMs": 60000,
          "spool": {"maxEvents": 5, "maxBytes": 65536, "maxAgeDays": 1},
        }
        """);
    Settings settings = machine.settings();
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.eventLog().file()).isEqualTo(machine.home().resolve("log.jsonl"));
    assertThat(settings.eventLog().rotated()).isFalse();
    assertThat(settings.eventLog().source().line()).isEqualTo(3);
    assertThat(settings.flushing())
        .isEqualTo(new Flushing(Optional.of(Flushing.Mode.WAIT), 500, 60_000));
    assertThat(settings.spoolCaps()).isEqualTo(new SpoolCaps(5, 65_536, 1));
    assertThat(settings.contents())
        .isEqualTo(
            new Contents(
                Arguments.HASH_MD5,
                true,
                Optional.of("beta"),
                Map.of("team", "Team seven", "cost-centre", "12")));
  }

  @Test
  void variablesOutrankTheUsersFile() {
    machine.user(
        """
        {"log": {"file": "/l"}, "flush": "wait", "flushTimeoutMs": 7, "channel": "beta"}
        """);
    machine
        .variable("TELEMETRY_LOG_FILE", "relative.jsonl")
        .variable("TELEMETRY_FLUSH", "never")
        .variable("TELEMETRY_FLUSH_TIMEOUT", "500ms")
        .variable("TELEMETRY_CHANNEL_NAME", "stable")
        .variable("TELEMETRY_DEBUG", "1");
    Settings settings = machine.settings();
    assertThat(settings.eventLog().file())
        .isEqualTo(machine.workingDirectory().resolve("relative.jsonl"));
    assertThat(settings.eventLog().source()).hasToString("TELEMETRY_LOG_FILE");
    assertThat(settings.flushing().mode()).contains(Flushing.Mode.NEVER);
    assertThat(settings.flushing().timeoutMs()).isEqualTo(500);
    assertThat(settings.contents().channel()).contains("stable");
    assertThat(settings.debug()).isTrue();
    machine
        .variable("MY_TOOL_TELEMETRY_LOG_FILE", "/own")
        .variable("MY_TOOL_TELEMETRY_FLUSH", "detach");
    assertThat(machine.settings().eventLog().file()).isEqualTo(Path.of("/own"));
    assertThat(machine.settings().flushing().mode()).contains(Flushing.Mode.DETACH);
    assertThat(machine.settings().problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2s,2000",
    "2,2000",
    "1ms,1",
    "60s,60000",
    "60000ms,60000",
    "0,",
    "0s,",
    "61s,",
    "-1s,",
    "1.5s,",
    "s,",
    "ms,",
    "2 s,",
    "1m,",
    "99999999999999999999,",
    "999999999999999999s,",
  })
  void aFlushTimeIsSecondsOrMilliseconds(String written, Integer milliseconds) {
    machine.variable("TELEMETRY_FLUSH_TIMEOUT", written);
    Settings settings = machine.settings();
    assertThat(settings.problems()).hasSize(milliseconds == null ? 1 : 0);
    assertThat(settings.flushing().timeoutMs())
        .isEqualTo(milliseconds == null ? 2_000 : milliseconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"levle\": 1|\"levle\" is not known and is ignored; did you mean \"level\"?",
        "\"Endpoint\": 1|\"Endpoint\" is not known and is ignored; did you mean \"endpoint\"?",
        "\"somethingElse\": 1|\"somethingElse\" is not known and is ignored",
        "\"spool\": {\"maxEvent\": 1}|\"spool.maxEvent\" is not known and is ignored; did you mean"
            + " \"spool.maxEvents\"?",
        "\"spool\": {\"maxEvents\": 0}|\"spool.maxEvents\": expected a whole number from 1 to"
            + " 10000000",
        "\"spool\": {\"maxBytes\": 1e9}|\"spool.maxBytes\": expected a whole number from 65536 to"
            + " 8589934592",
        "\"spool\": []|\"spool\": expected an object, but found a list",
        "\"log\": {\"file\": \"\"}|\"log.file\": expected a string that is not empty, but found a"
            + " string",
        "\"log\": \"/l\"|\"log\": expected an object, but found a string",
        "\"endpoint\": 1|\"endpoint\": expected a string that is not empty, but found a number",
        "\"destinations\": {}|\"destinations\": expected a list of objects, but found an object",
        "\"destinations\": [1]|\"destinations[]\": expected an object, but found a number",
        "\"allowInsecure\": 1|\"allowInsecure\": expected true or false, but found a number",
        "\"flush\": \"later\"|\"flush\": expected detach, wait or never, but found a string",
        "\"flushTimeoutMs\": -5|\"flushTimeoutMs\": expected a whole number from 1 to 60000",
        "\"channel\": \"a b\"|\"channel\": expected a word of at most 40 letters, digits and . _ +"
            + " -, but found a string",
        "\"extra\": 1|\"extra\": expected an object of short strings, but found a number",
        "\"extra\": {\"a\": 1}|\"extra\": expected at most 16 words, each with a string of 1 to 100"
            + " characters",
        "\"args\": \"nonee\"|\"args\": expected placeholders, hash, hash-md5, names or none (now"
            + " none), but found a string",
        "\"projectID\": \"key\"|\"projectID\": expected the word keyed (now keyed), but found a"
            + " string",
      })
  void whatCannotBeUsedIsReportedWithItsPlaceAndNothingElseIsLost(String member, String sentence) {
    machine.user("{\n  \"level\": \"local\",\n  " + member + "\n}");
    Settings settings = machine.settings();
    assertThat(settings.problems()).hasSize(1);
    Problem problem = settings.problems().getFirst();
    assertThat(problem.sentence()).isEqualTo(sentence);
    assertThat(problem.source().kind()).isEqualTo(Source.Kind.USER);
    assertThat(problem.source().name()).isEqualTo(machine.directories().configFile().toString());
    assertThat(problem.source().line()).isEqualTo(3);
    assertThat(of(settings, Rank.USER)).isEqualTo("local");
  }

  @Test
  void aChoiceAboutPrivacyThatCannotBeReadIsTheStrictest() {
    machine.user("{\"args\": true, \"projectID\": null}");
    Contents contents = machine.settings().contents();
    assertThat(contents.arguments()).isEqualTo(Arguments.NONE);
    assertThat(contents.keyedProjectId()).isTrue();
  }

  @Test
  void aBrokenUsersFileLosesItsDestinations() {
    machine.user("{\"endpoint\": \"https://h\", }}");
    assertThat(machine.settings().destinations()).isEmpty();
  }

  @Test
  void theSourcesAreListedInTheirOrder() {
    machine.levelOption("on").variable("TELEMETRY", "1");
    assertThat(machine.settings().statements())
        .extracting(Statement::rank)
        .isSorted()
        .contains(Rank.values());
    assertThat(machine.settings().statements())
        .filteredOn(s -> s.rank() == Rank.OPT_IN)
        .extracting(s -> s.source().toString())
        .containsExactly("--level", "TELEMETRY");
  }

  @Test
  void aLogWithoutAPlaceIsReportedAndTheUsualOneIsUsed() {
    machine.variable("TELEMETRY_LOG_FILE", "relative.jsonl");
    Settings settings = machine.settingsIn(null);
    assertThat(settings.eventLog().rotated()).isTrue();
    assertThat(settings.problems()).hasSize(1);
  }

  private static Statement statement(Settings settings, Rank rank) {
    List<Statement> found = settings.statements().stream().filter(s -> s.rank() == rank).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static String of(Settings settings, Rank rank) {
    return switch (statement(settings, rank)) {
      case Statement.Wants wants -> wants.level().word();
      case Statement.Unreadable unreadable -> "unreadable";
      case Statement.Silent silent -> "silent";
    };
  }
}
