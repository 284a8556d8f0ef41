package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.ProfileDraft.Command;
import dev.telem.config.ProfileDraft.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileDraftTest {
  @Test
  void namesThatNoProfileCanHoldAndThoseThatAreTakenAreLeftOut() {
    List<Option> options =
        List.of(
            option("--a", "-a"),
            option("-a", "--b"),
            option("--a"),
            option("--bad name"),
            new Option(List.of("--c"), 1, 1, false, false, List.of("good", "not good"), "x"));
    List<Command> commands =
        List.of(
            new Command("one", List.of("two", "o"), "", List.of(), List.of()),
            Command.named("two"),
            Command.named("two"),
            new Command("three", List.of("o"), "", List.of(), List.of()),
            Command.named("no/name"));
    Profile profile = read(new Command("", List.of(), "", options, commands));
    assertThat(profile.tool().options())
        .extracting(option -> option.name() + option.aliases() + option.choices())
        .containsExactly("--a[-a][]", "--b[][]", "--c[][]");
    assertThat(profile.tool().commands())
        .extracting(command -> command.name() + command.aliases())
        .containsExactly("one[o]", "two[]", "three[]");
  }

  @Test
  void everyDraftIsAProfileWithoutMistakes() {
    long seed = 77;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Profile profile = read(command(random, 0));
      assertThat(profile.app()).as("seed %s, round %s", seed, round).contains("tool");
    }
  }

  private static Command command(Random random, int depth) {
    List<Option> options = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int least = random.nextInt(12);
      int most = random.nextInt(3) == 0 ? Profile.MANY : least + random.nextInt(2);
      options.add(
          new Option(
              List.of(word(random, "-"), word(random, "--")),
              least,
              most,
              random.nextBoolean(),
              false,
              random.nextBoolean() ? List.of(word(random, "")) : List.of(),
              word(random, "// */ \" \n ü ")));
    }
    List<Command> commands = new ArrayList<>();
    for (int i = depth == 3 ? 0 : random.nextInt(4); i > 0; i--) {
      commands.add(command(random, depth + 1));
    }
    String name = depth == 0 ? "" : word(random, "");
    return new Command(name, List.of(word(random, "")), "text", options, commands);
  }

  private static String word(Random random, String start) {
    StringBuilder word = new StringBuilder(start);
    for (int i = random.nextInt(4); i > 0; i--) {
      word.append("ab1.-_ \"\\ü\n{[".charAt(random.nextInt(13)));
    }
    return word.toString();
  }

  private static Option option(String... names) {
    return new Option(List.of(names), 0, 0, false, false, List.of(), "");
  }

  private static Profile read(Command tool) {
    String text = new ProfileDraft("tool", true, false, tool).text();
    List<Problem> problems = new ArrayList<>();
    Profile profile = ProfileTest.read(text, problems);
    assertThat(problems).as(text).isEmpty();
    return profile;
  }
}
