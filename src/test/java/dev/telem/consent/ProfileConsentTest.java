package dev.telem.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.Level;
import dev.telem.config.TestMachine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileConsentTest {
  @TempDir private Path root;
  private TestMachine machine;

  @BeforeEach
  void newMachine() {
    machine = new TestMachine(root, "tool").profileOption("p");
  }

  /** Who gets the events of a profile that names theirs, where the person names mine or nobody. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // without a word of the person's
        "ask||| ",
        "ask|shown||theirs",
        "ask||ci| ",
        "ask|shown|ci| ",
        "ask ci||ci|theirs",
        "ask ci||| ",
        "|shown|| ",
        "local|shown|| ",
        "off|shown|| ",
        // a person who opted in needs no notice
        "ask|enabled||theirs",
        "|enabled||theirs",
        "local|enabled||theirs",
        "|variable||theirs",
        "|option||theirs",
        "|variable|ci|theirs",
        // one who did not want it
        "ask ci|disabled shown|ci| ",
        "ask|limited shown|| ",
        "ask|policy shown|| ",
        // naming mine is consent to mine
        "|mine||mine",
        "|mine shown||mine",
        "ask|mine||mine",
        "ask|mine shown||mine theirs",
        "ask ci|mine|ci|mine theirs",
        "|mine enabled||mine theirs",
        "ask|same||theirs",
        "ask|same shown||theirs",
      })
  void nothingIsSentToAProfilesDestinationBeforeItMayBe(
      String profile, String person, String place, String sentTo) {
    String says = profile == null ? "" : profile;
    String level = says.startsWith("ask") ? "on" : says;
    machine.installed(
        "p",
        "{\"destinations\": [{\"url\": \"https://theirs\"}]"
            + (level.isEmpty() ? "" : ", \"level\": \"" + level + "\"")
            + (says.endsWith("ci") ? ", \"ci\": true" : "")
            + "}");
    for (String word : (person == null ? "" : person).split(" ", -1)) {
      switch (word) {
        case "" -> {}
        case "shown" -> machine.notice("{\"shown\": {\"tool\": {\"native https://theirs\": 1}}}");
        case "enabled" -> machine.user("{\"level\": \"on\"}");
        case "disabled" -> machine.user("{\"level\": \"off\"}");
        case "limited" -> machine.project("{\"level\": \"local\"}");
        case "policy" -> machine.policy("{\"level\": \"local\"}");
        case "variable" -> machine.variable("TELEMETRY", "1");
        case "option" -> machine.levelOption("on");
        case "mine" -> machine.variable("TELEMETRY_ENDPOINT", "https://mine");
        case "same" -> machine.variable("TELEMETRY_ENDPOINT", "https://theirs");
        default -> throw new AssertionError(word);
      }
    }
    Decision decision = Consent.decide(machine.settings(), place != null);
    List<String> hosts = new ArrayList<>();
    if (decision instanceof Decision.On on) {
      on.destinations().forEach(to -> hosts.add(to.url().substring("https://".length())));
    }
    assertThat(String.join(" ", hosts)).isEqualTo(sentTo == null ? "" : sentTo);
    assertThat(decision.withheld())
        .hasSize(hosts.contains("theirs") || decision.level() == Level.OFF ? 0 : 1);
  }

  @Test
  void whyAProfilesDestinationGetsNothingIsTold() {
    String destination = "\"destinations\": [{\"url\": \"https://theirs\"}]";
    machine.installed("p", "{\"level\": \"on\", " + destination + "}");
    Decision decision = Consent.decide(machine.settings(), false);
    assertThat(decision.level()).isEqualTo(Level.LOCAL);
    assertThat(decision.reason().detail())
        .isEqualTo(
            "\"level\": \"on\"; but nothing is sent to where the profile says: no notice of it has"
                + " been shown on this machine yet; `telem enable` permits it");
    assertThat(decision.withheld())
        .singleElement()
        .extracting(Withheld::why)
        .isEqualTo("no notice of it has been shown on this machine yet; `telem enable` permits it");
    assertThat(Consent.decide(machine.settings(), true).withheld())
        .extracting(Withheld::why)
        .containsExactly(
            "this is CI, for which the profile does not ask; `telem enable` permits it");
    machine.installed("p", "{" + destination + "}");
    machine.variable("TELEMETRY_ENDPOINT", "https://mine");
    assertThat(Consent.decide(machine.settings(), false).withheld())
        .extracting(Withheld::why)
        .containsExactly("the profile does not ask for it by itself; `telem enable` permits it");
  }

  @Test
  void aProfileThatCannotBeReadMeansOff() {
    machine.installed("p", "{\"level\": \"on\",, }");
    machine.variable("TELEMETRY_ENDPOINT", "https://mine");
    Decision decision = Consent.decide(machine.settings(), false);
    assertThat(decision.level()).isEqualTo(Level.OFF);
    assertThat(decision.reason().detail())
        .startsWith("the profile cannot be used, which means off: expected ");
    assertThat(decision.reason().source().line()).isEqualTo(1);
  }
}
