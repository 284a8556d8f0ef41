package dev.telem.help;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.Profile;
import dev.telem.config.ProfileDraft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HelpReaderTest {
  /**
   * The parts of real help texts that are kept as resources, each with what is to be read there.
   */
  static Stream<String> captured() {
    return Stream.of(
            "apt argparse argparse-sell cargo cargo-build cmake curl docker docker-run dpkg flask"
                + " flask-run gcc gdb git git-all git-commit git-remote java javac jq kubectl"
                + " kubectl-get make mvn node npm npm-install openssl perf picocli picocli-tail"
                + " pip-install pytest rustc ssh systemctl tar terraform terraform-plan tmux")
        .flatMap(names -> Arrays.stream(names.split(" ", -1)));
  }

  @ParameterizedTest
  @MethodSource("captured")
  void aRealHelpTextIsUnderstood(String name) throws IOException {
    String expected = resource(name + ".expected");
    String path = expected.lines().findFirst().orElseThrow().substring("# ".length());
    Page page = HelpReader.read(resource(name + ".txt"), List.of(path.split(" ", -1)));
    assertThat("# " + path + "\n" + shown(page)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "-x~-x",
        "  -x, --long   text~-x --long",
        "--name=VALUE  text~--name 1",
        "--name[=VALUE]  text~--name ? attached",
        "--name VALUE  text~--name 1",
        "--name <a value>  text~--name 1",
        "--name string   text~--name 1",
        "--name text of a sentence~--name",
        "--name Text of a sentence~--name",
        "-n NUM, --number NUM~-n --number 1",
        "-n NUM, --number=NUM   text~-n --number 1",
        "-n, --number[=NUM]   text~-n --number ? attached",
        "-j [N], --jobs[=N]   text~-j --jobs ? attached",
        "--point X Y  text~--point 2",
        "--names NAME [NAME ...]  text~--names +",
        "--files [FILE ...]  text~--files *",
        "-f FILE...  text~-f +",
        "-v, --verbose...  more~-v --verbose",
        "--[no-]verify  text~--verify / --no-verify",
        "-q, --[no-]quiet  text~-q --quiet / --no-quiet",
        "--color, --no-color  text~--color / --no-color",
        "--debug / --no-debug  text~--debug / --no-debug",
        "--shout/--no-shout  text~--shout / --no-shout",
        "-D<name>=<value>  text~-D 1 attached",
        "-Xlint:<key>(,<key>)*  text~-Xlint 1 attached",
        "-std=<standard>  text~-std 1",
        "-Wl,<options>  text~-Wl 1 attached",
        "-O[TYPE], --sync[=TYPE]  text~-O --sync ? attached",
        "-i|--install   <file>...  text~-i --install +",
        "-n/--name VALUE  text~-n --name 1",
        "--format {json,text}  text~--format 1 {json text}",
        "--format [json|text]  text~--format 1 {json text}",
        "--format <json|text>  text~--format 1 {json text}",
        "--mode=fast|slow  text~--mode 1 {fast slow}",
        "-proc:{none,only}  text~-proc 1 attached {none only}",
        "--file <KEY=VALUE|PATH>  text~--file 1",
        "--all-namespaces=false:~--all-namespaces",
        "--output='':~--output 1",
        "--filename=[]:~--filename 1",
        "-S <path>      = text~-S 1",
        "-ea[:<package>...|:<class>]  text~-ea ? attached",
        "-?, -h, -help  text~-? -h -help",
        "-### text~`-`",
        "-- text~`-`",
        "- text~`-`",
        "--assert-<feature>  text~`-`",
      })
  void anOptionIsReadInEveryLayout(String line, String expected) {
    List<String> options = OptionText.read(line).stream().map(HelpReaderTest::shown).toList();
    assertThat(options.isEmpty() ? "-" : String.join(" / ", options)).isEqualTo(expected);
  }

  @Test
  void valuesThatAnExplanationListsAreChoices() {
    String text =
        """
        Options:
          --color <WHEN>     Coloring [possible values: auto,
                             always, never]
          --output string    One of: (json, yaml)
          --level string     How much ("debug"|"info")
          --other string     Some (json or yaml)
        """;
    assertThat(HelpReader.read(text, List.of("t")).options())
        .extracting(ProfileDraft.Option::choices)
        .containsExactly(
            List.of("auto", "always", "never"),
            List.of("json", "yaml"),
            List.of("debug", "info"),
            List.of());
  }

  @Test
  void coloursBoldTypeAndTabsMakeNoDifference() {
    String plain = "Options:\n  -x, --long\tsay it\nCommands:\n  go\tgo there\n";
    Page page = HelpReader.read(plain, List.of("t"));
    assertThat(shown(page)).isEqualTo("-x --long\ngo\n");
    String coloured = plain.replace("--long", "\u001b[1;32m--long\u001b[0m").replace("\n", "\r\n");
    assertThat(HelpReader.read(coloured, List.of("t")))
        .extracting(Page::options, Page::commands)
        .containsExactly(page.options(), page.commands());
    String bold = plain.replace("go\t", "g\bgo\bo\t");
    assertThat(HelpReader.read(bold, List.of("t")))
        .extracting(Page::options, Page::commands)
        .containsExactly(page.options(), page.commands());
  }

  @Test
  void noTextBreaksTheReader() throws IOException {
    long seed = 4;
    Random random = new Random(seed);
    List<String> names = captured().toList();
    for (int round = 0; round < 400; round++) {
      StringBuilder text =
          new StringBuilder(resource(names.get(random.nextInt(names.size())) + ".txt"));
      for (int i = 0; i < 40; i++) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, "-[]<>{}|,= \n\tx:".charAt(random.nextInt(15)));
      }
      assertThat(HelpReader.read(text.toString(), List.of("t")))
          .as("seed %s, round %s", seed, round)
          .isNotNull();
    }
  }

  private static String shown(Page page) {
    StringBuilder shown = new StringBuilder();
    page.options().forEach(option -> shown.append(shown(option)).append('\n'));
    for (ProfileDraft.Command command : page.commands()) {
      List<String> names = new ArrayList<>(command.aliases());
      names.addFirst(command.name());
      shown.append(String.join(" ", names)).append('\n');
    }
    return shown.toString();
  }

  private static String shown(ProfileDraft.Option option) {
    String arity =
        option.most() == 0
            ? ""
            : option.least() == option.most()
                ? " " + option.most()
                : option.most() == Profile.MANY ? (option.least() == 0 ? " *" : " +") : " ?";
    return String.join(" ", option.names())
        + arity
        + (option.attached() ? " attached" : "")
        + (option.choices().isEmpty() ? "" : " {" + String.join(" ", option.choices()) + "}");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(HelpReaderTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
