package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  @TempDir private Path root;
  private TestMachine machine;

  @BeforeEach
  void newMachine() {
    machine = new TestMachine(root, "my-tool");
  }

  @Test
  void anEndpointCanBeNamedByVariableOptionAndConfiguration() {
    assertThat(machine.settings().destinations()).isEmpty();
    machine.user("{\"endpoint\": \"https://user\"}");
    assertThat(only().url()).isEqualTo("https://user");
    assertThat(only().source().toString()).endsWith("config.json:1:14");
    machine.variable("TELEMETRY_ENDPOINT", "https://plain");
    assertThat(only().url()).isEqualTo("https://plain");
    machine.variable("MY_TOOL_TELEMETRY_ENDPOINT", "https://own");
    assertThat(only().url()).isEqualTo("https://own");
    assertThat(only().source()).hasToString("MY_TOOL_TELEMETRY_ENDPOINT");
    machine.endpointOption("https://option");
    assertThat(only().url()).isEqualTo("https://option");
    assertThat(only().source()).hasToString("--endpoint");
    assertThat(only().namedByPerson()).isTrue();
    assertThat(machine.settings().problems()).isEmpty();
  }

  @Test
  void anUnusableEndpointDoesNotLetALessExplicitOneTakeItsPlace() {
    machine.user("{\"endpoint\": \"https://user\"}").variable("TELEMETRY_ENDPOINT", "nonsense");
    assertThat(machine.settings().destinations()).isEmpty();
    assertThat(problems())
        .isEqualTo(
            "TELEMETRY_ENDPOINT: expected a URL such as https://host/path;"
                + " this destination is not used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MY_TOOL_POSTHOG", "MY_TOOL_TELEMETRY_POSTHOG", "TELEMETRY_POSTHOG"})
  void postHogIsNamedByHostAndKey(String prefix) {
    machine.variable(prefix + "_HOST", "https://eu.i.posthog.com/");
    assertThat(machine.settings().destinations()).isEmpty();
    assertThat(problems()).contains("expected " + prefix + "_API_KEY to be set too");
    machine.variable(prefix + "_API_KEY", "phc_secret");
    assertThat(only().toJson())
        .isEqualTo(
            "{\"type\":\"posthog\",\"url\":\"https://eu.i.posthog.com\",\"apiKey\":\"phc_secret\"}");
    machine.variable(prefix + "_HOST", "eu.i.posthog.com");
    assertThat(only().url()).isEqualTo("https://eu.i.posthog.com");
  }

  @Test
  void aKeyNeverGoesToTheHostOfAnotherPair() {
    machine
        .variable("MY_TOOL_POSTHOG_API_KEY", "own")
        .variable("TELEMETRY_POSTHOG_HOST", "https://plain")
        .variable("TELEMETRY_POSTHOG_API_KEY", "plain");
    assertThat(machine.settings().destinations()).isEmpty();
    assertThat(problems()).contains("expected MY_TOOL_POSTHOG_HOST to be set too");
  }

  @Test
  void variablesCanNameAnEndpointAndAPostHog() {
    machine
        .variable("TELEMETRY_ENDPOINT", "otlp+https://collector:4318/")
        .variable("TELEMETRY_POSTHOG_HOST", "https://p")
        .variable("TELEMETRY_POSTHOG_API_KEY", "key");
    assertThat(machine.settings().destinations())
        .extracting(Destination::toString)
        .containsExactly("otlp https://collector:4318", "posthog https://p, key ****");
  }

  @Test
  void theConfigurationNamesSeveralWithSecretsFromElsewhere() {
    machine.user(
        """
        {
          "endpoint": "posthog+https://phc@eu.i.posthog.com",
          "destinations": [
            {"url": "https://a/x?token=hidden", "headers": {
              "Authorization": {"env": "TOKEN"}, "X-Key": {"file": "key"}, "X-Team": "seven"}},
            {"type": "otlp", "url": "https://a/"},
            {"type": "posthog", "url": "https://p", "apiKey": {"file": "~/key"}},
            {"type": "native", "url": "https://a/x?token=hidden", "headers": {
              "Authorization": {"env": "TOKEN"}, "X-Key": {"file": "key"}, "X-Team": "seven"}},
          ]
        }
        """);
    Settings settings = machine.settings();
    assertThat(settings.problems()).isEmpty();
    Path configured = machine.directories().configFile().resolveSibling("key");
    assertThat(settings.destinations())
        .extracting(Destination::masked)
        .containsExactly(
            "posthog https://eu.i.posthog.com, key ****",
            "native https://a/x?****, Authorization: $TOKEN, X-Key: content of "
                + configured
                + ", X-Team: ****",
            "otlp https://a",
            "posthog https://p, key content of " + machine.home().resolve("key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|expected a \"url\" that is a string",
        "{\"url\":1}|expected a \"url\" that is a string",
        "{\"url\":\"x\"}|expected a URL such as https://host/path",
        "{\"url\":\"https://h\",\"type\":\"x\"}|expected the \"type\" native, posthog, otlp or"
            + " snapshot",
        "{\"url\":\"otlp+https://h\",\"type\":\"native\"}|expected the \"type\" native, posthog",
        "{\"url\":\"https://h\",\"type\":\"posthog\"}|expected the project's key",
        "{\"url\":\"https://h\",\"apiKey\":\"k\"}|expected one key, and for posthog only",
        "{\"url\":\"https://k@h\",\"apiKey\":\"k\",\"type\":\"posthog\"}|expected one key",
        "{\"url\":\"https://h?q\",\"type\":\"otlp\"}|expected an address without a query",
        "{\"url\":\"https://h\",\"headers\":[]}|expected \"headers\" to be an object",
        "{\"url\":\"https://h\",\"headers\":{\"a b\":\"c\"}}|expected the names of headers",
        "{\"url\":\"https://h\",\"headers\":{\"\":\"c\"}}|expected the names of headers",
        "{\"url\":\"https://h\",\"headers\":{\"a\":1}}|\"a\": expected a string",
        "{\"url\":\"https://h\",\"headers\":{\"a\":\"b\\r\\nX: y\"}}|\"a\": expected a string",
        "{\"url\":\"https://h\",\"headers\":{\"a\":{\"env\":\"A\",\"file\":\"B\"}}}|\"a\":"
            + " expected",
        "{\"url\":\"https://h\",\"headers\":{\"a\":{\"environment\":\"A\"}}}|\"a\": expected a"
            + " string",
        "{\"url\":\"http://h\"}|plain http goes to this machine only",
      })
  void anEntryThatCannotBeUsedIsReportedAndTheOthersAreUsed(String entry, String sentence) {
    machine.user("{\"destinations\": [" + entry + ", {\"url\": \"https://good\"}]}");
    assertThat(only().url()).isEqualTo("https://good");
    assertThat(problems())
        .contains("config.json:1:19: " + sentence)
        .endsWith("this destination is not used");
  }

  @Test
  void plainHttpToOtherMachinesNeedsTheUsersConfiguration() {
    machine.variable("TELEMETRY_ENDPOINT", "http://127.0.0.1:9/");
    assertThat(only().allowInsecure()).isFalse();
    machine.variable("TELEMETRY_ENDPOINT", "http://collector");
    assertThat(machine.settings().destinations()).isEmpty();
    assertThat(problems()).contains("plain http goes to this machine only");
    machine.user("{\"allowInsecure\": \"true\"}");
    assertThat(machine.settings().destinations()).isEmpty();
    machine.user("{\"allowInsecure\": true}");
    assertThat(only().allowInsecure()).isTrue();
    machine.variable("TELEMETRY_ENDPOINT", "https://collector");
    assertThat(only().allowInsecure()).isFalse();
  }

  @Test
  void oneDestinationAloneCanBeInsecure() {
    machine.user(
        """
        {"destinations": [{"url": "http://a", "allowInsecure": true}, {"url": "http://b"}]}
        """);
    assertThat(only().url()).isEqualTo("http://a");
  }

  @Test
  void userInfoBecomesTheHeaderThatItStandsFor() {
    machine.endpointOption("https://user:p%40ss@h/x");
    assertThat(only().url()).isEqualTo("https://h/x");
    assertThat(only().headers())
        .isEqualTo(Map.of("Authorization", new Secret.Literal("Basic dXNlcjpwQHNz")));
    machine.user(
        """
        {"destinations": [{"url": "https://a:b@h", "headers": {"authorization": "Bearer x"}}]}
        """);
    Destination named =
        Settings.read(Map.of(), machine.directories(), machine.workingDirectory(), "", Options.NONE)
            .destinations()
            .getFirst();
    assertThat(named.headers()).containsOnlyKeys("authorization");
  }

  @Test
  void noSecretIsEverShown() {
    String canary = "c4n4ry";
    machine.user(
        """
        {"destinations": [
          {"url": "https://user:c4n4ry@h/?key=c4n4ry", "headers": {"X": "c4n4ry"}},
          {"url": "posthog+https://c4n4ry@h"},
          {"url": "https://c4n4ry@", "headers": {"X": "c4n4ry"}},
          {"url": "ftp://c4n4ry@h"},
          {"url": "https://h", "headers": {"X": "c4n4ry\\n"}},
          {"url": "https://h", "apiKey": "c4n4ry"}]}
        """);
    Settings settings = machine.settings();
    assertThat(settings.destinations()).hasSize(2);
    assertThat(settings.problems()).hasSize(4);
    assertThat(settings.toString()).doesNotContain(canary);
  }

  @Test
  void whatASenderReadsIsWhatTheRunWrote() throws BadConfiguration {
    machine.user(
        """
        {"destinations": [
          {"url": "https://a:b@h/?q", "headers": {"A": {"env": "B"}, "C": {"file": "/d"}, "E": "\\"é"}},
          {"url": "posthog+https://key@h"},
          {"type": "posthog", "url": "https://h", "apiKey": {"env": "KEY"}},
          {"url": "otlp+http://h", "allowInsecure": true},
          {"url": "snapshot+http://localhost/"}]}
        """);
    assertThat(machine.settings().destinations()).hasSize(5);
    for (Destination destination : machine.settings().destinations()) {
      Destination read = Destination.fromJson(destination.toJson(), Path.of("/q/destination.json"));
      assertThat(read.identity()).isEqualTo(destination.identity());
      assertThat(read).usingRecursiveComparison().ignoringFields("source").isEqualTo(destination);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"url\":\"http://h\"}",
        "{\"url\":\"https://h\"",
      })
  void aDamagedDescriptionOfADestinationIsToldWithItsPlace(String json) {
    assertThatThrownBy(() -> Destination.fromJson(json, Path.of("/q/destination.json")))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageStartingWith("/q/destination.json:1:");
  }

  @Test
  void destinationsThatDifferInAHeaderAloneAreTwo() {
    machine.user(
        """
        {"destinations": [
          {"url": "https://h", "headers": {"X-Tenant": "a"}},
          {"url": "https://h", "headers": {"X-Tenant": "b"}}]}
        """);
    assertThat(machine.settings().destinations())
        .extracting(Destination::identity)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void aSecretIsLookedUpWhenItIsNeeded() throws IOException {
    Path file = Files.writeString(root.resolve("secret"), "  value\n");
    Map<String, String> environment = Map.of("NAME", "value");
    assertThat(new Secret.Literal("value").resolve(environment)).contains("value");
    assertThat(new Secret.Variable("NAME").resolve(environment)).contains("value");
    assertThat(new Secret.Variable("OTHER").resolve(environment)).isEmpty();
    assertThat(new Secret.File(file.toString()).resolve(environment)).contains("value");
    assertThat(new Secret.File(root.resolve("none").toString()).resolve(environment)).isEmpty();
    assertThat(new Secret.File("a\0b").resolve(environment)).isEmpty();
  }

  private Destination only() {
    assertThat(machine.settings().destinations()).hasSize(1);
    return machine.settings().destinations().getFirst();
  }

  private String problems() {
    assertThat(machine.settings().problems()).hasSize(1);
    return machine.settings().problems().getFirst().toString();
  }
}
