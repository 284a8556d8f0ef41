package dev.telem.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.ProfileDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurveyTest {
  private static final String ROOT =
      """
      Usage: shop [OPTIONS] COMMAND
      Options:
        -h, --help      Show this help.
        --version       Show the version.
        --api-key KEY   The key of the service.
      Commands:
        stack       Many things.
        sell, s     Sell something.
        help        Help about a command.
      """;

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> questions = new ArrayList<>();

  @Test
  void aToolAndItsCommandsAreAskedAndADraftIsWritten() {
    answers.put("--help", ROOT);
    answers.put(
        "stack --help",
        """
        Usage: shop stack COMMAND
        Options:
          -h, --help  Show this help.
        Commands:
          up    Start it.
          down  Stop it.
        """);
    answers.put(
        "stack up --help",
        """
        Options:
          --wait SECONDS  Not for ever.
        Commands:
          deeper
        """);
    answers.put(
        "sell -h",
        """
        Options:
          --format {json,text}  How.
          -p, --password PW     Which.
        """);
    assertThat(draft(100).text())
        .isEqualTo(
            """
            // A draft, from what shop says about itself. Review every line:
            // the names here leave the machines of those who run it, and so do "choices".
            {
              "app": "shop",
              "version": {"command": ["shop", "--version"]},
              // "channel": "stable",
              // "environmentPrefix": "MYTOOL_",  how the variables of its options begin
              // "strict": true,  to drop the names of options that are not listed here
              // "level": "on",
              // "destinations": [{"url": "https://telemetry.example.com/v1/events"}],
              "options": {
                "--help": {"aliases": ["-h"]},  // Show this help.
                "--version": 0,  // Show the version.
                "--api-key": {"arity": 1, "sensitive": true},  // The key of the service.
              },
              "commands": {
                "stack": {  // Many things.
                  "commands": {
                    "up": {  // Start it.
                      "options": {
                        "--wait": 1,  // Not for ever.
                      },
                      "commands": {
                        "deeper": {},
                      },
                    },
                    "down": {},  // Stop it.
                  },
                },
                "sell": {"aliases": ["s"],  // Sell something.
                  "options": {
                    "--format": {"arity": 1, "choices": ["json", "text"]},  // How.
                    "--password": {"aliases": ["-p"], "arity": 1, "sensitive": true},  // Which.
                  },
                },
                "help": {},  // Help about a command.
              },
            }
            """);
    assertThat(questions).doesNotContain("help --help", "stack up deeper --help");
  }

  @Test
  void onlyFlagsForHelpAreUsed() {
    answers.put("--help", ROOT);
    draft(100);
    assertThat(questions)
        .allMatch(
            question ->
                question.endsWith("--help")
                    || question.endsWith(" -h")
                    || question.startsWith("help "));
    questions.clear();
    answers.put("--help", "Commands:\n  df   Sizes; -h makes them readable.\n  rm   Remove.\n");
    draft(100);
    assertThat(questions).containsExactly("--help", "df --help", "rm --help");
  }

  @Test
  void aToolThatAnswersEverythingAlikeHasNoCommandsInItsCommands() {
    answers.put("--help", ROOT.replace("help        Help about a command.", ""));
    answers.put("stack --help", ROOT.replace("help        Help about a command.", ""));
    assertThat(draft(100).tool().commands())
        .extracting(ProfileDraft.Command::commands)
        .containsOnly(List.of());
  }

  @Test
  void theNumberOfQuestionsIsLimitedAndTheDraftSaysSo() {
    StringBuilder endless = new StringBuilder("Commands:\n");
    for (int i = 0; i < 500; i++) {
      endless.append("  c").append(i).append("   text\n");
    }
    answers.put("--help", endless.toString());
    ProfileDraft draft = draft(50);
    assertThat(questions).hasSize(50);
    assertThat(draft.incomplete()).isTrue();
    assertThat(draft.text()).contains("// There were more sub-commands than could be asked.");
  }

  @Test
  void aToolThatTellsNothingHasNoDraft() {
    answers.put("--help", "Segmentation fault\n");
    assertThat(new Survey("shop", this::ask, name -> false, 9).draft()).isEmpty();
    assertThat(questions).containsExactly("--help");
  }

  @Test
  void helpThatOnlyACommandGivesIsAskedForWhereTheToolNamesIt() {
    answers.put("--help", "unknown flag; try: shop help\n");
    answers.put("help", "The commands are:\n\n\tbuild   compile\n\ttest    try\n");
    assertThat(draft(9).tool().commands())
        .extracting(ProfileDraft.Command::name)
        .containsExactly("build", "test");
  }

  private ProfileDraft draft(int limit) {
    return new Survey(
            "shop", this::ask, name -> name.contains("password") || name.contains("key"), limit)
        .draft()
        .orElseThrow();
  }

  private Optional<String> ask(List<String> arguments) {
    String question = String.join(" ", arguments);
    questions.add(question);
    return Optional.ofNullable(answers.get(question));
  }
}
