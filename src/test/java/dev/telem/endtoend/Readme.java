package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The README, in the parts that tests hold it to. */
final class Readme {
  private static final String FENCE = "```";

  /**
   * What stands between two fences.
   *
   * @param section the heading of second level that it stands under; of the beginning none
   */
  record Block(String section, String language, List<String> lines) {
    Block {
      lines = List.copyOf(lines);
    }

    String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  private Readme() {}

  static String text() {
    try {
      return Files.readString(Path.of("README.md"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What stands between {@code <!-- mark -->} and {@code <!-- /mark -->}. */
  static String between(String mark) {
    String begin = "<!-- " + mark + " -->";
    int start = text().indexOf(begin);
    assertThat(start).as(mark).isNotNegative();
    return text().substring(start + begin.length(), text().indexOf("<!-- /" + mark + " -->"));
  }

  static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    String section = "";
    String language = null;
    for (String line : text().lines().toList()) {
      if (language == null && line.startsWith("## ")) {
        section = line.substring(3);
      } else if (language == null && line.startsWith(FENCE)) {
        language = line.substring(FENCE.length());
      } else if (language != null && line.equals(FENCE)) {
        blocks.add(new Block(section, language, lines));
        lines.clear();
        language = null;
      } else if (language != null) {
        lines.add(line);
      }
    }
    assertThat(language).as("a block without an end").isNull();
    return blocks;
  }

  /** The sections that have blocks of commands. */
  static List<String> sections() {
    return blocks().stream().filter(Readme::isOfCommands).map(Block::section).distinct().toList();
  }

  /** The blocks of commands of a section, in their order. */
  static List<Block> commands(String section) {
    return blocks().stream()
        .filter(block -> isOfCommands(block) && block.section().equals(section))
        .toList();
  }

  private static boolean isOfCommands(Block block) {
    return block.language().equals("sh") || block.language().equals("console");
  }
}
