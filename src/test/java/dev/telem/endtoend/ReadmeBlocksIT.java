package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of commands in the README does what it says, and every screen shows what is shown: in
 * a terminal, section by section, in the order of a reader. Only {@code scripts/test} is left out,
 * since this is a part of it.
 */
@ExtendWith(Worlds.class)
final class ReadmeBlocksIT {
  private static final String MARK = "\u001e\n";
  private static final String TUTORIAL = "For publishers, in ten minutes";
  private static final String MARKED = "echo $'\\x1e'\n";
  private static final String FAILED = "telem: a command of this block failed";

  static Stream<String> sections() {
    return Readme.sections().stream();
  }

  @ParameterizedTest(name = "''{0}''")
  @MethodSource("sections")
  void whatASectionShowsIsWhatHappens(String section, Program program, Receiver receiver)
      throws IOException {
    SideBySide.needs("script");
    SideBySide.needs("bash");
    SideBySide.needs("python3");
    List<Recording> steps = new ArrayList<>();
    StringBuilder session = new StringBuilder(beginning(section));
    for (Readme.Block block : Readme.commands(section)) {
      List<Recording> commands =
          block.language().equals("sh")
              ? List.of(new Recording(block.text(), List.of("…")))
              : Recording.of(block);
      for (Recording command : commands) {
        session.append(step(command.command(), block.language().equals("sh")));
        steps.add(command);
      }
    }
    session.append(MARKED);
    Names names = new Names(program.home(), receiver.port(), freePort());
    program
        .write(program.home().resolve("session"), names.real(session.toString()))
        .with("CHECKOUT", Path.of("").toAbsolutePath().toString())
        .with("NO_COLOR", "1")
        .with("TERM", "xterm")
        // `telem flush` sends all, and nobody else a part of it.
        .with("TELEMETRY_FLUSH", "never")
        .with("PATH", Program.TELEM.getParent() + ":/usr/local/bin:/usr/bin:/bin");
    Result result =
        program.command(
            List.of("script", "-qfec", "stty cols 200; exec bash ~/session", "/dev/null"));

    String screen = names.written(Recording.seen(result.out()));
    assertThat(screen).doesNotContain(FAILED);
    String[] shown = screen.split(MARK, -1);
    assertThat(shown).as(screen).hasSize(steps.size() + 2);
    for (int step = 0; step < steps.size(); step++) {
      assertThat(Recording.alike(shown[step + 1]))
          .as(steps.get(step).command())
          .matches(steps.get(step).expected());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void everyBlockIsOfAKindThatIsTested() {
    assertThat(Readme.blocks())
        .extracting(Readme.Block::language)
        .containsOnlyOnce("") // the notice, which has a test of its own
        .containsOnly("sh", "console", "json", "");
    assertThat(Readme.sections()).contains("", TUTORIAL).hasSizeGreaterThan(8);
  }

  static Stream<String> json() {
    return Readme.blocks().stream()
        .filter(block -> block.language().equals("json"))
        .map(Readme.Block::text);
  }

  @ParameterizedTest
  @MethodSource("json")
  void jsonIsAProfileOrAConfigurationThatCanBeUsed(String json, Program program) {
    if (json.contains("\"app\"")) {
      program.write(program.directory().resolve("profile.json"), json);
      assertThat(program.telem("profile", "check", "profile.json").code()).isZero();
    } else {
      program.configured(json);
      assertThat(program.status().path("level").asText()).as(json).isEqualTo("on");
    }
  }

  @Test
  void everyLinkWithinLeadsToAHeading() {
    List<String> headings =
        text("(?m)^##+ (.*)$")
            .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
            .map(heading -> heading.replace(' ', '-'))
            .toList();
    assertThat(text("\\]\\(#([^)]*)\\)").toList()).isNotEmpty().isSubsetOf(headings);
  }

  private static Stream<String> text(String pattern) {
    return Pattern.compile(pattern).matcher(Readme.text()).results().map(found -> found.group(1));
  }

  /** A reader has the tool of the tutorial, except in the tutorial, and for scripts a checkout. */
  private static String beginning(String section) {
    String tool = section.equals(TUTORIAL) ? "" : Readme.commands(TUTORIAL).getFirst().text();
    return """
    set -m
    mkdir ~/checkout ~/checkout/target
    ln -s "$CHECKOUT/pom.xml" "$CHECKOUT/src" "$CHECKOUT/scripts" ~/checkout
    cp -Rl "$CHECKOUT/target/telem" ~/checkout/target || cp -R "$CHECKOUT/target/telem" ~/checkout/target
    rm -f ~/checkout/target/telem/lib/telem/built
    touch ~/checkout/target/telem/lib/telem/built
    cd
    """
        + tool
        + (Readme.commands(section).getFirst().text().startsWith("scripts/")
            ? "cd ~/checkout\n"
            : "");
  }

  /** In a block without screens every command has to succeed. */
  private static String step(String commands, boolean each) {
    String lines = commands.replaceAll("(?m)^scripts/test\\b.*\n", "");
    return MARKED
        + (each ? "trap 'echo \"" + FAILED + "\"' ERR\n" : "")
        + lines
        + (lines.endsWith("\n") ? "" : "\n")
        + (each ? "trap - ERR\n" : "");
  }

  /** What is called otherwise in the README than in a test, which may reach this machine only. */
  private record Names(Path home, int receiver, int ownReceiver) {
    String real(String text) {
      return text.replace("https://telemetry.example.com", "http://127.0.0.1:" + receiver)
          .replace("127.0.0.1:8125", "127.0.0.1:" + ownReceiver)
          .replace("\", 8125)", "\", " + ownReceiver + ")");
    }

    String written(String text) {
      return text.replace("http://127.0.0.1:" + receiver, "https://telemetry.example.com")
          .replace(home.toString(), "/home/you");
    }
  }
}
