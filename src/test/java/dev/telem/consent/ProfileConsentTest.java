package dev.telem.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.Contents.Arguments;
import dev.telem.config.Level;
import dev.telem.config.Promise;
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

  /**
   * Who gets the events of a profile that names theirs, where the person names mine or nobody; and
   * whether a notice comes first. The place is a pipe, CI (ci) or a terminal (tty).
   */
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
        // at a terminal the notice comes first
        "ask||tty|notice",
        "ask|shown|tty|theirs",
        "ask ci||tty|notice",
        "||tty| ",
        "local||tty| ",
        "off||tty| ",
        // where nobody sees a notice, a person who opted in needs none
        "ask|enabled||theirs",
        "|enabled||theirs",
        "local|enabled||theirs",
        "|variable||theirs",
        "|option||theirs",
        "|variable|ci|theirs",
        "|option|ci|theirs",
        "|enabled|ci|theirs",
        // where they would, it comes first all the same
        "ask|enabled|tty|notice",
        "|enabled|tty|notice",
        "|variable|tty|notice",
        "|option|tty|notice",
        "|option shown|tty|theirs",
        // one who did not want it sees none
        "ask ci|disabled shown|ci| ",
        "ask|limited shown|| ",
        "ask|policy shown|| ",
        "ask|disabled|tty| ",
        "ask|limited|tty| ",
        "ask|policy|tty| ",
        "ask|quiet|tty| ",
        "ask|variable policy|tty| ",
        // another app, another receiver, events that hold more, a file that cannot be read
        "ask|ofAnotherApp|| ",
        "ask|ofAnotherApp|tty|notice",
        "ask|toAnother|| ",
        "ask|toAnother|tty|notice",
        "ask|toAnotherPath|| ",
        "ask|toAnotherPath|tty|notice",
        "ask|byOrigin|| ",
        "ask|byOrigin|tty|notice",
        "ask|ofNames|| ",
        "ask|ofNames|tty|notice",
        "ask|ofDeclared|tty|notice",
        "ask|ofDigests|tty|theirs",
        "ask|ofLess|| ",
        "ask|ofLess|tty|notice",
        "ask|ofMore||theirs",
        "ask|damaged|| ",
        "ask|damaged|tty|notice",
        "ask|odd|| ",
        "ask|odd|tty|notice",
        // naming mine is consent to mine
        "|mine||mine",
        "|mine shown||mine",
        "|mine|tty|mine",
        "ask|mine||mine",
        "ask|mine|tty|mine notice",
        "ask|mine shown||mine theirs",
        "ask|mine shown|tty|mine theirs",
        "ask ci|mine|ci|mine theirs",
        "|mine enabled||mine theirs",
        "ask|same||theirs",
        "ask|same shown||theirs",
        "ask|same|tty|theirs",
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
        case "shown" -> machine.shown("tool", "https://theirs", promise(2));
        case "ofAnotherApp" -> machine.shown("other", "https://theirs", promise(2));
        case "toAnother" -> machine.shown("tool", "https://theirs:8443", promise(2));
        case "toAnotherPath" -> machine.shown("tool", "https://theirs/x", promise(2));
        case "ofLess" -> machine.shown("tool", "https://theirs", promise(1));
        case "ofMore" -> machine.shown("tool", "https://theirs", promise(3));
        case "ofNames" ->
            machine.shown("tool", "https://theirs", new Promise(2, Arguments.NAMES, true));
        case "ofDigests" ->
            machine.shown("tool", "https://theirs", new Promise(2, Arguments.HASH, true));
        case "ofDeclared" ->
            machine.shown("tool", "https://theirs", new Promise(2, Arguments.PLACEHOLDERS, false));
        case "byOrigin" ->
            machine.notice(
                "{\"shown\": {\"tool\": {\"https://theirs\": {\"schemaVersion\": 2, \"ts\": 1}}}}");
        case "damaged" -> machine.notice("{\"shown\": {\"tool\": ");
        case "odd" -> machine.notice("{\"shown\": {\"tool\": {\"https://theirs\": true}}}");
        case "quiet" -> machine.variable("TELEMETRY_OPTOUT", "1");
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
    Audience audience = Audience.of("ci".equals(place), "tty".equals(place) || "ci".equals(place));
    Decision decision = Consent.decide(machine.settings(), audience, 2);
    List<String> hosts = new ArrayList<>();
    if (decision instanceof Decision.On on) {
      on.destinations().forEach(to -> hosts.add(to.url().substring("https://".length())));
    }
    if (decision.noticeDue()) {
      hosts.add("notice");
    }
    assertThat(String.join(" ", hosts)).isEqualTo(sentTo == null ? "" : sentTo);
    assertThat(decision.withheld())
        .hasSize(hosts.contains("theirs") || decision.level() == Level.OFF ? 0 : 1);
  }

  private static Promise promise(int schemaVersion) {
    return new Promise(schemaVersion, Arguments.PLACEHOLDERS, true);
  }

  @Test
  void whyAProfilesDestinationGetsNothingIsTold() {
    String destination = "\"destinations\": [{\"url\": \"https://theirs\"}]";
    machine.installed("p", "{\"level\": \"on\", " + destination + "}");
    Decision decision = Consent.decide(machine.settings(), Audience.PIPE, 1);
    assertThat(decision.level()).isEqualTo(Level.LOCAL);
    assertThat(decision.reason().detail())
        .isEqualTo(
            "\"level\": \"on\"; but nothing is sent to where the profile says: the notice of it was"
                + " not shown on this machine yet; the next run at a terminal shows it, or `telem"
                + " enable` permits it");
    assertThat(decision.withheld())
        .singleElement()
        .extracting(Withheld::why)
        .isEqualTo(
            "the notice of it was not shown on this machine yet; the next run at a terminal shows"
                + " it, or `telem enable` permits it");
    assertThat(Consent.decide(machine.settings(), Audience.PERSON, 1).withheld())
        .extracting(Withheld::why)
        .containsExactly(
            "the notice of it was not shown on this machine yet; the next run at this terminal"
                + " shows it");
    assertThat(Consent.decide(machine.settings(), Audience.CI, 1).withheld())
        .extracting(Withheld::why)
        .containsExactly(
            "this is CI, for which the profile does not ask; `telem enable` permits it");
    machine.installed("p", "{" + destination + "}");
    machine.variable("TELEMETRY_ENDPOINT", "https://mine");
    assertThat(Consent.decide(machine.settings(), Audience.PIPE, 1).withheld())
        .extracting(Withheld::why)
        .containsExactly("the profile does not ask for it by itself; `telem enable` permits it");
  }

  @Test
  void aProfileThatCannotBeReadMeansOff() {
    machine.installed("p", "{\"level\": \"on\",, }");
    machine.variable("TELEMETRY_ENDPOINT", "https://mine");
    Decision decision = Consent.decide(machine.settings(), Audience.PIPE, 1);
    assertThat(decision.level()).isEqualTo(Level.OFF);
    assertThat(decision.reason().detail())
        .startsWith("the profile cannot be used, which means off: expected ");
    assertThat(decision.reason().source().line()).isEqualTo(1);
  }
}
