package dev.telem.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.Level;
import dev.telem.config.Rank;
import dev.telem.config.Settings;
import dev.telem.config.Statement;
import dev.telem.config.TestMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {
  private static final String OFF = "off";
  private static final String LOCAL = "local";
  private static final String ON = "on";
  private static final String GARBAGE = "garbage";

  /** The sources of consent.md's list, each with the way to let it say something. */
  private enum Voice {
    DO_NOT_TRACK(Rank.DO_NOT_TRACK, "DO_NOT_TRACK", "off"),
    TELEMETRY(Rank.OPT_OUT, "TELEMETRY", "off local garbage"),
    APP_TELEMETRY(Rank.OPT_OUT, "TOOL_TELEMETRY_ENABLED", "off local garbage"),
    DISABLED(Rank.OPT_OUT, "TELEMETRY_DISABLED", "off garbage"),
    APP_DISABLED(Rank.OPT_OUT, "TOOL_TELEMETRY_OPTOUT", "off garbage"),
    POLICY(Rank.POLICY, "policy.json", "off local on garbage"),
    PROJECT(Rank.PROJECT, ".telem.json", "off local on garbage"),
    LEVEL_OPTION(Rank.OPT_IN, "--level", "off local on garbage"),
    OPT_IN(Rank.OPT_IN, "TELEMETRY_ENABLED", "on"),
    USER(Rank.USER, "config.json", "off local on garbage"),
    PROFILE(Rank.PROFILE, "p.json", "off local on");

    private final Rank rank;
    private final String source;
    private final String words;

    Voice(Rank rank, String source, String words) {
      this.rank = rank;
      this.source = source;
      this.words = words;
    }

    List<String> words() {
      return List.of(words.split(" ", -1));
    }

    void say(TestMachine machine, String word) {
      String json = word.equals(GARBAGE) ? "{\"level\": }" : "{\"level\": \"" + word + "\"}";
      String yes = word.equals(OFF) ? "1" : word;
      switch (this) {
        case DO_NOT_TRACK -> machine.variable("DO_NOT_TRACK", "1");
        case TELEMETRY, APP_TELEMETRY -> machine.variable(source, word);
        case DISABLED, APP_DISABLED -> machine.variable(source, yes);
        case POLICY -> machine.policy(json);
        case PROJECT -> machine.project(json);
        case LEVEL_OPTION -> machine.levelOption(word);
        case OPT_IN -> machine.variable(source, "1");
        case USER -> machine.user(json);
        case PROFILE -> machine.installed("p", json).profileOption("p");
      }
    }
  }

  @TempDir private Path root;
  private int machines;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|LOCAL|built in",
        "endpoint|ON|built in",
        "USER=on|LOCAL|config.json",
        "USER=on,endpoint|ON|config.json",
        "USER=local,endpoint|LOCAL|config.json",
        "USER=off,endpoint|OFF|config.json",
        "USER=garbage,endpoint|OFF|config.json",
        "USER=garbage,LEVEL_OPTION=on,endpoint|OFF|config.json",
        "USER=garbage,OPT_IN=on,POLICY=local,endpoint|OFF|config.json",
        "USER=off,OPT_IN=on,endpoint|ON|TELEMETRY_ENABLED",
        "USER=off,LEVEL_OPTION=local,endpoint|LOCAL|--level",
        "USER=on,LEVEL_OPTION=off,endpoint|OFF|--level",
        "USER=on,LEVEL_OPTION=garbage,endpoint|OFF|--level",
        "LEVEL_OPTION=local,OPT_IN=on,endpoint|LOCAL|--level",
        "LEVEL_OPTION=on|LOCAL|--level",
        "LEVEL_OPTION=on,TELEMETRY=local,endpoint|LOCAL|TELEMETRY",
        "LEVEL_OPTION=on,PROJECT=local,endpoint|LOCAL|.telem.json",
        "LEVEL_OPTION=on,POLICY=off,endpoint|OFF|policy.json",
        "PROJECT=on|LOCAL|built in",
        "PROJECT=on,USER=off,endpoint|OFF|config.json",
        "PROJECT=on,POLICY=on,endpoint|ON|built in",
        "POLICY=on,LEVEL_OPTION=off,endpoint|OFF|--level",
        "TELEMETRY=local,USER=off,endpoint|OFF|config.json",
        "PROFILE=on|LOCAL|p.json",
        "PROFILE=on,endpoint|ON|p.json",
        "PROFILE=local,endpoint|LOCAL|p.json",
        "PROFILE=off,endpoint|OFF|p.json",
        "PROFILE=off,USER=on,endpoint|ON|config.json",
        "PROFILE=on,POLICY=local,endpoint|LOCAL|policy.json",
        "PROFILE=on,PROJECT=off,endpoint|OFF|.telem.json",
        "PROFILE=on,USER=garbage,endpoint|OFF|config.json",
        "POLICY=local,PROJECT=off,endpoint|OFF|.telem.json",
        "POLICY=local,PROJECT=local,endpoint|LOCAL|policy.json",
        "POLICY=local,USER=local,endpoint|LOCAL|policy.json",
        "DO_NOT_TRACK=off,TELEMETRY=off,POLICY=off,USER=off|OFF|DO_NOT_TRACK",
        "APP_TELEMETRY=off,OPT_IN=on,endpoint|OFF|TOOL_TELEMETRY_ENABLED",
        "DISABLED=off,TELEMETRY=on,LEVEL_OPTION=on,endpoint|OFF|TELEMETRY_DISABLED",
      })
  void theListDecides(String said, Level level, String source) {
    TestMachine machine = machine();
    for (String part : said == null ? new String[0] : said.split(",", -1)) {
      if (part.equals("endpoint")) {
        machine.variable("TELEMETRY_ENDPOINT", "https://h");
      } else {
        String[] pair = part.split("=", -1);
        Voice.valueOf(pair[0]).say(machine, pair[1]);
      }
    }
    Decision decision = Consent.decide(machine.settings(), Audience.PIPE, 1);
    assertThat(decision.level()).isEqualTo(level);
    assertThat(Path.of(decision.reason().source().name()).getFileName()).hasToString(source);
    assertThat(decision.reason().detail()).isNotBlank();
    assertThat(decision.sources()).isEqualTo(machine.settings().statements());
  }

  @Test
  void ofEveryTwoSourcesTheRightOneWins() {
    int pairs = 0;
    for (Voice first : Voice.values()) {
      for (Voice second : Voice.values()) {
        if (first.compareTo(second) < 0 && !(first == Voice.TELEMETRY && second == Voice.OPT_IN)) {
          for (String one : first.words()) {
            for (String other : second.words()) {
              pairs++;
              TestMachine machine = machine().variable("TOOL_TELEMETRY_ENDPOINT", "https://h");
              first.say(machine, one);
              second.say(machine, other);
              Level expected = expected(first, one, second, other);
              assertThat(Consent.decide(machine.settings(), Audience.PIPE, 1).level())
                  .as("%s=%s, %s=%s", first, one, second, other)
                  .isEqualTo(expected);
            }
          }
        }
      }
    }
    assertThat(pairs).isGreaterThan(250);
  }

  /**
   * The rule in other words: garbage is off, limits are a minimum, of the rest the first counts.
   */
  private static Level expected(Voice first, String one, Voice second, String other) {
    if (one.equals(GARBAGE) || other.equals(GARBAGE)) {
      return Level.OFF;
    }
    Level limit = Level.ON;
    Level choice = Level.ON;
    if (second.rank.restrictsOnly()) {
      limit = lower(meaning(one), meaning(other));
    } else if (first.rank.restrictsOnly()) {
      limit = meaning(one);
      choice = meaning(other);
    } else {
      choice = meaning(one);
    }
    return lower(limit, choice);
  }

  private static Level meaning(String word) {
    return word.equals(ON) ? Level.ON : word.equals(LOCAL) ? Level.LOCAL : Level.OFF;
  }

  private static Level lower(Level one, Level other) {
    return one.isBelow(other) ? one : other;
  }

  @Test
  void noCombinationRaisesWhatMayOnlyRestrict() {
    long seed = 1121;
    Random random = new Random(seed);
    for (int round = 0; round < 600; round++) {
      TestMachine machine = machine();
      List<String> said = new ArrayList<>();
      Level limit = Level.ON;
      for (Voice voice : Voice.values()) {
        if (random.nextInt(3) == 0) {
          String word = voice.words().get(random.nextInt(voice.words().size()));
          voice.say(machine, word);
          said.add(voice + "=" + word);
          if (voice.rank.restrictsOnly() || word.equals(GARBAGE)) {
            limit = lower(limit, meaning(word));
          }
        }
      }
      if (random.nextBoolean()) {
        machine.variable("TELEMETRY_ENDPOINT", "https://h");
        said.add("endpoint");
      }
      Decision decision = Consent.decide(machine.settings(), Audience.PIPE, 1);
      assertThat(limit.isBelow(decision.level()))
          .as("seed %s, round %s: %s gave %s", seed, round, said, decision.level())
          .isFalse();
      assertThat(decision instanceof Decision.On)
          .isEqualTo(decision.level() == Level.ON && said.contains("endpoint"));
    }
  }

  @Test
  void aProjectNeverRaisesTheLevel() {
    long seed = 404;
    Random random = new Random(seed);
    List<String> projects =
        List.of(
            "{\"level\": \"on\"}",
            "{\"telemetry\": true, \"level\": \"on\"}",
            "{\"endpoint\": \"https://evil\"}",
            "{\"level\": \"on\", \"endpoint\": \"https://evil\", \"allowInsecure\": true}",
            "{\"destinations\": [{\"url\": \"https://evil\"}], \"log\": {\"file\": \"/evil\"}}",
            "{\"name\": \"p\"}",
            "{}");
    for (int round = 0; round < 200; round++) {
      TestMachine machine = machine();
      for (Voice voice : Voice.values()) {
        if (voice != Voice.PROJECT && random.nextInt(4) == 0) {
          voice.say(machine, voice.words().get(random.nextInt(voice.words().size())));
        }
      }
      Settings before = machine.settings();
      Decision without = Consent.decide(before, Audience.PIPE, 1);
      machine.project(projects.get(random.nextInt(projects.size())));
      Settings after = machine.settings();
      assertThat(Consent.decide(after, Audience.PIPE, 1).level())
          .as("seed %s, round %s", seed, round)
          .isEqualTo(without.level());
      assertThat(after.destinations()).isEqualTo(before.destinations());
      assertThat(after.eventLog()).isEqualTo(before.eventLog());
    }
  }

  @Test
  void aFileInASubfolderCannotHideItsProjectsOff() throws Exception {
    TestMachine machine = machine().project("{\"level\": \"off\"}");
    Path inner = Files.createDirectories(machine.workingDirectory().resolve("inner"));
    machine.file(inner.resolve(".telem.json"), "{\"level\": \"on\"}");
    assertThat(Consent.decide(machine.settingsIn(inner), Audience.PIPE, 1).level())
        .isEqualTo(Level.OFF);
  }

  @Test
  void onWithoutAnEndpointIsLocalAndTellsHowToNameOne() {
    Decision decision =
        Consent.decide(machine().variable("TELEMETRY", "1").settings(), Audience.PIPE, 1);
    assertThat(decision).isInstanceOf(Decision.Local.class);
    assertThat(decision.reason().source()).hasToString("TELEMETRY");
    assertThat(decision.reason().detail())
        .isEqualTo(
            "1; but no endpoint that can be used is named, so nothing is sent: name one with"
                + " TELEMETRY_ENDPOINT, --endpoint or \"endpoint\" in your configuration");
    assertThat(
            Consent.decide(machine().endpointOption("nonsense").settings(), Audience.PIPE, 1)
                .level())
        .isEqualTo(Level.LOCAL);
  }

  @Test
  void whatIsOnKnowsWhereToSend() {
    Decision decision =
        Consent.decide(machine().endpointOption("https://h").settings(), Audience.PIPE, 1);
    assertThat(decision)
        .isInstanceOfSatisfying(Decision.On.class, on -> assertThat(on.destinations()).hasSize(1));
    assertThat(decision.reason().detail()).isEqualTo("an endpoint is named by --endpoint");
  }

  @Test
  void everySourceIsReportedAlsoTheSilentOnes() {
    assertThat(Consent.decide(machine().settings(), Audience.PIPE, 1).sources())
        .extracting(Statement::rank)
        .isSorted()
        .hasSize(18);
  }

  private TestMachine machine() {
    return new TestMachine(root.resolve("machine" + machines++), "tool");
  }
}
