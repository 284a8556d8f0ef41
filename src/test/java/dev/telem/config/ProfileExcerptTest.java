package dev.telem.config;

import static dev.telem.config.ProfileTest.EXAMPLE;
import static dev.telem.config.ProfileTest.profile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.Profile.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileExcerptTest {
  @Test
  void anExcerptHoldsWhatTheWordsNameAndNothingIsDisplaced() throws MalformedJson {
    JsonObject whole = JsonReader.readObject(EXAMPLE);
    for (List<String> words :
        List.of(
            List.of("mytool", "deploy", "--force"),
            List.of("mytool", "d"),
            List.of("mytool", "stack", "up"),
            List.of("mytool", "x"),
            List.of("mytool", "stack", "deploy", "make:model"))) {
      Profile expected = profile(whole, new ArrayList<>());
      List<Problem> problems = new ArrayList<>();
      JsonObject excerpt = ProfileExcerpt.of(EXAMPLE.getBytes(StandardCharsets.UTF_8), words);
      assertThat(excerpt).isNotNull();
      Profile read = profile(excerpt, problems);
      assertThat(problems).isEmpty();
      assertThat(read.tool().options()).isEqualTo(expected.tool().options());
      assertThat(read.tool().commands()).isEqualTo(pruned(expected.tool().commands(), words));
      assertThat(read.level()).isEqualTo(expected.level());
      assertThat(read.destinations()).isEqualTo(expected.destinations());
      assertThat(requireNonNull(excerpt.members().get("args")).name().line()).isEqualTo(32);
    }
  }

  private static List<Command> pruned(List<Command> commands, List<String> words) {
    return commands.stream()
        .filter(
            command ->
                words.contains(command.name())
                    || command.aliases().stream().anyMatch(words::contains))
        .map(
            command ->
                command.name().equals("stack")
                    ? command
                    : new Command(
                        command.name(),
                        command.aliases(),
                        command.options(),
                        pruned(command.commands(), words)))
        .toList();
  }

  @Test
  void aMistakeInAnExcerptIsFoundAtItsPlace() {
    String text =
        """
        {
          "commands": {
            "a": {"options": {"--x": {"aliases": ["-x"]}}},
            /* ü */ "b": {"options": {"--ü": 1}}
          }
        }
        """;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Problem> problems = new ArrayList<>();
    profile(requireNonNull(ProfileExcerpt.of(bytes, List.of("t", "b"))), problems);
    List<Problem> all = new ArrayList<>();
    ProfileTest.read(text, all);
    assertThat(problems).isEqualTo(all).hasSize(1);
    assertThat(problems.getFirst().source()).hasToString("p:4:31");
  }

  @Test
  void aDamagedTextGivesNoExcerptOrTheSameProblemsAndNeverAnException() {
    long seed = 8;
    Random random = new Random(seed);
    byte[] good = EXAMPLE.getBytes(StandardCharsets.UTF_8);
    List<String> words = List.of("mytool", "deploy", "stack", "make:model", "up", "down");
    for (int round = 0; round < 3_000; round++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) "{}[]\",:/*\\x0\n\200".charAt(random.nextInt(14));
      JsonObject excerpt = ProfileExcerpt.of(bad, words);
      JsonObject whole = whole(bad);
      if (excerpt != null && whole != null) {
        List<Problem> some = new ArrayList<>();
        List<Problem> all = new ArrayList<>();
        Profile one = profile(excerpt, some);
        Profile other = profile(whole, all);
        assertThat(all).as("seed %s, round %s", seed, round).containsAll(some);
        if (all.isEmpty()) {
          assertThat(one.destinations())
              .as("seed %s, round %s", seed, round)
              .isEqualTo(other.destinations());
          assertThat(one.level()).isEqualTo(other.level());
        }
      }
    }
  }

  private static @Nullable JsonObject whole(byte[] bytes) {
    try {
      return JsonReader.readObject(JsonCursor.decode(bytes));
    } catch (MalformedJson malformed) {
      return null;
    }
  }
}
